// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Mix;
import java.util.Arrays;

/**
 * An open-addressing table of patterns; each pattern heads a short chain of (label, count) pairs.
 * Adding is O(1) expected; nothing is allocated but by doubling.
 */
final class PatternMap {
  private static final int NONE = -1;

  private int patterns;
  private long[] low;
  private long[] high;
  private int[] totals; // 0 marks a free slot
  private int[] heads; // first pair of the slot's chain

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
    int slots = Integer.highestOneBit(expected - 1) << 2;
    low = new long[slots];
    high = new long[slots];
    totals = new int[slots];
    heads = new int[slots];
    pairLabels = new int[expected];
    pairCounts = new int[expected];
    pairNext = new int[expected];
  }

  void add(long lowKey, long highKey, int label, int times) {
    int slot = slot(lowKey, highKey);
    if (totals[slot] == 0) {
      if (2 * (patterns + 1) > totals.length) {
        grow();
        slot = slot(lowKey, highKey);
      }
      open(slot, lowKey, highKey);
    }
    totals[slot] += times;
    addPair(slot, label, times);
  }

  /** A slot for a pattern that was not seen yet. */
  private void open(int slot, long lowKey, long highKey) {
    patterns++;
    low[slot] = lowKey;
    high[slot] = highKey;
    heads[slot] = NONE;
  }

  private void addPair(int slot, int label, int times) {
    for (int pair = heads[slot]; pair != NONE; pair = pairNext[pair]) {
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
    pairNext[pairs] = heads[slot];
    heads[slot] = pairs++;
  }

  private void growPairs() {
    pairLabels = Arrays.copyOf(pairLabels, 2 * pairs);
    pairCounts = Arrays.copyOf(pairCounts, 2 * pairs);
    pairNext = Arrays.copyOf(pairNext, 2 * pairs);
  }

  private int slot(long lowKey, long highKey) {
    int mask = totals.length - 1;
    int slot = (int) Mix.scramble(lowKey) & mask;
    while (totals[slot] != 0 && (low[slot] != lowKey || high[slot] != highKey)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldLow = low;
    long[] oldHigh = high;
    int[] oldTotals = totals;
    int[] oldHeads = heads;
    int capacity = 2 * oldTotals.length;
    low = new long[capacity];
    high = new long[capacity];
    totals = new int[capacity];
    heads = new int[capacity];
    for (int old = 0; old < oldTotals.length; old++) {
      if (oldTotals[old] != 0) {
        int slot = slot(oldLow[old], oldHigh[old]);
        low[slot] = oldLow[old];
        high[slot] = oldHigh[old];
        totals[slot] = oldTotals[old];
        heads[slot] = oldHeads[old];
      }
    }
  }

  /** How often each pair, its pattern and its label occur. */
  void forEachPair(int[] labelCounts, PatternCounts.PairSink sink) {
    for (int slot = 0; slot < totals.length; slot++) {
      for (int pair = totals[slot] == 0 ? NONE : heads[slot]; pair != NONE; pair = pairNext[pair]) {
        sink.add(pairCounts[pair], totals[slot], labelCounts[pairLabels[pair]]);
      }
    }
  }

  /** Number of pairs of pattern and label, at least that of the patterns. */
  int pairs() {
    return pairs;
  }

  void forEach(Sink sink) {
    for (int slot = 0; slot < totals.length; slot++) {
      for (int pair = totals[slot] == 0 ? NONE : heads[slot]; pair != NONE; pair = pairNext[pair]) {
        sink.add(low[slot], high[slot], pairLabels[pair], pairCounts[pair]);
      }
    }
  }

  /** Of one word, high words being 0, or of two. */
  void write(int words, SerialWriter out) {
    long[] keys = new long[Math.multiplyExact(pairs, words)];
    int[] labels = new int[pairs];
    int[] counts = new int[pairs];
    int entry = 0;
    for (int slot = 0; slot < totals.length; slot++) {
      for (int pair = totals[slot] == 0 ? NONE : heads[slot]; pair != NONE; pair = pairNext[pair]) {
        keys[(entry + 1) * words - 1] = high[slot];
        keys[entry * words] = low[slot];
        labels[entry] = pairLabels[pair];
        counts[entry++] = pairCounts[pair];
      }
    }
    SerialPatterns.write(out, words, keys, labels, counts, pairs);
  }

  /** How often patterns occur. */
  Fingerprint patterns() {
    return Fingerprint.of(totals, totals.length);
  }

  /** How often pairs of pattern and label occur. */
  Fingerprint joint() {
    return Fingerprint.of(pairCounts, pairs);
  }
}
