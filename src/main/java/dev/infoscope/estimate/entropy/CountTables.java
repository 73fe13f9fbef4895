// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.CodeColumns;
import java.util.Arrays;

/**
 * {@link JointSums} by counting, one column of A against four of B at a time, into one small table
 * with a quarter for each, so that increments do not wait for each other. The four cells of a row
 * are the sum of two words, 16 bits each: what four columns of B say, packed once for many of A,
 * and what one of A says, written four times once for many of B. A block is as many of both as have
 * their words in the cache; O(rows) per pair of columns.
 */
final class CountTables implements JointSums {
  private static final int LANES = 4;
  private static final int LANE_BITS = 16; // two for the lane, seven for each code
  private static final long ALL_LANES = 0x0001_0001_0001_0001L;
  private static final int UNITS_A = 64; // of a block
  private static final int UNITS_B = 32;

  private final CodeColumns a;
  private final CodeColumns b;
  private final double[] xlog2x;
  private final int shift; // of the codes of A
  private final int quarter;
  private final int[] table;
  private final long[][] packed; // [four units of B][row] lane and code, four times
  private final long[] spread; // [row] shifted code of A, four times
  private final double[] four = new double[LANES];

  CountTables(CodeColumns a, CodeColumns b, double[] xlog2x) {
    this.a = a;
    this.b = b;
    this.xlog2x = xlog2x;
    shift = bitsFor(b.bins());
    quarter = 1 << (bitsFor(a.bins()) + shift);
    table = new int[LANES * quarter];
    packed = new long[UNITS_B / LANES][a.examples()];
    spread = new long[a.examples()];
  }

  private static int bitsFor(int bins) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(bins - 1);
  }

  @Override
  public JointSums fork() {
    return new CountTables(a, b, xlog2x);
  }

  private int blocksOfB() {
    return (b.units() + UNITS_B - 1) / UNITS_B;
  }

  @Override
  public int blocks() {
    return (a.units() + UNITS_A - 1) / UNITS_A * blocksOfB();
  }

  @Override
  public void count(int block, double[][] sums, int[][] cells) {
    int firstB = block % blocksOfB() * UNITS_B;
    int endB = Math.min(b.units(), firstB + UNITS_B);
    for (int unit = firstB; unit < endB; unit += LANES) {
      pack(unit, packed[(unit - firstB) / LANES]);
    }
    int firstA = block / blocksOfB() * UNITS_A;
    for (int unit = firstA; unit < Math.min(a.units(), firstA + UNITS_A); unit++) {
      spread(a.column(unit), ALL_LANES << shift, spread);
      for (int other = firstB; other < endB; other += LANES) {
        count(packed[(other - firstB) / LANES], sums[unit], cells[unit], other);
      }
    }
  }

  private void count(long[] fourOfB, double[] sums, int[] cells, int first) {
    Arrays.fill(table, 0);
    increment(spread, fourOfB, table);
    sum(four);
    for (int lane = 0; lane < Math.min(LANES, b.units() - first); lane++) {
      sums[first + lane] = four[lane];
      cells[first + lane] = occupied(lane * quarter);
    }
  }

  private void pack(int first, long[] into) {
    Arrays.fill(into, quarter * (1L << LANE_BITS | 2L << 2 * LANE_BITS | 3L << 3 * LANE_BITS));
    for (int lane = 0; lane < Math.min(LANES, b.units() - first); lane++) {
      byte[] codes = b.column(first + lane);
      for (int row = 0; row < codes.length; row++) {
        into[row] |= (long) codes[row] << lane * LANE_BITS;
      }
    }
  }

  private static void spread(byte[] codes, long weight, long[] into) {
    for (int row = 0; row < codes.length; row++) {
      into[row] = codes[row] * weight;
    }
  }

  private static void increment(long[] one, long[] fourOthers, int[] counts) {
    int mask = counts.length - 1;
    for (int row = 0; row < one.length; row++) {
      long cell = one[row] | fourOthers[row];
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
