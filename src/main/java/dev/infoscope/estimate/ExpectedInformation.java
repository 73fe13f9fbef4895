// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.numeric.Bits;

/**
 * What the plug-in formula reads on average from two variables with given counts when nothing joins
 * them, that is over all orders of the rows of one of them (Vinh, Epps and Bailey 2010, JMLR 11,
 * 2837-2854):
 *
 * <pre>E = sum over i, j, n of P(n; N, a_i, b_j) n/N log2(N n / (a_i b_j))</pre>
 *
 * where P is hypergeometric. Exact for any number of rows.
 */
public final class ExpectedInformation {
  private static final double NEGLIGIBLE = 1e-18; // of the largest term

  private ExpectedInformation() {}

  /**
   * Sums over all cells. O(cells x their standard deviation).
   *
   * @param a how often each value of one variable occurs; zeros do not matter
   * @param b the same of the other, with the same sum
   * @return bits; 0 if either is constant, {@code NaN} without rows
   */
  public static double of(int[] a, int[] b) {
    return of(a, b, ExpectedInformation::cell);
  }

  /** What a cell adds up to, {@link #cell} or a memory of it. */
  interface Cell {
    double mean(long a, long b, long rows);
  }

  static double of(int[] a, int[] b, Cell cell) {
    long rows = 0;
    for (int count : a) {
      rows += count;
    }
    double sum = 0;
    for (int ofA : a) {
      for (int ofB : b) {
        sum += ofA > 0 && ofB > 0 ? cell.mean(ofA, ofB, rows) : 0;
      }
    }
    return sum / rows * Bits.PER_NAT;
  }

  /** Mean of {@code n ln(N n / (a b))}, nats, from the mode to both sides. */
  static double cell(long a, long b, long rows) {
    long mode = (long) ((a + 1.0) * (b + 1.0) / (rows + 2.0));
    double independent = (double) a * b / rows;
    double weights = 0;
    double sum = 0;
    double weight = 1;
    for (long n = mode; weight > NEGLIGIBLE && n <= Math.min(a, b); n++) {
      weights += weight;
      sum += n > 0 ? weight * n * Math.log(n / independent) : 0;
      weight *= (double) (a - n) * (b - n) / ((n + 1.0) * (rows - a - b + n + 1));
    }
    weight = 1;
    long least = Math.max(0, a + b - rows);
    for (long n = mode; n > least && weight > NEGLIGIBLE; n--) {
      weight *= n * (double) (rows - a - b + n) / ((a - n + 1.0) * (b - n + 1.0));
      weights += weight;
      sum += n > 1 ? weight * (n - 1) * Math.log((n - 1) / independent) : 0;
    }
    return sum / weights;
  }
}
