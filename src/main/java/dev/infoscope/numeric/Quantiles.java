// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import java.util.Arrays;

/**
 * Quantiles of a sample by the one definition that everything here uses: linear between neighbours,
 * type 7 of Hyndman and Fan 1996 (doi 10.1080/00031305.1996.10473566), the default of numpy and R.
 * Of n ascending values the quantile p lies at place {@code (n - 1) p}, counted from 0.
 */
public final class Quantiles {
  private static final int FEW = 16; // from a quantile up: finding them beats sorting all

  private Quantiles() {}

  /**
   * The quantile of values in any order.
   *
   * @param values left as they are
   * @param share p, from 0 to 1
   * @return {@code NaN} for no values
   */
  public static double of(double[] values, double share) {
    double place = share * (values.length - 1);
    int below = (int) place;
    if (values.length > 0 && values.length - below <= FEW) {
      return between(largest(values, values.length - below), 0, place - below);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, share);
  }

  /** The largest values, ascending in the order of {@link Arrays#sort(double[])}. */
  private static double[] largest(double[] values, int most) {
    double[] found = new double[most];
    int count = 0;
    for (double value : values) {
      if (count == most && Double.compare(value, found[0]) <= 0) {
        continue;
      }
      int at = 0;
      if (count < most) {
        at = most - ++count;
      }
      for (; at + 1 < most && Double.compare(found[at + 1], value) < 0; at++) {
        found[at] = found[at + 1];
      }
      found[at] = value;
    }
    return found;
  }

  /**
   * The middle of values in any order: of an even number the mean of the two in the middle.
   *
   * @param values left as they are
   * @return {@code NaN} for no values
   */
  public static double median(double[] values) {
    return of(values, 0.5);
  }

  /**
   * The quantile of ascending values.
   *
   * @param sorted ascending
   * @param share p, from 0 to 1
   * @return {@code NaN} for no values
   */
  public static double ofSorted(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    return between(sorted, below, place - below);
  }

  /**
   * The quantile {@code part / parts} of ascending values, its place found in whole numbers, so
   * that it lies on a value exactly where it should, and above the lower neighbour elsewhere
   * however near the two are.
   *
   * @param sorted ascending, at least one value
   * @param part from 0 to {@code parts}
   * @param parts at least 1
   * @return the quantile
   */
  public static double ofSorted(double[] sorted, int part, int parts) {
    long place = (long) part * (sorted.length - 1);
    int below = (int) (place / parts);
    if (place % parts == 0) {
      return sorted[below];
    }
    double found = between(sorted, below, (double) (place % parts) / parts);
    return found > sorted[below] ? found : sorted[below + 1];
  }

  /** Weighs both ends where their distance is too large for a number. */
  private static double between(double[] sorted, int below, double share) {
    double low = sorted[below];
    if (share == 0 || below + 1 == sorted.length || low == sorted[below + 1]) {
      return low;
    }
    double width = sorted[below + 1] - low;
    return Double.isInfinite(width)
        ? (1 - share) * low + share * sorted[below + 1]
        : low + share * width;
  }
}
