// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.numeric.Require;

/**
 * How finely a layer transition is looked at: bins of equal width over the input range and over the
 * output range.
 *
 * @param inputBins at least 2
 * @param outputBins at least 2
 * @param overflow what happens beyond the output range
 */
public record CausalBins(int inputBins, int outputBins, Overflow overflow) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number of bins is below 2
   */
  public CausalBins {
    Require.atLeast("input bins", inputBins, 2);
    Require.atLeast("output bins", outputBins, 2);
  }

  /**
   * As many bins on both sides, clamped at the ends.
   *
   * @param bins at least 2; 64 is the default of the authors' program, 8 what their runs used
   * @return the bins
   */
  public static CausalBins of(int bins) {
    return new CausalBins(bins, bins, Overflow.CLAMP);
  }

  /**
   * The same bins with another rule for values beyond the range.
   *
   * @param rule the other rule
   * @return a copy
   */
  public CausalBins with(Overflow rule) {
    return new CausalBins(inputBins, outputBins, rule);
  }
}
