// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

/**
 * Counts one column of layer A together with every column of layer B.
 *
 * <p>Implementations count in different ways and give the same bits: cells are added up in one
 * order, A's code outside, B's inside, both ascending.
 */
interface JointSums {
  /**
   * Counts.
   *
   * @param column of A
   * @param sums receives {@code sum n log2 n} over the cells, {@code [units of B]}
   * @param cells receives the number of cells that are not empty, {@code [units of B]}
   */
  void count(int column, double[] sums, int[] cells);

  /** The same with working memory of its own, for another thread. */
  JointSums fork();
}
