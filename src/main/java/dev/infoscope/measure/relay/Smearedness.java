// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import java.util.Arrays;

/**
 * How much each neuron relays for classes beside its own (Hintze and Adami's later work on
 * dropout): {@code S_j = sum_c M[c][j] - max_c M[c][j]}, every class's row of scores M divided by
 * its largest first. 0 for a neuron that serves one class alone, or that takes off from others more
 * than it adds, since scores may be negative; at most the number of classes less 1.
 *
 * @param units S, {@code [units]}
 * @param mean over neurons; {@code NaN} when no class has a score above 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record Smearedness(double[] units, double mean) {
  /**
   * Of a matrix of scores.
   *
   * @param scores such as aggregated relay information, {@code [classes][units]}; classes whose
   *     largest score is not above 0, or is smaller than the largest loss, are left out, as are
   *     those with NaN
   * @return smearedness
   */
  public static Smearedness of(double[][] scores) {
    int units = scores.length == 0 ? 0 : scores[0].length;
    double[] sum = new double[units];
    double[] most = new double[units];
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    int classes = 0;
    for (double[] row : scores) {
      double largest = Arrays.stream(row).reduce(Double.NEGATIVE_INFINITY, Math::max);
      double least = Arrays.stream(row).reduce(Double.POSITIVE_INFINITY, Math::min);
      if (largest > 0 && -least <= largest) { // false for NaN, and where noise is all there is
        classes++;
        for (int unit = 0; unit < units; unit++) {
          sum[unit] += row[unit] / largest;
          most[unit] = Math.max(most[unit], row[unit] / largest);
        }
      }
    }
    double[] smeared = new double[units];
    for (int unit = 0; unit < units; unit++) {
      smeared[unit] = classes == 0 ? Double.NaN : Math.max(0, sum[unit] - most[unit]);
    }
    return new Smearedness(smeared, Arrays.stream(smeared).average().orElse(Double.NaN));
  }
}
