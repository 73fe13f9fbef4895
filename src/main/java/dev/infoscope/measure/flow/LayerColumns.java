// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * Chosen units of one layer on chosen examples, turned on their side, and which of all its units
 * move there at all.
 *
 * @param units which units, ascending
 * @param columns their values, {@code [units][rows]}
 * @param moves of every unit of the layer whether it is finite and not constant on these rows
 */
@SuppressWarnings("ArrayRecordComponent")
record LayerColumns(int[] units, double[][] columns, boolean[] moves) {
  private static final int BLOCK_VALUES = 1 << 14;
  private static final double DEAD = 1e-12; // of what the layer spans

  static LayerColumns of(Activations values, int[] units) {
    return of(values, units, new double[units.length][values.examples()]);
  }

  /** The same in columns that are there: {@code [units.length][examples]}. */
  static LayerColumns of(Activations values, int[] units, double[][] columns) {
    Require.that(
        units.length > 0 && units[units.length - 1] < values.units(),
        "units must be some of the %d there are",
        values.units());
    return new LayerColumns(units, columns, read(values, units, columns));
  }

  /** Which of all units move. */
  static boolean[] moving(Activations values) {
    return read(values, new int[0], new double[0][]);
  }

  private static boolean[] read(Activations values, int[] units, double[][] columns) {
    double[] low = new double[values.units()];
    double[] high = new double[values.units()];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    int block = Math.max(1, BLOCK_VALUES / values.units());
    double[] some = new double[Math.min(block, values.examples()) * values.units()];
    for (int first = 0; first < values.examples(); first += block) {
      int rows = Math.min(block, values.examples() - first);
      values.copy(first, rows, some);
      for (int row = 0; row < rows; row++) {
        int at = row * values.units();
        stretch(some, at, low, high);
        for (int i = 0; i < units.length; i++) {
          columns[i][first + row] = some[at + units[i]];
        }
      }
    }
    return moving(low, high);
  }

  private static void stretch(double[] values, int at, double[] low, double[] high) {
    for (int unit = 0; unit < low.length; unit++) {
      double value = values[at + unit];
      low[unit] = Math.min(low[unit], value); // NaN stays NaN
      high[unit] = Math.max(high[unit], value);
    }
  }

  /** Which units move, by their smallest and largest values. */
  static boolean[] moving(double[] low, double[] high) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int unit = 0; unit < low.length; unit++) {
      if (Double.isFinite(low[unit]) && Double.isFinite(high[unit])) {
        least = Math.min(least, low[unit]);
        most = Math.max(most, high[unit]);
      }
    }
    boolean[] moves = new boolean[low.length];
    for (int unit = 0; unit < low.length; unit++) {
      double width = high[unit] - low[unit];
      moves[unit] = width > 0 && Double.isFinite(width) && width >= DEAD * (most - least);
    }
    return moves;
  }
}
