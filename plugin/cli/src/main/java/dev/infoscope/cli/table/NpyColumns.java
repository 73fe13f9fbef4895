// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.util.ArrayList;
import java.util.List;

/** The first rows of a matrix saved by NumPy, column by column. */
final class NpyColumns {
  private static final int MOST_ROWS = 1000;
  private static final int MOST_CELLS = 1 << 20;
  private static final int FEWEST_ROWS = 3;

  private NpyColumns() {}

  /**
   * Refuses a first column that numbers the rows beside decimals; what else looks so is reported.
   * Wide tables are not searched: in 350,000 columns and more there are too few rows that are read
   * soon.
   *
   * @param table a matrix
   * @return the table with notes
   * @throws InputException if the first column may be row numbers
   */
  static NpyTable checked(NpyTable table) {
    int width = table.columns();
    int rows = Math.min(Math.min(MOST_ROWS, table.header().rows()), MOST_CELLS / width);
    if (width < 2 || rows < FEWEST_ROWS) {
      return table;
    }
    double[][] columns = columns(table, rows);
    boolean[] decimal = new boolean[width];
    for (int column = 0; column < width; column++) {
      decimal[column] = !RowNumbers.areWhole(columns[column]);
    }
    List<String> notes = new ArrayList<>(table.notes());
    new NumberedColumns(table.file(), List.of(), columns, decimal, false, notes).require(0);
    return new NpyTable(table.bytes(), table.header(), table.offset(), List.copyOf(notes));
  }

  private static double[][] columns(NpyTable table, int rows) {
    int width = table.columns();
    double[] block = new double[rows * width];
    try (RowReader reader = table.open()) {
      reader.read(block, rows);
    }
    double[][] columns = new double[width][rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < width; column++) {
        columns[column][row] = block[row * width + column];
      }
    }
    return columns;
  }
}
