// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import java.util.Arrays;

/** Counts of symbols of which few are seen at a time: clearing and adding up cost those few. */
final class SparseCounts {
  private final int[] counts;
  private final int[] seen; // symbols with a count, in the order in which they came
  private int size;
  private boolean sorted = true;

  SparseCounts(int symbols) {
    counts = new int[symbols];
    seen = new int[symbols];
  }

  void add(int symbol, int times) {
    if (counts[symbol] == 0) {
      sorted &= size == 0 || seen[size - 1] < symbol;
      seen[size++] = symbol;
    }
    counts[symbol] += times;
  }

  /** How often a symbol was counted; 0 also for those there are none of. */
  int count(int symbol) {
    return symbol < counts.length ? counts[symbol] : 0;
  }

  /** Number of symbols seen. */
  int size() {
    return size;
  }

  /** The {@code i}-th symbol seen, in ascending order. */
  int symbol(int i) {
    if (!sorted) {
      Arrays.sort(seen, 0, size);
      sorted = true;
    }
    return seen[i];
  }

  /** Sum of a function of the counts, in the order of the symbols. */
  double sum(double[] function) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += function[counts[symbol(i)]];
    }
    return sum;
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      counts[seen[i]] = 0;
    }
    size = 0;
    sorted = true;
  }
}
