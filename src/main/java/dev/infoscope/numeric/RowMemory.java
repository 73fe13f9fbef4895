// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

/**
 * Rows of numbers, one table after the other, in memory that is used again from layer to layer and
 * from snapshot to snapshot.
 *
 * <p>For one thread, and one table at a time.
 */
public final class RowMemory {
  private double[][] rows = {};

  /** Holds nothing yet. */
  public RowMemory() {}

  /**
   * Room for a table; what was handed out before is handed out again.
   *
   * @param count of rows, at least 0
   * @param length of a row, at least 0
   * @return at least as many rows, each at least as long, with any numbers in them
   */
  public double[][] rows(int count, int length) {
    int longest = rows.length == 0 ? 0 : rows[0].length;
    if (count > rows.length || length > longest) {
      rows = new double[Math.max(count, rows.length)][Math.max(length, longest)];
    }
    return rows;
  }
}
