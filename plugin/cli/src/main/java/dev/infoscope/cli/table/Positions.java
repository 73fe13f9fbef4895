// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.util.Locale;

/** What becomes of the values that a unit has at several positions or time steps. */
enum Positions {
  /** Their mean, as when a network is watched. */
  MEAN,
  /** The largest. */
  MAX,
  /** Every one is a unit of its own. */
  FLATTEN,
  /** The last, as of a sequence that is read to its end. */
  LAST;

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * One value of many.
   *
   * @param row that holds them
   * @param first index of the first
   * @param step from each to the next
   * @param count how many, at least 1
   */
  double reduce(double[] row, int first, int step, int count) {
    int last = first + (count - 1) * step;
    if (this == LAST) {
      return row[last];
    }
    double sum = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int at = first; at <= last; at += step) {
      sum += row[at];
      largest = Math.max(largest, row[at]);
    }
    return this == MAX ? largest : sum / count;
  }
}
