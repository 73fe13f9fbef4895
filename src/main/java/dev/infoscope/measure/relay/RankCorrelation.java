// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Require;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Spearman's correlation: of ranks, equal values sharing the mean of theirs. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * Correlation of two columns.
   *
   * @param x values, no NaN
   * @param y as many, no NaN
   * @return from -1 to 1; {@code NaN} if one of them is constant or there are none
   * @throws IllegalArgumentException if lengths disagree
   */
  public static double of(double[] x, double[] y) {
    Require.that(x.length == y.length, "lengths (%d, %d) must be the same", x.length, y.length);
    double[] a = ranks(x);
    double[] b = ranks(y);
    double middle = (x.length - 1) / 2.0;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - middle) * (b[i] - middle);
      aa += (a[i] - middle) * (a[i] - middle);
      bb += (b[i] - middle) * (b[i] - middle);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
