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
  private ExpectedInformation() {}

  /**
   * Sums over all cells. O(cells x their standard deviation).
   *
   * @param a how often each value of one variable occurs; zeros do not matter
   * @param b the same of the other, with the same sum
   * @return bits; 0 if either is constant, {@code NaN} without rows
   */
  public static double of(int[] a, int[] b) {
    long rows = rows(a);
    return of(a, b, rows, new CellMeans(rows)::of);
  }

  static long rows(int... counts) {
    long rows = 0;
    for (int count : counts) {
      rows += count;
    }
    return rows;
  }

  /** {@link CellMeans} or a memory of them. */
  interface Cell {
    double mean(long a, long b);
  }

  static double of(int[] a, int[] b, long rows, Cell cell) {
    double sum = 0;
    for (int ofA : a) {
      for (int ofB : b) {
        sum += ofA > 0 && ofB > 0 ? cell.mean(ofA, ofB) : 0;
      }
    }
    return sum / rows * Bits.PER_NAT;
  }
}
