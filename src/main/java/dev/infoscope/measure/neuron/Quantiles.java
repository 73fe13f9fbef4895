// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import java.util.Arrays;

/** Quantiles of a sample, linear between neighbours (type 7 of Hyndman and Fan 1996). */
final class Quantiles {
  private Quantiles() {}

  /** The quantile of values in any order; {@code NaN} for none. */
  static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, share);
  }

  static double ofSorted(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    double low = sorted[below];
    return below + 1 < sorted.length ? low + (place - below) * (sorted[below + 1] - low) : low;
  }
}
