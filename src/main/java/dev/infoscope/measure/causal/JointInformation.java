// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.Estimate;

/**
 * The joint effective information of a layer, or what can be said instead of it.
 *
 * <p>The bounds rest on the inputs being independent, so they hold when values beyond the output
 * range are clamped; where they are dropped, staying inside ties the inputs together and the bounds
 * are no more than an indication.
 *
 * @param estimate of I(X;Y) between input tuple and output tuple, with its standard error; {@code
 *     NaN} with a flag when the output has too many patterns for the samples
 * @param lower bound, bits: the best single unit, {@code max_j sum_A I(X_A;Y_j)}; exact
 * @param upper bound, bits: {@code min(sum_j H(Y_j), inputs log2 B)}; exact
 */
public record JointInformation(Estimate estimate, double lower, double upper) {
  /**
   * Whether there is an estimate.
   *
   * @return false when only the bounds hold
   */
  public boolean isEstimable() {
    return !Double.isNaN(estimate.bits());
  }
}
