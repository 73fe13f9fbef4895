// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

/**
 * Counts columns of layer A together with columns of layer B, a block of pairs at a time.
 *
 * <p>Implementations count in different ways and give the same bits: cells are added up in one
 * order, A's code outside, B's inside, both ascending.
 */
interface JointSums {
  /**
   * Prepares a unit of B; once for each, before anything is counted.
   *
   * @param unit from 0
   */
  default void prepare(int unit) {}

  /** Number of blocks. */
  int blocks();

  /**
   * Counts the pairs of a block; the results of others stay as they are.
   *
   * @param block from 0
   * @param sums receives {@code sum n log2 n} over the cells, {@code [units of A][units of B]}
   * @param cells receives the number of cells that are not empty, {@code [units of A][units of B]}
   */
  void count(int block, double[][] sums, int[][] cells);

  /** The same with working memory of its own, for another thread. */
  JointSums fork();
}
