// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import java.util.Arrays;

/**
 * Cells of up to 64 bits, one class against the rest and at most 65535 examples: the four counts of
 * a cell are packed into one word, so that one addition adds them all.
 *
 * <p>Patterns of a cell lie side by side. Trying all neurons takes one pass, in which each pattern
 * is added to the neurons that are 1 in it; splitting by a neuron is a stable partition.
 */
final class BinaryCells extends OpenCells {
  /** Most examples whose count fits 16 bits. */
  static final int MOST = 0xffff;

  private final double[] logs; // L(n)
  private final RelayMemory memory;
  private long[] codes; // of the table until the first neuron is added, as are these
  private long[] tables;
  private long[] codesAfter = {}; // these four are taken when the first neuron is added
  private long[] tablesAfter = {};
  private long[] held = {};
  private long[] heldTables = {};
  private int[] starts = new int[2]; // first pattern of each cell that can still be split, and end
  private int[] startsAfter = {};
  private long[] wholes = new long[1]; // counts of each such cell
  private final long[] counts = new long[Long.SIZE]; // of a cell where a neuron is 1

  /** In memory that no other cells use at the same time. */
  BinaryCells(RelayTable table, double[] logs, RelayMemory memory) {
    this.logs = logs;
    this.memory = memory;
    codes = table.codes();
    tables = table.packed();
    add(codes, tables, 0, table.patterns());
  }

  static boolean suits(RelayTable table) {
    return table.isOneWordOfBits()
        && table.inputs() == 2
        && table.outputs() == 2
        && table.samples() <= MOST;
  }

  static double phi(long table, double[] logs) {
    int n00 = (int) table & 0xffff;
    int n01 = (int) (table >>> 16) & 0xffff;
    int n10 = (int) (table >>> 32) & 0xffff;
    int n11 = (int) (table >>> 48);
    int in = n10 + n11;
    int notIn = n00 + n01;
    int out = n01 + n11;
    int notOut = n00 + n10;
    if (in == 0 || notIn == 0 || out == 0 || notOut == 0) {
      return 0;
    }
    return logs[n00]
        + logs[n01]
        + logs[n10]
        + logs[n11]
        - logs[in]
        - logs[notIn]
        - logs[out]
        - logs[notOut]
        + logs[in + notIn];
  }

  static boolean isActive(long table) {
    long either = table | table >>> 16; // class varies: something in both halves
    long both = table | table >>> 32;
    return (either & 0xffff) != 0
        && (either >>> 32 & 0xffff) != 0
        && (both & 0xffff) != 0
        && (both >>> 16 & 0xffff) != 0;
  }

  private static int excess(long table) {
    int seen = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 16) {
      seen += (table >>> shift & 0xffff) != 0 ? 1 : 0;
    }
    return isActive(table) ? seen - 3 : 0;
  }

  /** Takes patterns {@code from} to {@code to - 1} as a cell. */
  private void add(long[] ownCodes, long[] ownTables, int from, int to) {
    long whole = 0;
    for (int i = from; i < to; i++) {
      whole += ownTables[i];
    }
    if (!isActive(whole)) {
      return;
    }
    double phi = phi(whole, logs);
    if (to - from == 1) {
      settle(phi, excess(whole));
      return;
    }
    int at = starts[openCells()];
    if (ownCodes != codes || from != at) {
      System.arraycopy(ownCodes, from, codes, at, to - from);
      System.arraycopy(ownTables, from, tables, at, to - from);
    }
    if (openCells() == wholes.length) {
      wholes = Arrays.copyOf(wholes, 2 * wholes.length);
    }
    wholes[openCells()] = whole;
    keepOpen(phi);
    starts[openCells()] = at + to - from;
  }

  @Override
  public void scores(int[] candidates, int size, double[] into) {
    Arrays.fill(into, 0, size, 0);
    long wanted = 0;
    for (int i = 0; i < size; i++) {
      wanted |= 1L << candidates[i];
    }
    for (int cell = 0; cell < openCells(); cell++) {
      addOnes(starts[cell], starts[cell + 1], wanted);
      addScores(cell, candidates, size, into);
    }
    for (int i = 0; i < size; i++) {
      into[i] += settled();
    }
  }

  private void addOnes(int from, int to, long wanted) {
    long[] sums = counts;
    for (int i = from; i < to; i++) {
      long table = tables[i];
      for (long bits = codes[i] & wanted; bits != 0; bits &= bits - 1) {
        sums[Long.numberOfTrailingZeros(bits)] += table;
      }
    }
  }

  private void addScores(int cell, int[] candidates, int size, double[] into) {
    long whole = wholes[cell];
    double uncut = phi(cell);
    for (int i = 0; i < size; i++) {
      long one = counts[candidates[i]];
      counts[candidates[i]] = 0;
      into[i] += one == 0 || one == whole ? uncut : phi(one, logs) + phi(whole - one, logs);
    }
  }

  @Override
  public void refine(int unit) {
    if (startsAfter.length == 0) {
      own();
    }
    long[] codesBefore = codes;
    long[] tablesBefore = tables;
    int[] startsBefore = starts;
    int cells = openCells();
    codes = codesAfter;
    tables = tablesAfter;
    starts = startsAfter;
    codesAfter = codesBefore;
    tablesAfter = tablesBefore;
    startsAfter = startsBefore;
    clear();
    starts[0] = 0;
    for (int cell = 0; cell < cells; cell++) {
      split(codesBefore, tablesBefore, unit, startsBefore[cell], startsBefore[cell + 1]);
    }
  }

  /** From now on patterns are moved. */
  private void own() {
    int patterns = codes.length;
    long[][] lists = memory.patterns(6, patterns);
    System.arraycopy(codes, 0, lists[0], 0, patterns);
    System.arraycopy(tables, 0, lists[1], 0, patterns);
    codes = lists[0];
    tables = lists[1];
    codesAfter = lists[2];
    tablesAfter = lists[3];
    held = lists[4];
    heldTables = lists[5];
    int[][] places = memory.starts(2, patterns / 2 + 2);
    System.arraycopy(starts, 0, places[0], 0, starts.length);
    starts = places[0];
    startsAfter = places[1];
  }

  /** Parts the patterns of a cell in place of the array they come from, zeros first. */
  private void split(long[] from, long[] fromTables, int unit, int first, int last) {
    long[] ones = held;
    long[] onesTables = heldTables;
    int zeros = first;
    int kept = 0;
    for (int i = first; i < last; i++) {
      long code = from[i];
      long table = fromTables[i];
      int one = (int) (code >>> unit) & 1;
      from[zeros] = code; // overwritten by the next zero if this is a one
      fromTables[zeros] = table;
      ones[kept] = code;
      onesTables[kept] = table;
      zeros += 1 - one;
      kept += one;
    }
    if (zeros > first) {
      add(from, fromTables, first, zeros);
    }
    if (kept > 0) {
      add(ones, onesTables, 0, kept);
    }
  }

  @Override
  long openExcess(int cell) {
    return excess(wholes[cell]);
  }
}
