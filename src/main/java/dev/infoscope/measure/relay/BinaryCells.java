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
  private long[] codes;
  private long[] tables;
  private long[] codesAfter = {}; // these four are made when the first neuron is added
  private long[] tablesAfter = {};
  private long[] held = {};
  private long[] heldTables = {};
  private int[] starts; // first pattern of each cell that can still be split, and their number
  private int[] startsAfter;
  private long[] wholes; // counts of each such cell
  private final long[] counts = new long[Long.SIZE]; // of a cell where a neuron is 1

  BinaryCells(RelayTable table, double[] logs) {
    super(table.patterns() / 2 + 1);
    this.logs = logs;
    int patterns = table.patterns();
    codes = new long[patterns];
    tables = new long[patterns];
    for (int pattern = 0; pattern < patterns; pattern++) {
      codes[pattern] = table.code(pattern);
      tables[pattern] = packed(table, pattern);
    }
    starts = new int[patterns / 2 + 2];
    startsAfter = new int[patterns / 2 + 2];
    wholes = new long[patterns / 2 + 1];
    add(codes, tables, 0, patterns);
  }

  static boolean suits(RelayTable table) {
    return table.isOneWordOfBits()
        && table.inputs() == 2
        && table.outputs() == 2
        && table.samples() <= MOST;
  }

  /** Counts of a pattern, 16 bits each; symbol s lies at bit 16 s. */
  static long packed(RelayTable table, int pattern) {
    long packed = 0;
    for (int entry = table.firstEntry(pattern); entry < table.firstEntry(pattern + 1); entry++) {
      packed += (long) table.count(entry) << 16 * table.symbol(entry);
    }
    return packed;
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
    if (held.length < codes.length) {
      codesAfter = new long[codes.length];
      tablesAfter = new long[codes.length];
      held = new long[codes.length];
      heldTables = new long[codes.length];
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
