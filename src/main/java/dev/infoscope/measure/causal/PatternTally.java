// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.entropy.Grassberger;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Mix;
import java.util.Arrays;

/**
 * Counts of output patterns by their 64-bit keys: open addressing, emptied in time proportional to
 * what it holds.
 */
final class PatternTally {
  private long[] keys;
  private int[] counts;
  private int[] used; // slots in the order of their first use
  private int distinct;
  private long samples;

  PatternTally(int expected) {
    allocate(Integer.highestOneBit(Math.max(expected, 16)) << 2);
  }

  private void allocate(int capacity) {
    keys = new long[capacity];
    counts = new int[capacity];
    used = new int[capacity / 2];
  }

  void clear() {
    for (int i = 0; i < distinct; i++) {
      counts[used[i]] = 0;
    }
    distinct = 0;
    samples = 0;
  }

  void add(long key) {
    samples++;
    count(key, 1);
  }

  private void count(long key, int times) {
    int mask = counts.length - 1;
    int slot = (int) Mix.scramble(key) & mask;
    while (counts[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    if (counts[slot] == 0) {
      if (distinct == used.length) {
        grow();
        count(key, times);
        return;
      }
      keys[slot] = key;
      used[distinct++] = slot;
    }
    counts[slot] += times;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    int[] oldUsed = Arrays.copyOf(used, distinct);
    allocate(2 * oldCounts.length);
    distinct = 0;
    for (int slot : oldUsed) {
      count(oldKeys[slot], oldCounts[slot]);
    }
  }

  long samples() {
    return samples;
  }

  int distinct() {
    return distinct;
  }

  /** Share of the samples whose pattern was seen once. */
  double singletons() {
    long once = 0;
    for (int i = 0; i < distinct; i++) {
      once += counts[used[i]] == 1 ? 1 : 0;
    }
    return samples == 0 ? 0 : (double) once / samples;
  }

  /** Grassberger's entropy, bits; {@code NaN} without samples. */
  double entropy() {
    if (distinct == 1) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < distinct; i++) {
      int count = counts[used[i]];
      sum += count * Grassberger.term(count);
    }
    return samples == 0 ? Double.NaN : Grassberger.entropy(sum, samples);
  }

  /** Variance of {@code -log2 p} over the samples, so that the entropy's is this over N. */
  double surpriseVariance() {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < distinct; i++) {
      double count = counts[used[i]];
      double surprise = Bits.log2(samples / count);
      sum += count * surprise;
      squares += count * surprise * surprise;
    }
    double mean = sum / samples;
    return Math.max(0, squares / samples - mean * mean);
  }
}
