// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Mix;
import java.util.Arrays;

/**
 * An open-addressing table of patterns, in order of appearance behind a table of their places; each
 * pattern heads a short chain of (label, count) pairs. Adding is O(1) expected; nothing is
 * allocated but by doubling.
 */
final class PatternMap {
  private static final int NONE = -1;

  private int[] slots; // pattern + 1; 0 marks a free slot
  private int patterns;
  private long[] low;
  private long[] high;
  private int[] totals;
  private int[] heads; // first pair of the pattern's chain

  private int pairs;
  private int[] pairLabels;
  private int[] pairCounts;
  private int[] pairNext;

  /** Takes pairs of pattern and label. */
  interface Sink {
    void add(long lowKey, long highKey, int label, int times);
  }

  /** An empty table; any guess at the number of samples will do. */
  PatternMap(int expectedSamples) {
    int expected = Math.max(16, Math.min(expectedSamples, 1 << 20));
    slots = new int[Integer.highestOneBit(expected - 1) << 2];
    low = new long[expected];
    high = new long[expected];
    totals = new int[expected];
    heads = new int[expected];
    pairLabels = new int[expected];
    pairCounts = new int[expected];
    pairNext = new int[expected];
  }

  void add(long lowKey, long highKey, int label, int times) {
    int slot = slot(lowKey, highKey);
    if (slots[slot] == 0) {
      open(slot, lowKey, highKey);
    }
    int pattern = slots[slot] - 1;
    totals[pattern] += times;
    addPair(pattern, label, times);
    if (2 * patterns > slots.length) {
      growSlots();
    }
  }

  /** A place for a pattern that was not seen yet. */
  private void open(int slot, long lowKey, long highKey) {
    if (patterns == totals.length) {
      growPatterns();
    }
    low[patterns] = lowKey;
    high[patterns] = highKey;
    heads[patterns] = NONE;
    slots[slot] = ++patterns;
  }

  private void addPair(int pattern, int label, int times) {
    for (int pair = heads[pattern]; pair != NONE; pair = pairNext[pair]) {
      if (pairLabels[pair] == label) {
        pairCounts[pair] += times;
        return;
      }
    }
    if (pairs == pairLabels.length) {
      growPairs();
    }
    pairLabels[pairs] = label;
    pairCounts[pairs] = times;
    pairNext[pairs] = heads[pattern];
    heads[pattern] = pairs++;
  }

  private void growPairs() {
    pairLabels = Arrays.copyOf(pairLabels, 2 * pairs);
    pairCounts = Arrays.copyOf(pairCounts, 2 * pairs);
    pairNext = Arrays.copyOf(pairNext, 2 * pairs);
  }

  private void growPatterns() {
    low = Arrays.copyOf(low, 2 * patterns);
    high = Arrays.copyOf(high, 2 * patterns);
    totals = Arrays.copyOf(totals, 2 * patterns);
    heads = Arrays.copyOf(heads, 2 * patterns);
  }

  private int slot(long lowKey, long highKey) {
    int mask = slots.length - 1;
    int slot = (int) Mix.scramble(lowKey) & mask;
    for (int found = slots[slot]; found != 0; found = slots[slot]) {
      if (low[found - 1] == lowKey && high[found - 1] == highKey) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void growSlots() {
    slots = new int[2 * slots.length];
    for (int pattern = 0; pattern < patterns; pattern++) {
      slots[slot(low[pattern], high[pattern])] = pattern + 1;
    }
  }

  /** How often each pair, its pattern and its label occur. */
  void forEachPair(int[] labelCounts, PatternCounts.PairSink sink) {
    for (int pattern = 0; pattern < patterns; pattern++) {
      for (int pair = heads[pattern]; pair != NONE; pair = pairNext[pair]) {
        sink.add(pairCounts[pair], totals[pattern], labelCounts[pairLabels[pair]]);
      }
    }
  }

  /** Number of pairs of pattern and label, at least that of the patterns. */
  int pairs() {
    return pairs;
  }

  void forEach(Sink sink) {
    for (int pattern = 0; pattern < patterns; pattern++) {
      for (int pair = heads[pattern]; pair != NONE; pair = pairNext[pair]) {
        sink.add(low[pattern], high[pattern], pairLabels[pair], pairCounts[pair]);
      }
    }
  }

  /** Of one word, high words being 0, or of two. */
  void write(int words, SerialWriter out) {
    long[] keys = new long[Math.multiplyExact(pairs, words)];
    int[] labels = new int[pairs];
    int[] counts = new int[pairs];
    int entry = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      for (int pair = heads[pattern]; pair != NONE; pair = pairNext[pair]) {
        keys[(entry + 1) * words - 1] = high[pattern];
        keys[entry * words] = low[pattern];
        labels[entry] = pairLabels[pair];
        counts[entry++] = pairCounts[pair];
      }
    }
    SerialPatterns.write(out, words, keys, labels, counts, pairs);
  }

  /** How often patterns occur. */
  Fingerprint patterns() {
    return Fingerprint.of(totals, patterns);
  }

  /** How often pairs of pattern and label occur. */
  Fingerprint joint() {
    return Fingerprint.of(pairCounts, pairs);
  }
}
