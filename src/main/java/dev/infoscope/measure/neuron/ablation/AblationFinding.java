// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

/**
 * A curve beside the random ones, and what it suggests.
 *
 * @param curve the curve
 * @param areaDifference its area less the mean area of random orders
 * @param distance the same in standard deviations of the random areas; {@code NaN} when they do not
 *     deviate
 * @param pValue share of random orders that lie as far out on either side, {@link
 *     RandomBand#pValue}; {@code NaN} when there is no order
 * @param hypothesis what the curve suggests about redundancy or synergy, one sentence that begins
 *     with {@code hypothesis:}, or {@code hypothesis: none,} with the reason
 */
public record AblationFinding(
    AblationCurve curve,
    double areaDifference,
    double distance,
    double pValue,
    String hypothesis) {}
