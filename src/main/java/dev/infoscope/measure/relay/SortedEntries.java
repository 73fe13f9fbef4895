// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import java.util.Arrays;

/** Entries of a {@link RelayTable}, appended in ascending order; equal ones are joined. */
final class SortedEntries {
  private final RelayTable.Shape shape;
  private final int words;
  private final long[] patterns;
  private final int[] starts;
  private final int[] symbols;
  private final int[] counts;
  private int distinct;
  private int entries;

  private SortedEntries(RelayTable.Shape shape, int most) {
    this.shape = shape;
    words = shape.words();
    patterns = new long[most * words];
    starts = new int[most + 1];
    symbols = new int[most];
    counts = new int[most];
  }

  /**
   * The table of some entries.
   *
   * @param order of the entries, ascending by pattern and then by symbol
   * @param patterns of each entry, {@code [entries x words]}
   */
  static RelayTable table(
      RelayTable.Shape shape, int[] order, long[] patterns, int[] symbols, int[] counts) {
    int words = shape.words();
    SortedEntries sorted = new SortedEntries(shape, order.length);
    for (int entry : order) {
      sorted.add(patterns, entry * words, symbols[entry], counts[entry]);
    }
    return sorted.table();
  }

  private void add(long[] source, int from, int symbol, int count) {
    if (distinct == 0 || !isLast(source, from)) {
      System.arraycopy(source, from, patterns, distinct * words, words);
      starts[distinct++] = entries;
    } else if (symbols[entries - 1] == symbol) {
      counts[entries - 1] += count;
      return;
    }
    symbols[entries] = symbol;
    counts[entries++] = count;
  }

  private boolean isLast(long[] source, int from) {
    int to = from + words;
    int last = (distinct - 1) * words;
    return Arrays.equals(source, from, to, patterns, last, last + words);
  }

  private RelayTable table() {
    starts[distinct] = entries;
    return new RelayTable(
        shape,
        Arrays.copyOf(patterns, distinct * words),
        Arrays.copyOf(starts, distinct + 1),
        Arrays.copyOf(symbols, entries),
        Arrays.copyOf(counts, entries));
  }
}
