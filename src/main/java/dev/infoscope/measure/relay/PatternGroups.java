// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import java.util.Arrays;

/** Which examples have the same levels of some neurons, found by hashing. */
final class PatternGroups {
  private static final long ODD = 0x9E3779B97F4A7C15L; // spreads bits when it multiplies

  private final long[] patterns; // of all neurons, [examples x words]
  private final int words;
  private final int bits;
  private final int[] found; // group at each place, plus 1; 0 where there is none
  private final int[] firsts; // an example of each group
  private final int[] groups; // of each example
  private final int[] sizes; // of each group
  private final int[] used; // words with neurons that are looked at
  private final long[] masks; // of these words

  PatternGroups(LevelCodes codes) {
    bits = LevelWords.bits(codes.levels());
    words = LevelWords.words(codes.units(), bits);
    patterns = codes.all();
    found = new int[Integer.highestOneBit(codes.examples()) << 2]; // at most half of it is taken
    firsts = new int[codes.examples()];
    groups = new int[codes.examples()];
    sizes = new int[codes.examples()];
    used = new int[words];
    masks = new long[words];
  }

  /** Finds the groups of some neurons, numbered in the order in which they come; how many. */
  int of(int... units) {
    int count = mask(units);
    Arrays.fill(found, 0);
    Arrays.fill(sizes, 0);
    int distinct = 0;
    for (int row = 0; row < groups.length; row++) {
      int place = place(row, count);
      if (found[place] == 0) {
        firsts[distinct++] = row;
        found[place] = distinct;
      }
      groups[row] = found[place] - 1;
      sizes[groups[row]]++;
    }
    return distinct;
  }

  /** The group of an example. */
  int group(int row) {
    return groups[row];
  }

  /** How many examples are in a group. */
  int size(int group) {
    return sizes[group];
  }

  /** Marks the bits of units; returns how many words have one. */
  private int mask(int... units) {
    int perWord = Long.SIZE / bits;
    long[] all = new long[words];
    for (int unit : units) {
      all[unit / perWord] |= (1L << bits) - 1 << unit % perWord * bits;
    }
    int count = 0;
    for (int word = 0; word < words; word++) {
      if (all[word] != 0) {
        used[count] = word;
        masks[count++] = all[word];
      }
    }
    return count;
  }

  /** Where the pattern of an example is, or is to be. */
  private int place(int row, int count) {
    long hash = 0;
    for (int i = 0; i < count; i++) {
      hash = (hash + (patterns[row * words + used[i]] & masks[i])) * ODD;
    }
    int place = (int) (hash >>> 32) & found.length - 1;
    while (found[place] != 0 && !isSame(row, firsts[found[place] - 1], count)) {
      place = place + 1 & found.length - 1;
    }
    return place;
  }

  private boolean isSame(int row, int other, int count) {
    for (int i = 0; i < count; i++) {
      long differ = patterns[row * words + used[i]] ^ patterns[other * words + used[i]];
      if ((differ & masks[i]) != 0) {
        return false;
      }
    }
    return true;
  }
}
