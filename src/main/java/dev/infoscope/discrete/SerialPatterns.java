// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;

/**
 * A table of patterns in a serial form: how many there are; then each, ascending, with how many
 * symbols it came with, and each of those, ascending, with how often. A pattern of one word is
 * written as its distance to the one before, a longer one word by word; a symbol as its distance to
 * the one before. Each pattern and symbol stands once.
 */
public final class SerialPatterns {
  private SerialPatterns() {}

  /** Takes what is read. */
  public interface Sink {
    /**
     * Takes one entry.
     *
     * @param pattern its words; changes after the call
     * @param symbol with which it came
     * @param times how often, at least 1
     */
    void add(long[] pattern, int symbol, int times);
  }

  /**
   * Writes a table.
   *
   * @param out where to
   * @param words of a pattern, at least 1
   * @param patterns {@code [entries x words]}; a pattern may stand several times, with other
   *     symbols
   * @param symbols one per entry
   * @param counts one per entry, at least 1
   * @param entries how many
   */
  public static void write(
      SerialWriter out, int words, long[] patterns, int[] symbols, int[] counts, int entries) {
    int[] order = PatternOrder.of(patterns, words, symbols, entries);
    int[] starts = starts(patterns, words, order);
    out.count(starts.length - 1);
    for (int i = 0; i + 1 < starts.length; i++) {
      int before = i == 0 ? -1 : order[starts[i - 1]];
      pattern(out, words, patterns, before, order[starts[i]]);
      out.count(starts[i + 1] - starts[i]);
      for (int entry = starts[i]; entry < starts[i + 1]; entry++) {
        int last = entry == starts[i] ? 0 : symbols[order[entry - 1]];
        out.count(symbols[order[entry]] - last).count(counts[order[entry]]);
      }
    }
  }

  /** Where in the order each pattern begins, and the end. */
  private static int[] starts(long[] patterns, int words, int[] order) {
    int[] starts = new int[order.length + 1];
    int distinct = 0;
    for (int i = 0; i < order.length; i++) {
      if (i == 0 || differ(patterns, words, order[i - 1], order[i])) {
        starts[distinct++] = i;
      }
    }
    starts[distinct] = order.length;
    return Arrays.copyOf(starts, distinct + 1);
  }

  private static boolean differ(long[] patterns, int words, int a, int b) {
    for (int word = 0; word < words; word++) {
      if (patterns[a * words + word] != patterns[b * words + word]) {
        return true;
      }
    }
    return false;
  }

  private static void pattern(SerialWriter out, int words, long[] patterns, int before, int entry) {
    if (words == 1) {
      out.number(patterns[entry] - (before < 0 ? 0 : patterns[before]));
      return;
    }
    for (int word = 0; word < words; word++) {
      out.word(patterns[entry * words + word]);
    }
  }

  /**
   * Reads a table.
   *
   * @param in where from
   * @param words of a pattern, at least 1
   * @param symbols how many there can be; entries are below
   * @param into takes every entry, in the order written
   * @throws SerialFormException if the table is no canonical one, or has more than 2^31 - 1 samples
   */
  public static void read(SerialReader in, int words, int symbols, Sink into) {
    int least = (words == 1 ? 1 : words * Long.BYTES) + 3;
    int patterns = in.length("patterns", least);
    long[] pattern = new long[words];
    long[] before = new long[words];
    long left = Integer.MAX_VALUE;
    for (int i = 0; i < patterns; i++) {
      readPattern(in, pattern, before, i == 0);
      left = readSymbols(in, pattern, symbols, left, into);
      System.arraycopy(pattern, 0, before, 0, words);
    }
  }

  private static void readPattern(SerialReader in, long[] pattern, long[] before, boolean first) {
    for (int word = 0; word < pattern.length; word++) {
      pattern[word] = pattern.length == 1 ? before[0] + in.number() : in.word();
    }
    boolean ascends = first;
    for (int word = pattern.length - 1; word >= 0; word--) {
      int order = Long.compareUnsigned(pattern[word], before[word]);
      if (order != 0) {
        ascends |= order > 0;
        break;
      }
    }
    in.require(ascends, "patterns must ascend");
  }

  private static long readSymbols(
      SerialReader in, long[] pattern, int symbols, long samples, Sink into) {
    long left = samples;
    int entries = in.size("symbols of a pattern", 1, symbols);
    int symbol = 0;
    for (int entry = 0; entry < entries; entry++) {
      symbol += in.size("step to a symbol", entry == 0 ? 0 : 1, symbols - 1 - symbol);
      int times = (int) in.count("count", 1, left);
      left -= times;
      into.add(pattern, symbol, times);
    }
    return left;
  }
}
