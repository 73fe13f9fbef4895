// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.count.Activations;

/**
 * What was seen of one layer.
 *
 * @param layer which one
 * @param activations its values on the probe set, {@code [examples x units]}
 */
public record LayerSnapshot(Layer layer, Activations activations) {}
