// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.estimate.PairMatrix;
import dev.infoscope.numeric.Require;
import dev.infoscope.numeric.Workers;
import dev.infoscope.numeric.XLog2X;

/**
 * Plug-in mutual information of every unit of one layer with every unit of another.
 *
 * <p>Up to {@value BitPlanes#MOST_BINS} bins by bit planes where they are fast, else by count
 * tables: the same bits either way, and for any number of threads. O(units of A x units of B x
 * rows).
 */
public final class PairwiseInformation {
  private static final int TOGETHER = 16; // units whose planes share few cache lines with others

  private final CodeColumns a;
  private final CodeColumns b;
  private final double[] xlog2x;
  private final Margins marginsA;
  private final Margins marginsB;
  private final double[][] bits;
  private final int[][] cells;

  private PairwiseInformation(CodeColumns a, CodeColumns b, PairMemory memory) {
    this.a = a;
    this.b = b;
    xlog2x = XLog2X.table(a.examples());
    marginsA = new Margins(a);
    marginsB = new Margins(b);
    bits = memory.bits(a.units(), b.units());
    cells = memory.cells(a.units(), b.units());
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
    return between(a, b, threads, new PairMemory());
  }

  /**
   * The same in memory that is used again.
   *
   * @param a codes of one layer, {@code [examples x units]}
   * @param b codes of the other on the same examples; may be the same
   * @param threads how many threads to use, at least 1
   * @param memory of the matrix; what was counted with it before is overwritten
   * @return the matrix
   */
  public static PairMatrix between(CodeColumns a, CodeColumns b, int threads, PairMemory memory) {
    boolean few = Math.max(a.bins(), b.bins()) <= BitPlanes.MOST_BINS;
    return between(a, b, threads, few && BitPlaneSpeed.isFast(), memory);
  }

  static PairMatrix between(
      CodeColumns a, CodeColumns b, int threads, boolean planes, PairMemory memory) {
    Require.that(
        a.examples() == b.examples(), "rows differ: %d and %d", a.examples(), b.examples());
    Require.atLeast("threads", threads, 1);
    PairwiseInformation pairs = new PairwiseInformation(a, b, memory);
    JointSums joint = pairs.joint(planes);
    int groups = (Math.max(a.units(), b.units()) + TOGETHER - 1) / TOGETHER;
    Workers.run(threads, groups, () -> group -> pairs.prepare(joint, group * TOGETHER));
    Workers.run(
        threads,
        joint.blocks(),
        () -> {
          JointSums own = joint.fork();
          return block -> own.count(block, pairs.bits, pairs.cells);
        });
    for (int column = 0; column < a.units(); column++) {
      pairs.finish(column);
    }
    return new PairMatrix(
        a.examples(),
        pairs.marginsA.counts(),
        pairs.marginsB.counts(),
        pairs.bits,
        pairs.cells,
        memory.expected());
  }

  private JointSums joint(boolean planes) {
    return planes ? new BitPlanes(a, b, marginsA, marginsB, xlog2x) : new CountTables(a, b, xlog2x);
  }

  private void prepare(JointSums joint, int first) {
    for (int unit = first; unit < Math.min(first + TOGETHER, a.units()); unit++) {
      marginsA.count(unit, xlog2x);
    }
    for (int unit = first; unit < Math.min(first + TOGETHER, b.units()); unit++) {
      marginsB.count(unit, xlog2x);
      joint.prepare(unit);
    }
  }

  /** Turns sums into informations. */
  private void finish(int column) {
    double samples = a.examples();
    double rest = xlog2x[a.examples()] - marginsA.sum(column);
    for (int j = 0; j < b.units(); j++) {
      bits[column][j] = information(bits[column][j], marginsB.sum(j), rest, samples);
    }
  }

  /**
   * Information of a pair.
   *
   * @param joint sum of {@code n log2 n} over the cells of both
   * @param ofB the same over the codes of B
   * @param rest {@code N log2 N} less the sum over the codes of A
   * @param samples N
   * @return bits, at least 0
   */
  static double information(double joint, double ofB, double rest, double samples) {
    return Math.max(0, ((joint - ofB) + rest) / samples); // exactly 0 if either is constant
  }
}
