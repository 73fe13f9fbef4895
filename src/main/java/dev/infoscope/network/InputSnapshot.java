// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Activations;

/**
 * What the network was given at one of its inputs: the probe set, the same at every snapshot.
 *
 * @param name unique among inputs and layers
 * @param activations its values, {@code [examples x features]}; images as one row of pixels
 *     (channel by channel where channels stand first), of sequences the last step
 * @param reduction what was done to the features, as in {@code last step}; empty for nothing
 */
public record InputSnapshot(String name, Activations activations, String reduction) {}
