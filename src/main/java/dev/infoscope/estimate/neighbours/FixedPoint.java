// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

/**
 * The maximum norm in whole numbers, for loops that vectorise: values scaled to 29 bits and
 * rounded. A distance is off by at most one unit, so only distances within {@value #SLACK} units of
 * a threshold need the exact one.
 *
 * <p>Integers, because the compiler of Java 17 vectorises the arithmetic below but not {@link
 * Math#max(int, int)}, nor loops whose index has a variable added to it, and floating-point maxima
 * only with several instructions for NaN and negative zero.
 */
final class FixedPoint {
  static final int SLACK = 2;
  private static final int LARGEST = 1 << 29;

  private final int[][][] blocks; // [blocks][units][lanes]: see DistanceBlocks

  FixedPoint(ValueColumns values, double scale) {
    double[][] columns = values.columns();
    blocks = new int[DistanceBlocks.number(values.rows())][columns.length][DistanceBlocks.LANES];
    for (int unit = 0; unit < columns.length; unit++) {
      double low = lowest(columns[unit]);
      for (int row = 0; row < values.rows(); row++) {
        blocks[row / DistanceBlocks.LANES][unit][row % DistanceBlocks.LANES] =
            (int) Math.rint((columns[unit][row] - low) * scale);
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

  /** Distances of a row to the rows of a block. */
  void distances(int row, int block, int[] into) {
    int[][] home = blocks[row / DistanceBlocks.LANES];
    int lane = row % DistanceBlocks.LANES;
    int[][] columns = blocks[block];
    first(columns[0], home[0][lane], into);
    int unit = 1;
    for (; unit + 1 < columns.length; unit += 2) {
      larger(columns[unit], home[unit][lane], columns[unit + 1], home[unit + 1][lane], into);
    }
    if (unit < columns.length) {
      larger(columns[unit], home[unit][lane], into);
    }
  }

  private static void first(int[] column, int center, int[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.abs(column[i] - center);
    }
  }

  private static void larger(int[] column, int center, int[] into) {
    for (int i = 0; i < into.length; i++) {
      int largest = into[i];
      int excess = largest - Math.abs(column[i] - center);
      into[i] = largest - (excess & excess >> 31);
    }
  }

  private static void larger(int[] one, int centerOne, int[] two, int centerTwo, int[] into) {
    for (int i = 0; i < into.length; i++) {
      int largest = into[i];
      int excess = largest - Math.abs(one[i] - centerOne);
      largest -= excess & excess >> 31;
      excess = largest - Math.abs(two[i] - centerTwo);
      into[i] = largest - (excess & excess >> 31);
    }
  }
}
