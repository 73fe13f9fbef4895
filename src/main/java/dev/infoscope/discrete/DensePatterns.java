// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;

/**
 * Patterns of so few units that a bit for each there may be costs no more than the rows. Those that
 * differ in one unit alone are as far apart as that unit counts, for all patterns: the conjunction
 * of two words tells it of 64 at a time. Where a pattern stands is the number of bits before it.
 */
final class DensePatterns implements DistinctPatterns {
  private static final int BITS_PER_ROW = 32;
  private static final int MOST_UNITS = 24;
  private static final int WORD = 6; // units within a word
  private static final long[] OFF = { // patterns of a word in which a unit is off
    0x5555555555555555L, 0x3333333333333333L, 0x0F0F0F0F0F0F0F0FL,
    0x00FF00FF00FF00FFL, 0x0000FFFF0000FFFFL, 0x00000000FFFFFFFFL
  };

  private final long[] present;
  private final int[] before; // [word] patterns in the words before it
  private final long[] codes;
  private final int[] counts;
  private final int[] indices; // [place among those present] index by order of appearance
  private final int[] placed; // counts by place

  DensePatterns(long[] rows, int units) {
    present = new long[Math.max(1, 1 << units >> WORD)];
    codes = distinct(rows);
    before = new int[present.length];
    for (int word = 1; word < before.length; word++) {
      before[word] = before[word - 1] + Long.bitCount(present[word - 1]);
    }
    placed = new int[codes.length];
    for (long row : rows) {
      placed[place((int) row)]++;
    }
    indices = new int[codes.length];
    counts = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      int place = place((int) codes[i]);
      indices[place] = i;
      counts[i] = placed[place];
    }
  }

  static boolean suits(int rows, int units) {
    return units <= MOST_UNITS && 1L << units <= (long) BITS_PER_ROW * rows;
  }

  /** Marks what is present. */
  private long[] distinct(long[] rows) {
    long[] found = new long[rows.length + 1];
    int distinct = 0;
    for (long row : rows) {
      int word = (int) row >>> WORD;
      found[distinct] = row; // written over by the next one if it was there
      distinct += (int) (~present[word] >>> row & 1);
      present[word] |= 1L << row;
    }
    return Arrays.copyOf(found, distinct);
  }

  private int place(int code) {
    int word = code >>> WORD;
    return before[word] + Long.bitCount(present[word] & (1L << code) - 1);
  }

  @Override
  public long[] codes() {
    return codes;
  }

  @Override
  public int[] counts() {
    return counts;
  }

  @Override
  public int partner(int index, int unit) {
    int code = (int) codes[index] ^ 1 << unit;
    return (present[code >>> WORD] >>> code & 1) == 0 ? -1 : indices[place(code)];
  }

  @Override
  public void join(int unit, int[] frequencies) {
    int[] fewer = new int[frequencies.length]; // so that updates do not wait for each other
    int[] more = new int[frequencies.length];
    if (unit < WORD) {
      for (int word = 0; word < present.length; word++) {
        long both = present[word] & present[word] >>> (1 << unit) & OFF[unit];
        join(both, word, word, 1 << unit, frequencies, fewer, more);
      }
    } else {
      int step = 1 << unit - WORD;
      for (int word = 0; word < present.length; word += (word + 1 & step) == 0 ? 1 : step + 1) {
        long both = present[word] & present[word + step];
        join(both, word, word + step, 0, frequencies, fewer, more);
      }
    }
    for (int count = 0; count < frequencies.length; count++) {
      frequencies[count] += more[count] - fewer[count];
    }
  }

  /** Joins all patterns of a set with those that are so many bits higher in another word. */
  private void join(
      long both, int word, int other, int shift, int[] frequencies, int[] fewer, int[] more) {
    for (long rest = both; rest != 0; rest &= rest - 1) {
      long below = (rest & -rest) - 1;
      int one = placed[before[word] + Long.bitCount(present[word] & below)];
      long belowOther = (below + 1 << shift) - 1;
      int two = placed[before[other] + Long.bitCount(present[other] & belowOther)];
      frequencies[one]--;
      fewer[two]++;
      more[one + two]++;
    }
  }
}
