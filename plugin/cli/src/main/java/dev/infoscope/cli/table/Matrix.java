// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * A table that is held in memory, all of it numbers.
 *
 * @param file where it was read from
 * @param rows at least 1
 * @param columns at least 1; 1 for a vector
 * @param values row by row
 */
@SuppressWarnings("ArrayRecordComponent")
public record Matrix(Path file, int rows, int columns, double[] values) {
  /** Larger magnitudes leave no room for sums of squares. */
  public static final double LARGEST = 1e100;

  private static final int MOST = 1 << 28; // 2 GiB of doubles

  /**
   * Reads a whole file.
   *
   * @param table from the top
   * @return its numbers
   * @throws InputException if it cannot be read, is too large for this, or holds NaN, infinity or
   *     magnitudes above {@link #LARGEST}
   */
  public static Matrix of(Table table) {
    Matrix matrix = read(table);
    matrix.requireWithin(false);
    return matrix;
  }

  /**
   * Reads a whole file in which values may not be finite, as of a training that goes astray.
   *
   * @param table from the top
   * @return its numbers
   * @throws InputException if it cannot be read, is too large for this, or holds finite magnitudes
   *     above {@link #LARGEST}
   */
  public static Matrix withGaps(Table table) {
    Matrix matrix = read(table);
    matrix.requireWithin(true);
    return matrix;
  }

  private static Matrix read(Table table) {
    Path file = table.file();
    int columns = table.columns();
    int block = Math.max(1, (1 << 16) / columns);
    double[] values = new double[0];
    double[] next = new double[Math.multiplyExact(block, columns)];
    int rows = 0;
    try (RowReader reader = table.open()) {
      for (int found = reader.read(next, block); found > 0; found = reader.read(next, block)) {
        int from = rows * columns;
        values = grown(file, values, (long) from + (long) found * columns);
        System.arraycopy(next, 0, values, from, found * columns);
        rows += found;
      }
    }
    return new Matrix(file, rows, columns, Arrays.copyOf(values, rows * columns));
  }

  private static double[] grown(Path file, double[] values, long size) {
    if (size > MOST) {
      throw new InputException(file, "more than %d numbers", MOST);
    }
    return size <= values.length
        ? values
        : Arrays.copyOf(values, (int) Math.min(MOST, Math.max(size, 2L * values.length)));
  }

  private void requireWithin(boolean gaps) {
    for (int at = 0; at < values.length; at++) {
      boolean finite = Double.isFinite(values[at]);
      if (finite ? Math.abs(values[at]) > LARGEST : !gaps) {
        String where = "%s at row %d, column %d (counted from 1); all must be %s";
        String rule = finite ? "within +-" + LARGEST : "finite";
        throw new InputException(file, where, values[at], at / columns + 1, at % columns + 1, rule);
      }
    }
  }
}
