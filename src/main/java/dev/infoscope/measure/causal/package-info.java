// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The causal plane: sensitivity, effective information, degeneracy and integrated information of
 * dense layers (Marrow, Michaud and Hoel 2020, doi 10.3390/e22121429, arXiv 2010.13871).
 *
 * <pre>{@code
 *                     activation, ranges, bins
 *                               |
 *                          OutputThresholds             where the line of pre-activations changes its bin
 *                               |
 * LayerTransition --+--> EdgeSensitivity ------> sensitivity  --+
 * (weights, bias)   |                                           |
 *                   +--> PartsOfUnit ----------> EI_parts, H(Y) +--> UnitReadings --> CausalPoint
 *                   |      TruncatedPowers                      |                     S, EI, D, phi
 *                   |      FourierLaw <- PowerSums, WideEdges   |
 *                   |                                           |
 *                   +--> JointSampler ---------> EI, or bounds -+--> JointInformation
 *                          OutputEntropy   H(Y)
 *                          CellEntropies   H(Y|X)
 * }</pre>
 *
 * <p>{@link dev.infoscope.measure.causal.CausalPlane} is the entry point: one instance per layer,
 * one call per epoch. Sensitivity and EI_parts are exact, so their differences between epochs carry
 * no noise; the joint information is sampled with common random numbers. Beside it stand {@link
 * dev.infoscope.measure.causal.CausalEdges} for single edges, {@link
 * dev.infoscope.measure.causal.CausalGroups} for groups of units, and {@link
 * dev.infoscope.measure.causal.CausalBlocks} for several layers at once, which has no closed form
 * and samples.
 *
 * <p>Over 25 files, because the exact sums, the sampler and the blocks are one computation in small
 * steps that nothing else may use: split, most of them would have to be public.
 */
@NullMarked
package dev.infoscope.measure.causal;

import org.jspecify.annotations.NullMarked;
