// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.estimate.PairMatrix;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.Locale;

/**
 * How often the codes of two units came together, for every unit of one layer and every unit of
 * another. Immutable; equal evidence gives equal tables.
 */
public final class JointTable {
  private final int unitsA;
  private final int unitsB;
  private final int binsA;
  private final int binsB;
  private final int[] cells; // [units of A x units of B x bins of A x bins of B]; empty for none
  private final long samples;

  /** Takes the array over. */
  JointTable(int unitsA, int unitsB, int binsA, int binsB, int[] cells, long samples) {
    this.unitsA = unitsA;
    this.unitsB = unitsB;
    this.binsA = binsA;
    this.binsB = binsB;
    this.cells = cells;
    this.samples = samples;
  }

  /**
   * The information of every pair, as {@link PairwiseInformation} reads it from all rows at once,
   * bit for bit.
   *
   * @return the matrix; all {@code NaN} without samples
   */
  public PairMatrix matrix() {
    int[][] countsA = new int[unitsA][];
    int[][] countsB = new int[unitsB][];
    Arrays.setAll(countsA, i -> margins(i, 0)[0]);
    Arrays.setAll(countsB, j -> margins(0, j)[1]);
    double[] sumsB = Arrays.stream(countsB).mapToDouble(JointTable::sum).toArray();
    double[][] bits = new double[unitsA][unitsB];
    int[][] occupied = new int[unitsA][unitsB];
    double all = Bits.xlog2x(samples);
    for (int i = 0; i < unitsA; i++) {
      double rest = all - sum(countsA[i]);
      for (int j = 0; j < unitsB; j++) {
        int[] own = cells(i, j);
        occupied[i][j] = (int) Arrays.stream(own).filter(cell -> cell > 0).count();
        bits[i][j] = PairwiseInformation.information(sum(own), sumsB[j], rest, samples);
      }
    }
    return new PairMatrix(samples, countsA, countsB, bits, occupied);
  }

  /** In the order in which {@link JointSums} adds up. */
  private static double sum(int... counts) {
    double sum = 0;
    for (int count : counts) {
      sum += Bits.xlog2x(count);
    }
    return sum;
  }

  private int[] cells(int i, int j) {
    int size = binsA * binsB;
    int first = samples == 0 ? 0 : (i * unitsB + j) * size;
    return samples == 0 ? new int[size] : Arrays.copyOfRange(cells, first, first + size);
  }

  /** How often each code of A and each code of B occurs, by the table of one pair. */
  int[][] margins(int i, int j) {
    int[] own = cells(i, j);
    int[][] margins = {new int[binsA], new int[binsB]};
    for (int cell = 0; cell < own.length; cell++) {
      margins[0][cell / binsB] += own[cell];
      margins[1][cell % binsB] += own[cell];
    }
    return margins;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JointTable that
        && unitsA == that.unitsA
        && unitsB == that.unitsB
        && binsA == that.binsA
        && binsB == that.binsB
        && samples == that.samples
        && Arrays.equals(cells, that.cells);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(cells) + Long.hashCode(samples);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d samples of %d units and %d units", samples, unitsA, unitsB);
  }
}
