// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.estimate.ExpectedCells;

/**
 * Arrays of a {@link dev.infoscope.estimate.PairMatrix}, used again by the next one: whoever counts
 * with them gives up the last. For one thread.
 */
public final class PairMemory {
  private double[][] bits = {};
  private int[][] cells = {};
  private double[][] estimates = {};
  private final ExpectedCells expected = new ExpectedCells();

  /** Nothing is held yet. */
  public PairMemory() {}

  ExpectedCells expected() {
    return expected;
  }

  double[][] bits(int rows, int columns) {
    bits = fits(bits, rows, columns) ? bits : new double[rows][columns];
    return bits;
  }

  int[][] cells(int rows, int columns) {
    boolean fits = cells.length == rows && (rows == 0 || cells[0].length == columns);
    cells = fits ? cells : new int[rows][columns];
    return cells;
  }

  /**
   * What is made of the matrix.
   *
   * @param rows units of A
   * @param columns units of B
   * @return {@code [rows][columns]}, with any values
   */
  public double[][] estimates(int rows, int columns) {
    estimates = fits(estimates, rows, columns) ? estimates : new double[rows][columns];
    return estimates;
  }

  private static boolean fits(double[][] held, int rows, int columns) {
    return held.length == rows && (rows == 0 || held[0].length == columns);
  }
}
