// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The redundancy plane: how many units of a layer hold a bit about the label, and on how many of
 * them it depends.
 *
 * <pre>{@code
 * Activations, Bins -> GroupBits per group -> GroupInformation -> RedundancyPoint -> readings
 * }</pre>
 */
@NullMarked
package dev.infoscope.measure.redundancy;

import org.jspecify.annotations.NullMarked;
