// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.numeric.Magnitude;
import java.util.Arrays;

/**
 * How units are brought to one scale before a nearest-neighbour estimate, whose maximum norm would
 * otherwise hear only the unit with the largest values.
 */
public enum Scale {
  /** As they are. */
  NONE,
  /** Mean 0 and variance 1 per unit. */
  STANDARD,
  /** The rank from 0 to 1, equal values sharing the middle one: the copula. */
  RANK;

  /**
   * Scales one column in place; a constant one stays constant, an empty one empty.
   *
   * @param column values of one unit, finite
   */
  public void apply(double... column) {
    if (this == STANDARD && column.length > 0) {
      standardise(column);
    } else if (this == RANK) {
      rank(column);
    }
  }

  private static void standardise(double[] column) {
    bringWithinReach(column);
    double mean = 0;
    for (double value : column) {
      mean += (value - column[0]) / column.length;
    }
    mean += column[0];
    double deviation = deviation(column, mean);
    for (int row = 0; row < column.length; row++) {
      column[row] = deviation > 0 ? (column[row] - mean) / deviation : 0;
    }
  }

  private static double deviation(double[] column, double mean) {
    double squares = 0;
    for (double value : column) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / column.length);
  }

  private static void bringWithinReach(double[] column) {
    double factor = Magnitude.factor(column);
    for (int row = 0; factor != 1 && row < column.length; row++) {
      column[row] *= factor;
    }
  }

  private static void rank(double[] column) {
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    double last = Math.max(1, sorted.length - 1);
    for (int row = 0; row < column.length; row++) {
      int below = SortedColumn.start(sorted, 0, sorted.length, column[row], 0);
      int upTo = SortedColumn.end(sorted, 0, sorted.length, column[row], 0);
      column[row] = (below + upTo - 1) / 2.0 / last;
    }
  }
}
