// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.PatternOrder;
import java.util.Arrays;

/**
 * The level of every neuron in every example, one byte each, from one pass over a layer. What is
 * counted of some neurons or some examples is read from here, not from the values again.
 */
final class LevelCodes {
  private static final int BLOCK = 32;

  private final int examples;
  private final int units;
  private final int levels;
  private final byte[] codes; // [examples x units], and more if the memory is longer

  private LevelCodes(int examples, int units, int levels, byte[] codes) {
    this.examples = examples;
    this.units = units;
    this.levels = levels;
    this.codes = codes;
  }

  /**
   * Reads a layer.
   *
   * @param activations values, {@code [examples x units]}
   * @param bins of each neuron's own, 2 to 256
   * @param memory where codes are held
   */
  static LevelCodes of(Activations activations, Bins bins, RelayMemory memory) {
    int examples = activations.examples();
    int units = bins.units();
    byte[] codes = memory.codes(Math.multiplyExact(examples, units));
    double[] rows = new double[Math.min(BLOCK, examples) * units];
    for (int first = 0; first < examples; first += BLOCK) {
      int size = Math.min(BLOCK, examples - first);
      activations.copy(first, size, rows);
      for (int row = 0; row < size; row++) {
        int from = row * units;
        int to = (first + row) * units;
        for (int unit = 0; unit < units; unit++) {
          codes[to + unit] = (byte) bins.code(unit, rows[from + unit]);
        }
      }
    }
    return new LevelCodes(examples, units, bins.bins(), codes);
  }

  int examples() {
    return examples;
  }

  int units() {
    return units;
  }

  int levels() {
    return levels;
  }

  int level(int example, int unit) {
    return codes[example * units + unit] & 0xff;
  }

  /** Adds, for each neuron, one to the count of its level in an example. */
  void count(int example, int[] counts, int stride, int offset) {
    int from = example * units;
    int at = offset;
    for (int unit = 0; unit < units; unit++, at += levels * stride) {
      counts[at + (codes[from + unit] & 0xff) * stride]++;
    }
  }

  /**
   * Counts patterns, as {@link RelayCounts} does of values.
   *
   * @param chosen which neurons; unit {@code i} of the table is {@code chosen[i]}
   * @param rows which examples
   * @param labels class of each of these, from 0 to {@code classes - 1}
   * @param predictions what the network made of each, from 0 to {@code classes - 1}
   * @param classes numbers of both
   */
  RelayTable table(int[] chosen, int[] rows, int[] labels, int[] predictions, int classes) {
    int bits = LevelWords.bits(levels);
    int words = LevelWords.words(chosen.length, bits);
    int perWord = Long.SIZE / bits;
    long[] packed = new long[rows.length * words];
    int[] symbols = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int unit = 0; unit < chosen.length; unit++) {
        long level = level(rows[i], chosen[unit]);
        packed[i * words + unit / perWord] |= level << unit % perWord * bits;
      }
      symbols[i] = labels[i] * classes + predictions[i];
    }
    int[] ones = new int[rows.length];
    Arrays.fill(ones, 1);
    return SortedEntries.table(
        new RelayTable.Shape(chosen.length, levels, bits, classes, classes),
        PatternOrder.of(packed, words, symbols, rows.length),
        packed,
        symbols,
        ones);
  }
}
