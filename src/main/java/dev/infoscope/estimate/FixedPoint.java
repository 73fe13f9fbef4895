// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

/**
 * The maximum norm in whole numbers, for loops that vectorise: values scaled to 29 bits and
 * rounded. A distance is off by at most one unit, so only distances within {@value #SLACK} units of
 * a threshold need the exact one.
 *
 * <p>Integers, because the compiler of Java 17 vectorises the arithmetic below but not {@link
 * Math#max(int, int)}, and floating-point maxima only with several instructions for NaN and
 * negative zero.
 */
final class FixedPoint {
  static final int SLACK = 2;
  private static final int LARGEST = 1 << 29;

  private final int[][] columns;

  /**
   * Scales columns.
   *
   * @param values finite
   * @param padded length of the columns to make, at least the number of rows
   */
  FixedPoint(ValueColumns values, double scale, int padded) {
    columns = new int[values.columns().length][padded];
    for (int unit = 0; unit < columns.length; unit++) {
      double[] column = values.columns()[unit];
      double low = lowest(column);
      for (int row = 0; row < column.length; row++) {
        columns[unit][row] = (int) Math.rint((column[row] - low) * scale);
      }
    }
  }

  /** Units per unit of the values, so that all of both variables fit. */
  static double scale(ValueColumns x, ValueColumns y) {
    return LARGEST / Math.max(range(x), range(y));
  }

  private static double range(ValueColumns values) {
    double range = 1e-290; // so that the scale stays finite
    for (double[] column : values.columns()) {
      double high = column[0];
      for (double value : column) {
        high = Math.max(high, value);
      }
      range = Math.max(range, high - lowest(column));
    }
    return range;
  }

  private static double lowest(double[] column) {
    double low = column[0];
    for (double value : column) {
      low = Math.min(low, value);
    }
    return low;
  }

  /** Distances of a row to the rows {@code from} to {@code from + into.length - 1}. */
  void distances(int row, int from, int[] into) {
    first(columns[0], columns[0][row], from, into);
    int unit = 1;
    for (; unit + 1 < columns.length; unit += 2) {
      int[] one = columns[unit];
      int[] two = columns[unit + 1];
      larger(one, one[row], two, two[row], from, into);
    }
    if (unit < columns.length) {
      larger(columns[unit], columns[unit][row], from, into);
    }
  }

  private static void first(int[] column, int center, int from, int[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.abs(column[from + i] - center);
    }
  }

  private static void larger(int[] column, int center, int from, int[] into) {
    for (int i = 0; i < into.length; i++) {
      int largest = into[i];
      int excess = largest - Math.abs(column[from + i] - center);
      into[i] = largest - (excess & excess >> 31);
    }
  }

  private static void larger(
      int[] one, int centerOne, int[] two, int centerTwo, int from, int[] into) {
    for (int i = 0; i < into.length; i++) {
      int largest = into[i];
      int excess = largest - Math.abs(one[from + i] - centerOne);
      largest -= excess & excess >> 31;
      excess = largest - Math.abs(two[from + i] - centerTwo);
      into[i] = largest - (excess & excess >> 31);
    }
  }
}
