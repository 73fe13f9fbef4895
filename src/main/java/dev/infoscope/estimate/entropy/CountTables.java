// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.CodeColumns;
import java.util.Arrays;

/**
 * {@link JointSums} by counting, one column of A against four of B at a time, into one small table
 * with a quarter for each, so that increments do not wait for each other. Cells of two columns are
 * the halves of one word, 16 bits each: the sum of what two columns of B say, packed once for many
 * of A, and of what one of A says, written twice once for many of B. A block is as many of both as
 * have their words in the cache; O(rows) per pair of columns.
 */
final class CountTables implements JointSums {
  private static final int LANES = 4;
  private static final int HALF = 16; // bits: two for the lane, seven for each code
  private static final int BOTH_HALVES = 0x0001_0001;
  private static final int UNITS_A = 64; // of a block
  private static final int UNITS_B = 32;

  private final CodeColumns a;
  private final CodeColumns b;
  private final double[] xlog2x;
  private final int quarter; // cells of a pair of columns
  private final int[] table; // a power of two, so that masked cells need no check
  private final int[][] packed; // [two units of B][row] first cell of the lane and code, twice
  private final int[] spread; // [row] code of A times bins of B, twice
  private final double[] four = new double[LANES];

  CountTables(CodeColumns a, CodeColumns b, double[] xlog2x) {
    this.a = a;
    this.b = b;
    this.xlog2x = xlog2x;
    quarter = a.bins() * b.bins();
    table = new int[Integer.highestOneBit(LANES * quarter - 1) << 1];
    packed = new int[UNITS_B / 2][a.examples()];
    spread = new int[a.examples()];
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
    for (int pair = 0; pair < packed.length; pair++) {
      pack(firstB + 2 * pair, 2 * pair % LANES, packed[pair]);
    }
    int firstA = block / blocksOfB() * UNITS_A;
    for (int unit = firstA; unit < Math.min(a.units(), firstA + UNITS_A); unit++) {
      spread(a.column(unit), b.bins() * BOTH_HALVES, spread);
      for (int other = firstB; other < endB; other += LANES) {
        int pair = (other - firstB) / 2;
        count(packed[pair], packed[pair + 1], sums[unit], cells[unit], other);
      }
    }
  }

  private void count(int[] two, int[] twoMore, double[] sums, int[] cells, int first) {
    Arrays.fill(table, 0);
    increment(spread, two, twoMore, table);
    sum(four);
    for (int lane = 0; lane < Math.min(LANES, b.units() - first); lane++) {
      sums[first + lane] = four[lane];
      cells[first + lane] = occupied(lane * quarter);
    }
  }

  private void pack(int first, int lane, int[] into) {
    Arrays.fill(into, quarter * (lane | (lane + 1) << HALF));
    for (int half = 0; half < Math.min(2, b.units() - first); half++) {
      byte[] codes = b.column(first + half);
      for (int row = 0; row < codes.length; row++) {
        into[row] += codes[row] << half * HALF;
      }
    }
  }

  private static void spread(byte[] codes, int weight, int[] into) {
    for (int row = 0; row < codes.length; row++) {
      into[row] = codes[row] * weight;
    }
  }

  /**
   * Two cells to a word: four in one of 64 bits take so many registers that the loop is slower by a
   * fifth wherever the compiler inlines it.
   */
  private static void increment(int[] one, int[] two, int[] twoMore, int[] counts) {
    int mask = counts.length - 1;
    for (int row = 0; row < one.length; row++) {
      int both = one[row] + two[row];
      int others = one[row] + twoMore[row];
      counts[both & mask]++;
      counts[both >>> HALF & mask]++;
      counts[others & mask]++;
      counts[others >>> HALF & mask]++;
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
    for (int cell = 0; cell < quarter; cell++) {
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
