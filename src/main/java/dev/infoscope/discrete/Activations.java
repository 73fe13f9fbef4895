// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;

/**
 * Values of a layer on the probe set, {@code [examples x units]}, whatever holds them.
 *
 * <p>Algorithms read blocks of rows into a buffer of their own, so that one piece of code serves
 * single and double precision, arrays and files; single precision widens without loss.
 */
public interface Activations {
  /**
   * Number of rows.
   *
   * @return examples, at least 0
   */
  int examples();

  /**
   * Number of columns.
   *
   * @return units, at least 1
   */
  int units();

  /**
   * Copies consecutive rows, row by row.
   *
   * @param first index of the first row
   * @param rows how many rows
   * @param into receives {@code rows * units()} values from index 0 on
   */
  void copy(int first, int rows, double[] into);

  /**
   * Copies some columns of consecutive rows, row by row.
   *
   * @param first index of the first row
   * @param rows how many rows
   * @param units which columns, in this order
   * @param into receives {@code rows * units.length} values from index 0 on
   */
  default void copyUnits(int first, int rows, int[] units, double[] into) {
    double[] row = new double[units()];
    for (int i = 0; i < rows; i++) {
      copy(first + i, 1, row);
      for (int unit = 0; unit < units.length; unit++) {
        into[i * units.length + unit] = row[units[unit]];
      }
    }
  }

  /**
   * Rows of single-precision values; the array is read in place, not copied.
   *
   * @param values row by row, {@code [examples x units]}
   * @param units columns, at least 1
   * @return a view of the array
   * @throws IllegalArgumentException if the length is no multiple of {@code units}
   */
  static Activations of(float[] values, int units) {
    return new FloatRows(values, rows(values.length, units), units);
  }

  /**
   * Rows of double-precision values; the array is read in place, not copied.
   *
   * @param values row by row, {@code [examples x units]}
   * @param units columns, at least 1
   * @return a view of the array
   * @throws IllegalArgumentException if the length is no multiple of {@code units}
   */
  static Activations of(double[] values, int units) {
    return new DoubleRows(values, rows(values.length, units), units);
  }

  /**
   * Some of the rows; nothing is copied.
   *
   * @param rows which, in the order wanted; a row may come more than once
   * @return a view
   */
  default Activations select(int... rows) {
    return new SelectedRows(this, rows);
  }

  /**
   * Some of the units; nothing is copied.
   *
   * @param units which, in the order wanted
   * @return a view; this itself for all of them in their order
   */
  default Activations selectUnits(int... units) {
    boolean all = units.length == units();
    for (int i = 0; i < units.length && all; i++) {
      all = units[i] == i;
    }
    return all ? this : new SelectedUnits(this, units);
  }

  /**
   * All values times a factor; nothing is copied.
   *
   * @param factor any number
   * @return a view
   */
  default Activations scaled(double factor) {
    return new ScaledRows(this, factor);
  }

  private static int rows(int length, int units) {
    Require.atLeast("units", units, 1);
    Require.that(
        length % units == 0, "length (%d) must be a multiple of units (%d)", length, units);
    return length / units;
  }
}
