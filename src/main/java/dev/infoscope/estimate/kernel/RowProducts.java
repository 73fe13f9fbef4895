// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

/** Scalar products of rows with the rows of a tile. */
interface RowProducts {
  /**
   * Computes the products of two rows at once, so that each value loaded serves both.
   *
   * @param a a row
   * @param b another row, or the same
   * @param tile with whose rows
   * @param count how many of its rows, from its first on
   * @param first receives the products of {@code a}
   * @param second receives those of {@code b}
   */
  void of(int a, int b, int tile, int count, double[] first, double[] second);
}
