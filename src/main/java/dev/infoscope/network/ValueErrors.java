// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.numeric.Require;

/**
 * Errors of an output that predicts values, collected row by row:
 *
 * <pre>{@code
 * squared[c] = sum over rows of (target - predicted)^2
 * spread[c]  = sum over rows of (target - mean of the targets)^2
 * }</pre>
 *
 * <p>The spread is updated as in Welford 1962, so that a large mean costs no digits. A value that
 * is not finite makes the sums of its column {@code NaN}. Not thread-safe.
 */
public final class ValueErrors {
  private final long[] counts;
  private final double[] means;
  private final double[] spread;
  private final double[] squared;

  /**
   * Nothing collected yet.
   *
   * @param columns values that the output predicts, at least 1
   */
  public ValueErrors(int columns) {
    Require.atLeast("columns", columns, 1);
    counts = new long[columns];
    means = new double[columns];
    spread = new double[columns];
    squared = new double[columns];
  }

  /**
   * Takes in one value.
   *
   * @param column from 0
   * @param predicted what the output says
   * @param target what is true
   */
  public void add(int column, double predicted, double target) {
    counts[column]++;
    double before = target - means[column];
    means[column] += before / counts[column];
    spread[column] += before * (target - means[column]);
    squared[column] += (target - predicted) * (target - predicted);
  }

  /**
   * How many values the output predicts.
   *
   * @return at least 1
   */
  public int columns() {
    return counts.length;
  }

  /**
   * Rows of a column.
   *
   * @param column from 0
   * @return those that no mask leaves out
   */
  public long count(int column) {
    return counts[column];
  }

  /**
   * Sum of squared errors.
   *
   * @param column from 0
   * @return {@code NaN} if a value was not finite
   */
  public double squared(int column) {
    return squared[column];
  }

  /**
   * Sum of squared distances of the targets from their mean.
   *
   * @param column from 0
   * @return 0 for constant targets; {@code NaN} if one was not finite
   */
  public double spread(int column) {
    return spread[column];
  }
}
