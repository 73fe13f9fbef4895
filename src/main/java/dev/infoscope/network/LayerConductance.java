// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Activations;

/**
 * The conductance of a layer's units, summed over positions and time steps of a unit: conductance
 * is additive, so the sum is the unit's.
 *
 * @param layer which layer; its reduction says how the values came about
 * @param values {@code [rows x units]}, in logits
 * @param errors per row, the sum over the layer less the change of F along the path, in logits: 0
 *     were the sum over steps exact (completeness). {@code NaN} where paths lead past the layer, as
 *     inside a residual block, or the rule has no path
 * @param coarser the same errors of a coarser sum over the same nodes, whose steps are each {@link
 *     ConductanceRule#coarsening} steps long: what does not shrink from there to {@code errors} is
 *     not the steps' error. {@code NaN} also where there are too few steps for one
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerConductance(
    Layer layer, Activations values, double[] errors, double[] coarser) {}
