// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.count.CodeColumns;
import dev.infoscope.count.Require;

/**
 * Plug-in mutual information of every unit of one layer with every unit of another.
 *
 * <p>Up to {@value BitPlanes#MOST_BINS} bins by bit planes where they are fast, else by count
 * tables: the same bits either way, and for any number of threads. O(units of A x units of B x
 * rows).
 */
public final class PairwiseInformation {
  private final CodeColumns a;
  private final CodeColumns b;
  private final double[] xlog2x;
  private final double[][] bits;
  private final int[][] cells;
  private final int[] distinctA;
  private final int[] distinctB;
  private final double[] marginSums; // sum n log2 n per unit of B

  private PairwiseInformation(CodeColumns a, CodeColumns b) {
    this.a = a;
    this.b = b;
    xlog2x = XLog2X.table(a.examples());
    bits = new double[a.units()][b.units()];
    cells = new int[a.units()][b.units()];
    marginSums = new double[b.units()];
    distinctA = new int[a.units()];
    distinctB = new int[b.units()];
    for (int j = 0; j < marginSums.length; j++) {
      int[] counts = b.counts(j);
      marginSums[j] = sum(counts);
      distinctB[j] = distinct(counts);
    }
  }

  /**
   * Counts all pairs.
   *
   * @param a codes of one layer, {@code [examples x units]}
   * @param b codes of the other on the same examples; may be the same
   * @param threads how many threads to use, at least 1
   * @return the matrix; all {@code NaN} without examples
   * @throws IllegalArgumentException if the numbers of examples differ or {@code threads < 1}
   */
  public static PairMatrix between(CodeColumns a, CodeColumns b, int threads) {
    boolean few = Math.max(a.bins(), b.bins()) <= BitPlanes.MOST_BINS;
    return between(a, b, threads, few && PlaneProbe.isFast());
  }

  static PairMatrix between(CodeColumns a, CodeColumns b, int threads, boolean planes) {
    Require.that(
        a.examples() == b.examples(), "rows differ: %d and %d", a.examples(), b.examples());
    Require.atLeast("threads", threads, 1);
    PairwiseInformation pairs = new PairwiseInformation(a, b);
    JointSums joint =
        planes ? new BitPlanes(a, b, pairs.xlog2x) : new CountTables(a, b, pairs.xlog2x);
    Workers.run(
        threads,
        joint.blocks(),
        () -> {
          JointSums own = joint.fork();
          return block -> own.count(block, pairs.bits, pairs.cells);
        });
    Workers.run(threads, a.units(), () -> pairs::finish);
    return new PairMatrix(a.examples(), pairs.distinctA, pairs.distinctB, pairs.bits, pairs.cells);
  }

  /** Turns sums into informations. */
  private void finish(int column) {
    double samples = a.examples();
    int[] counts = a.counts(column);
    distinctA[column] = distinct(counts);
    double rest = xlog2x[a.examples()] - sum(counts);
    for (int j = 0; j < b.units(); j++) {
      // In this order a constant unit gives exactly 0.
      double information = ((bits[column][j] - marginSums[j]) + rest) / samples;
      bits[column][j] = Math.max(0, information);
    }
  }

  private double sum(int[] counts) {
    double sum = 0;
    for (int count : counts) {
      sum += xlog2x[count];
    }
    return sum;
  }

  private static int distinct(int[] counts) {
    int distinct = 0;
    for (int count : counts) {
      distinct += count > 0 ? 1 : 0;
    }
    return distinct;
  }
}
