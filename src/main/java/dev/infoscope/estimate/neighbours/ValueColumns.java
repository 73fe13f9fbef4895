// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.discrete.Activations;
import java.util.Arrays;

/**
 * The values of a layer turned on their side, {@code [units][examples]}.
 *
 * @param columns values per unit
 * @param rows number of examples
 */
@SuppressWarnings("ArrayRecordComponent")
public record ValueColumns(double[][] columns, int rows) {
  private static final int BLOCK = 64;

  /**
   * Turns a layer on its side.
   *
   * @param activations {@code [examples x units]}
   * @return a copy
   */
  public static ValueColumns of(Activations activations) {
    int units = activations.units();
    int rows = activations.examples();
    double[][] columns = new double[units][rows];
    double[] block = new double[BLOCK * units];
    for (int first = 0; first < rows; first += BLOCK) {
      int count = Math.min(BLOCK, rows - first);
      activations.copy(first, count, block);
      transpose(block, count, columns, first);
    }
    return new ValueColumns(columns, rows);
  }

  private static void transpose(double[] block, int rows, double[][] columns, int first) {
    int units = columns.length;
    for (int unit = 0; unit < units; unit++) {
      for (int row = 0; row < rows; row++) {
        columns[unit][first + row] = block[row * units + unit] + 0.0; // no negative zero
      }
    }
  }

  /** A number per row, equal for rows that are equal in every unit. */
  double[] rowNumbers() {
    double[] numbers = new double[rows];
    for (double[] column : columns) {
      double[] sorted = column.clone();
      Arrays.sort(sorted);
      for (int row = 0; row < rows; row++) {
        int first = SortedColumn.start(sorted, 0, rows, column[row], 0);
        numbers[row] = numbers[row] * rows + first; // exact below 2^53
      }
      Scale.RANK.apply(numbers);
      Arrays.setAll(numbers, row -> Math.rint(numbers[row] * 2 * Math.max(1, rows - 1)));
    }
    return numbers;
  }

  /** Adds noise in place; {@code side} tells the two variables of an estimate apart. */
  ValueColumns jittered(Jitter jitter, int side) {
    for (int unit = 0; unit < columns.length; unit++) {
      jitter.addTo(columns[unit], 2L * unit + side);
    }
    return this;
  }

  /** Units that differ somewhere; none if the layer is constant. */
  ValueColumns varying() {
    double[][] varying =
        Arrays.stream(columns).filter(ValueColumns::varies).toArray(double[][]::new);
    return new ValueColumns(varying, rows);
  }

  private static boolean varies(double[] column) {
    for (double value : column) {
      if (value != column[0]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether every value is a finite number.
   *
   * @return false if any is {@code NaN} or infinite
   */
  public boolean isFinite() {
    for (double[] column : columns) {
      for (double value : column) {
        if (!Double.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  boolean isEmpty() {
    return columns.length == 0;
  }

  boolean isScalar() {
    return columns.length == 1;
  }

  /** Distance of two rows in the maximum norm. */
  double distance(int row, int other) {
    double largest = 0;
    for (double[] column : columns) {
      largest = Math.max(largest, Math.abs(column[row] - column[other]));
    }
    return largest;
  }
}
