// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import dev.infoscope.discrete.Ranks;
import java.nio.file.Path;

/**
 * The labels of the rows: integers, negative and sparse ones too. Classes are numbered from 0 in
 * the order of the values.
 */
public final class LabelColumn {
  private static final int BLOCK = 1 << 13;

  private final Table table;
  private final int rows;
  private final Ranks values;

  private LabelColumn(Table table, int rows, Ranks values) {
    this.table = table;
    this.rows = rows;
    this.values = values;
  }

  /**
   * Reads all labels once, to find out which there are.
   *
   * @param table one column of integers
   * @return the labels
   * @throws InputException if there is more than one column, or a value is no integer
   */
  public static LabelColumn of(Table table) {
    if (table.columns() != 1) {
      throw new InputException(
          table.file(),
          "labels must be one column of integers, there are %d (%s)",
          table.columns(),
          table.columns() == 2
              ? "row numbers? --index yes leaves the first column of a .csv out"
              : "one-hot? save the class instead");
    }
    LabelClasses classes = new LabelClasses();
    double[] block = new double[BLOCK];
    int rows = 0;
    try (RowReader reader = table.open()) {
      for (int found = reader.read(block, BLOCK); found > 0; found = reader.read(block, BLOCK)) {
        for (int i = 0; i < found; i++) {
          if (!classes.add(integer(table.file(), block[i], rows + i + 1L))) {
            throw new InputException(
                table.file(), "more than " + LabelClasses.MOST + " different labels");
          }
        }
        rows += found;
      }
    }
    return new LabelColumn(table, rows, new Ranks(classes.sorted()));
  }

  /** Beyond 2^53 a double no longer tells neighbouring integers apart. */
  private static long integer(Path file, double value, long row) {
    if (Math.abs(value) >= 1L << 53 && !Double.isInfinite(value)) {
      throw new InputException(
          file,
          "row %d: label %s is beyond 2^53, where doubles skip whole numbers; number the"
              + " classes from 0",
          row,
          value);
    }
    if (value != Math.rint(value) || Double.isInfinite(value)) {
      throw new InputException(file, "row %d: label %s is no integer class", row, value);
    }
    return (long) value;
  }

  /**
   * The file.
   *
   * @return as the user gave it
   */
  public Path file() {
    return table.file();
  }

  /**
   * Number of labels.
   *
   * @return rows, at least 1
   */
  public int rows() {
    return rows;
  }

  /**
   * The different labels.
   *
   * @return the value of each class, ascending; a copy
   */
  public long[] classes() {
    return values.values().clone();
  }

  /**
   * Starts to read.
   *
   * @return a reader at the first row
   */
  public Reader open() {
    return new Reader(table.open());
  }

  /** Reads labels as classes, from top to bottom. */
  public final class Reader implements AutoCloseable {
    private final RowReader reader;

    private Reader(RowReader reader) {
      this.reader = reader;
    }

    /**
     * Reads the next labels.
     *
     * @param wanted how many, at most as many as are left
     * @return one class per row, from 0
     * @throws InputException if the file has changed meanwhile
     */
    public int[] read(int wanted) {
      double[] block = new double[wanted];
      int found = reader.read(block, wanted);
      int[] classes = new int[wanted];
      for (int i = 0; i < wanted; i++) {
        classes[i] = values.rank((long) block[i]);
        if (found < wanted || classes[i] < 0) {
          throw new InputException(table.file(), "changed while it was read");
        }
      }
      return classes;
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
