// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.CodeColumns;
import java.util.Arrays;

/**
 * {@link JointSums} by counting, four columns of A against one of B at a time, into one small table
 * with a quarter for each, so that increments do not wait for each other. The four cells of a row
 * are computed together, 16 bits each in one word; O(rows) per pair of columns.
 */
final class CountTables implements JointSums {
  private static final int LANES = 4;
  private static final int LANE_BITS = 16; // two for the lane, seven for each code
  private static final long ALL_LANES = 0x0001_0001_0001_0001L;

  private final CodeColumns a;
  private final CodeColumns b;
  private final double[] xlog2x;
  private final int shift; // of the codes of A
  private final int quarter;
  private final int[] table;
  private final long[] packed; // per row, lane and shifted code of A, four times

  CountTables(CodeColumns a, CodeColumns b, double[] xlog2x) {
    this.a = a;
    this.b = b;
    this.xlog2x = xlog2x;
    shift = bitsFor(b.bins());
    quarter = 1 << (bitsFor(a.bins()) + shift);
    table = new int[LANES * quarter];
    packed = new long[a.examples()];
  }

  private static int bitsFor(int bins) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(bins - 1);
  }

  @Override
  public JointSums fork() {
    return new CountTables(a, b, xlog2x);
  }

  @Override
  public int blocks() {
    return (a.units() + LANES - 1) / LANES;
  }

  @Override
  public void count(int block, double[][] sums, int[][] cells) {
    int first = block * LANES;
    int lanes = Math.min(LANES, a.units() - first);
    Arrays.fill(packed, quarter * (1L << LANE_BITS | 2L << 2 * LANE_BITS | 3L << 3 * LANE_BITS));
    for (int lane = 0; lane < lanes; lane++) {
      pack(a.column(first + lane), lane * LANE_BITS + shift);
    }
    double[] four = new double[LANES];
    for (int unit = 0; unit < b.units(); unit++) {
      Arrays.fill(table, 0);
      increment(b.column(unit), packed, table);
      sum(four);
      for (int lane = 0; lane < lanes; lane++) {
        sums[first + lane][unit] = four[lane];
        cells[first + lane][unit] = occupied(lane * quarter);
      }
    }
  }

  private void pack(byte[] codes, int place) {
    for (int row = 0; row < codes.length; row++) {
      packed[row] |= (long) codes[row] << place;
    }
  }

  private static void increment(byte[] codes, long[] rows, int[] counts) {
    int mask = counts.length - 1;
    for (int row = 0; row < rows.length; row++) {
      long cell = rows[row] | codes[row] * ALL_LANES;
      counts[(int) cell & mask]++;
      counts[(int) (cell >>> LANE_BITS) & mask]++;
      counts[(int) (cell >>> 2 * LANE_BITS) & mask]++;
      counts[(int) (cell >>> 3 * LANE_BITS) & mask]++;
    }
  }

  private int occupied(int from) {
    int occupied = 0;
    for (int cell = from; cell < from + quarter; cell++) {
      occupied += -table[cell] >>> 31;
    }
    return occupied;
  }

  /** Four sums side by side, each in its own order. */
  private void sum(double[] into) {
    double sumOne = 0;
    double sumTwo = 0;
    double sumThree = 0;
    double sumFour = 0;
    int used = a.bins() << shift;
    for (int cell = 0; cell < used; cell++) {
      sumOne += xlog2x[table[cell]];
      sumTwo += xlog2x[table[cell + quarter]];
      sumThree += xlog2x[table[cell + 2 * quarter]];
      sumFour += xlog2x[table[cell + 3 * quarter]];
    }
    into[0] = sumOne;
    into[1] = sumTwo;
    into[2] = sumThree;
    into[3] = sumFour;
  }
}
