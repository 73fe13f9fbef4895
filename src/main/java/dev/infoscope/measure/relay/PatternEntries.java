// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Mix;
import java.util.Arrays;

/** An open-addressing table of patterns with a symbol each, and how often both came together. */
final class PatternEntries {
  private static final int FIRST = 64;

  private final int words;
  private long[] patterns; // [distinct x words]
  private int[] symbols = new int[FIRST];
  private int[] counts = new int[FIRST];
  private int[] slots = new int[4 * FIRST]; // entry + 1; 0 marks a free slot
  private int distinct;

  PatternEntries(int words) {
    this.words = words;
    patterns = new long[FIRST * words];
  }

  void add(long[] source, int from, int symbol, int times) {
    int slot = slot(source, from, symbol);
    if (slots[slot] == 0) {
      if (distinct == counts.length) {
        grow();
        slot = slot(source, from, symbol);
      }
      System.arraycopy(source, from, patterns, distinct * words, words);
      symbols[distinct] = symbol;
      slots[slot] = ++distinct;
    }
    counts[slots[slot] - 1] += times;
  }

  private int slot(long[] source, int from, int symbol) {
    int slot = (int) hash(symbol, source, from) & (slots.length - 1);
    while (slots[slot] != 0 && !holds(slots[slot] - 1, source, from, symbol)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private long hash(long seed, long[] source, int from) {
    long hash = seed;
    for (int word = 0; word < words; word++) {
      hash = Mix.scramble(hash ^ source[from + word]);
    }
    return hash;
  }

  private boolean holds(int entry, long[] source, int from, int symbol) {
    if (symbols[entry] != symbol) {
      return false;
    }
    for (int word = 0; word < words; word++) {
      if (patterns[entry * words + word] != source[from + word]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    int room = Math.multiplyExact(2, counts.length);
    patterns = Arrays.copyOf(patterns, Math.multiplyExact(room, words));
    symbols = Arrays.copyOf(symbols, room);
    counts = Arrays.copyOf(counts, room);
    slots = new int[4 * room];
    for (int entry = 0; entry < distinct; entry++) {
      slots[slot(patterns, entry * words, symbols[entry])] = entry + 1;
    }
  }

  /** Zeros with which the hash of a pattern begins. */
  int zeros(long[] source, int from) {
    return Long.numberOfLeadingZeros(hash(0, source, from));
  }

  /** Those entries of whose pattern the hash begins with so many zeros. */
  PatternEntries kept(int zeros) {
    PatternEntries kept = new PatternEntries(words);
    for (int entry = 0; entry < distinct; entry++) {
      if (zeros(patterns, entry * words) >= zeros) {
        kept.add(patterns, entry * words, symbols[entry], counts[entry]);
      }
    }
    return kept;
  }

  /** Number of entries. */
  int size() {
    return distinct;
  }

  /** Patterns of the entries; longer than {@link #size}, not a copy. */
  long[] patterns() {
    return patterns;
  }

  /** Symbols of the entries; longer than {@link #size}, not a copy. */
  int[] symbols() {
    return symbols;
  }

  /** How often each entry occurs; longer than {@link #size}, not a copy. */
  int[] counts() {
    return counts;
  }
}
