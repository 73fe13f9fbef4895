// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import java.util.Arrays;

/**
 * How often each neuron has each level, over a number of examples. Of two levels the higher ones
 * are summed in bytes, eight neurons at a time; the lower ones are the rest.
 */
final class LevelSums {
  private static final int MOST = 0xff; // examples a byte has room for

  private final LevelCodes codes;
  private final int[] counts; // [units x levels]
  private final long[] bytes; // sums of examples that were not taken up yet
  private int waiting; // how many these are
  private boolean empty = true; // nothing was taken up; counts are from before

  LevelSums(LevelCodes codes) {
    this.codes = codes;
    counts = new int[Math.multiplyExact(codes.units(), codes.levels())];
    bytes = new long[codes.words()];
  }

  /** Adds the examples {@code rows[from]} to {@code rows[to - 1]}. */
  void add(int[] rows, int from, int to) {
    if (codes.levels() > 2) {
      begin();
      for (int i = from; i < to; i++) {
        addLevels(rows[i]);
      }
      return;
    }
    for (int first = from, last; first < to; first = last) {
      last = Math.min(to, first + MOST - waiting);
      codes.add(rows, first, last, bytes);
      waiting += last - first;
      if (waiting == MOST) {
        takeUp();
      }
    }
  }

  private void addLevels(int row) {
    int levels = codes.levels();
    for (int unit = 0; unit < codes.units(); unit++) {
      counts[unit * levels + codes.level(row, unit)]++;
    }
  }

  private void takeUp() {
    int cell = 0;
    for (long word : bytes) {
      for (int last = Math.min(counts.length, cell + 2 * Long.BYTES); cell < last; cell += 2) {
        int ones = (int) word & MOST;
        counts[cell] = waiting - ones + (empty ? 0 : counts[cell]);
        counts[cell + 1] = ones + (empty ? 0 : counts[cell + 1]);
        word >>>= Byte.SIZE;
      }
    }
    Arrays.fill(bytes, 0);
    waiting = 0;
    empty = false;
  }

  private void begin() {
    if (empty) {
      Arrays.fill(counts, 0);
      empty = false;
    }
  }

  /** {@code [units x levels]}, until more are added. */
  int[] counts() {
    if (waiting > 0) {
      takeUp();
    }
    begin();
    return counts;
  }

  /** Begins again, without examples. */
  void clear() {
    Arrays.fill(bytes, 0);
    waiting = 0;
    empty = true;
  }
}
