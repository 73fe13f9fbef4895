// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.numeric.Bits;

/**
 * Two categorical units of which one takes some value only rarely: the discrete branch of the mixed
 * estimator (Gao et al. 2017) for every row, with the logarithms of the counts that it tends to.
 *
 * <pre>{@code
 * I = < ln N + ln n(x,y) - ln n(x) - ln n(y) > - max(0, cells - values of X - values of Y + 1) / 2N
 * }</pre>
 *
 * <p>The digamma function in place of the logarithm is off by as much as 0.58 nats for a single
 * row, the very rows that this is about. What it does against the bias of common ones is done by
 * Miller and Madow's correction, which counts the cells that occur; it is taken off, never added,
 * so that a unit reads its own entropy of the sample about itself.
 */
final class RarePairs {
  private RarePairs() {}

  /** Cells that occur beyond those that independent values need. */
  private static int excess(Atoms x, Atoms y, int[] cells) {
    int occurring = 0;
    for (int cell : cells) {
      occurring += cell > 0 ? 1 : 0;
    }
    return Math.max(0, occurring - x.counts().length - y.counts().length + 1);
  }

  /** Mean share, bits; shares go by row into {@code shares} if it is long enough. */
  static double ofCounts(Atoms x, Atoms y, int[] cells, double[] shares) {
    int rows = x.codes().length;
    double constant = Math.log(rows) - excess(x, y, cells) / (2.0 * rows);
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      int own = x.codes()[row];
      int other = y.codes()[row];
      double both = Math.log(cells[own * y.counts().length + other]);
      double share = constant + both - (Math.log(x.counts()[own]) + Math.log(y.counts()[other]));
      sum += share;
      if (shares.length == rows) {
        shares[row] = share * Bits.PER_NAT;
      }
    }
    return sum / rows * Bits.PER_NAT;
  }
}
