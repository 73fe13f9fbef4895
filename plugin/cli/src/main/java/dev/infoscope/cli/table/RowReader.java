// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

/** Reads a table from top to bottom. */
public interface RowReader extends AutoCloseable {
  /**
   * Reads the next rows.
   *
   * @param into receives the values row by row, from index 0 on
   * @param rows how many rows are wanted
   * @return how many were read: fewer at the end, then 0
   * @throws InputException if the file holds something else than promised
   */
  int read(double[] into, int rows);

  @Override
  void close();
}
