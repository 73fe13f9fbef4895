// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/** Sorts packed patterns without boxing: by radix, from the last byte that differs to the first. */
public final class PatternOrder {
  private static final int BYTE = 8;

  private PatternOrder() {}

  /**
   * Order by pattern, the last word first, unsigned, then by symbol; equal entries stay put.
   *
   * @param patterns {@code [entries x words]}
   * @param words of a pattern, at least 1
   * @param symbols one per entry, at least 0
   * @param entries how many
   * @return the entries in their order
   */
  public static int[] of(long[] patterns, int words, int[] symbols, int entries) {
    int[] order = new int[entries];
    for (int i = 0; i < entries; i++) {
      order[i] = i;
    }
    long[] keys = new long[entries];
    for (int i = 0; i < entries; i++) {
      keys[i] = symbols[i];
    }
    order = sort(keys, order);
    for (int word = 0; word < words; word++) {
      for (int i = 0; i < entries; i++) {
        keys[i] = patterns[order[i] * words + word];
      }
      order = sort(keys, order);
    }
    return order;
  }

  private static int[] sort(long[] keys, int[] order) {
    long differ = 0;
    for (long key : keys) {
      differ |= key ^ keys[0];
    }
    long[] from = keys;
    long[] to = new long[keys.length];
    int[] fromOrder = order;
    int[] toOrder = new int[keys.length];
    for (int shift = 0; shift < Long.SIZE; shift += BYTE) {
      if ((differ >>> shift & 0xff) != 0) {
        pass(from, fromOrder, to, toOrder, shift);
        long[] keysBefore = from;
        from = to;
        to = keysBefore;
        int[] orderBefore = fromOrder;
        fromOrder = toOrder;
        toOrder = orderBefore;
      }
    }
    return fromOrder;
  }

  private static void pass(long[] from, int[] fromOrder, long[] to, int[] toOrder, int shift) {
    int[] next = new int[257];
    for (long key : from) {
      next[(int) (key >>> shift & 0xff) + 1]++;
    }
    for (int digit = 0; digit < 256; digit++) {
      next[digit + 1] += next[digit];
    }
    for (int i = 0; i < from.length; i++) {
      int place = next[(int) (from[i] >>> shift & 0xff)]++;
      to[place] = from[i];
      toOrder[place] = fromOrder[i];
    }
  }
}
