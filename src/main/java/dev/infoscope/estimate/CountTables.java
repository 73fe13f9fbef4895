// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.count.CodeColumns;

/**
 * {@link JointSums} by counting into tables, one column against four at a time: four tables that
 * stay in the first-level cache, so that increments do not wait for each other. Works for any
 * number of bins; O(rows) per pair of columns.
 */
final class CountTables implements JointSums {
  private static final int LANES = 4;

  private final CodeColumns a;
  private final int units;
  private final int[][] packed; // [groups of four columns of B][rows] a byte per column
  private final double[] xlog2x;
  private final int shift;
  private final int cellsUsed;
  private final int[][] tables;
  private final int[] high; // codes of A, shifted

  CountTables(CodeColumns a, CodeColumns b, double[] xlog2x) {
    this(a, b.units(), pack(b), xlog2x, bitsFor(b.bins()));
  }

  private CountTables(CodeColumns a, int units, int[][] packed, double[] xlog2x, int shift) {
    this.a = a;
    this.units = units;
    this.packed = packed;
    this.xlog2x = xlog2x;
    this.shift = shift;
    cellsUsed = a.bins() << shift;
    tables = new int[LANES][1 << (bitsFor(a.bins()) + shift)];
    high = new int[a.examples()];
  }

  @Override
  public JointSums fork() {
    return new CountTables(a, units, packed, xlog2x, shift);
  }

  private static int bitsFor(int bins) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, bins - 1));
  }

  private static int[][] pack(CodeColumns b) {
    int[][] packed = new int[(b.units() + LANES - 1) / LANES][b.examples()];
    for (int unit = 0; unit < b.units(); unit++) {
      byte[] column = b.column(unit);
      int[] group = packed[unit / LANES];
      int place = unit % LANES * Byte.SIZE;
      for (int row = 0; row < column.length; row++) {
        group[row] |= (column[row] & 0xff) << place;
      }
    }
    return packed;
  }

  @Override
  public void count(int column, double[] sums, int[] cells) {
    byte[] codes = a.column(column);
    for (int row = 0; row < high.length; row++) {
      high[row] = (codes[row] & 0xff) << shift;
    }
    for (int group = 0; group < packed.length; group++) {
      increment(packed[group], tables[0], tables[1], tables[2], tables[3]);
      for (int lane = 0; lane < LANES && group * LANES + lane < units; lane++) {
        cells[group * LANES + lane] = occupied(tables[lane]);
      }
      sum(group * LANES, sums, tables[0], tables[1], tables[2], tables[3]);
    }
  }

  private void increment(int[] low, int[] one, int[] two, int[] three, int[] four) {
    int mask = one.length - 1;
    for (int row = 0; row < low.length; row++) {
      int first = high[row];
      int codes = low[row];
      one[(first | codes & 0xff) & mask]++;
      two[(first | codes >>> 8 & 0xff) & mask]++;
      three[(first | codes >>> 16 & 0xff) & mask]++;
      four[(first | codes >>> 24) & mask]++;
    }
  }

  private int occupied(int[] table) {
    int occupied = 0;
    for (int cell = 0; cell < cellsUsed; cell++) {
      occupied += -table[cell] >>> 31;
    }
    return occupied;
  }

  /** Four sums side by side, each in its own order; clears the tables for the next group. */
  private void sum(int first, double[] sums, int[] one, int[] two, int[] three, int[] four) {
    double sumOne = 0;
    double sumTwo = 0;
    double sumThree = 0;
    double sumFour = 0;
    for (int cell = 0; cell < cellsUsed; cell++) {
      sumOne += xlog2x[one[cell]];
      sumTwo += xlog2x[two[cell]];
      sumThree += xlog2x[three[cell]];
      sumFour += xlog2x[four[cell]];
      one[cell] = 0;
      two[cell] = 0;
      three[cell] = 0;
      four[cell] = 0;
    }
    double[] all = {sumOne, sumTwo, sumThree, sumFour};
    System.arraycopy(all, 0, sums, first, Math.min(LANES, units - first));
  }
}
