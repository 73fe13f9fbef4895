// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.PatternOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The level of every neuron in every example, one byte each, from one pass over a layer. What is
 * counted of some neurons or some examples is read from here, not from the values again. Eight
 * bytes are a word, so that bits can be added eight at a time.
 */
final class LevelCodes {
  private static final int BLOCK = 32;
  private static final int PER_WORD = Long.BYTES;

  /** Multiplied by it, bytes of 0 or 1 are the bits of the highest byte, the lowest one first. */
  private static final long TO_TOP = 0x0102040810204080L;

  private final int examples;
  private final int units;
  private final int levels;
  private final int words; // of an example
  private final long[] codes; // [examples x words], and more if the memory is longer

  private LevelCodes(int examples, int units, int levels, long[] codes) {
    this.examples = examples;
    this.units = units;
    this.levels = levels;
    this.words = words(units);
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
    int words = words(units);
    long[] codes = memory.codes(Math.multiplyExact(examples, words));
    double[] rows = new double[Math.min(BLOCK, examples) * units];
    byte[] bytes = new byte[words * PER_WORD]; // of a row
    LongBuffer asWords = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    for (int first = 0; first < examples; first += BLOCK) {
      int size = Math.min(BLOCK, examples - first);
      activations.copy(first, size, rows);
      for (int row = 0; row < size; row++) {
        int from = row * units;
        for (int unit = 0; unit < units; unit++) {
          bytes[unit] = (byte) bins.code(unit, rows[from + unit]);
        }
        asWords.get(0, codes, (first + row) * words, words);
      }
    }
    return new LevelCodes(examples, units, bins.bins(), codes);
  }

  private static int words(int units) {
    return (units + PER_WORD - 1) / PER_WORD;
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

  /** Words that the levels of an example take. */
  int words() {
    return words;
  }

  int level(int example, int unit) {
    return level(codes[example * words + (unit >> 3)], unit);
  }

  /** Of the word that a unit is in: shifts, since a division of a signed number is no shift. */
  private static int level(long word, int unit) {
    return (int) (word >>> ((unit & 7) << 3)) & 0xff;
  }

  /** Adds the levels of some examples to bytes that have room for them, eight at a time. */
  void add(int[] rows, int from, int to, long[] sums) {
    int i = from;
    for (; i + 4 <= to; i += 4) { // four at once: sums are read and written less often
      int one = rows[i] * words;
      int two = rows[i + 1] * words;
      int three = rows[i + 2] * words;
      int four = rows[i + 3] * words;
      for (int word = 0; word < words; word++) {
        sums[word] +=
            codes[one + word] + codes[two + word] + codes[three + word] + codes[four + word];
      }
    }
    for (; i < to; i++) {
      int one = rows[i] * words;
      for (int word = 0; word < words; word++) {
        sums[word] += codes[one + word];
      }
    }
  }

  /** Patterns of all neurons in all examples, {@code [examples x words]}. */
  long[] all() {
    if (levels > 2) {
      return packed(IntStream.range(0, units).toArray());
    }
    int length = LevelWords.words(units, 1);
    long[] packed = new long[examples * length];
    for (int row = 0; row < examples; row++) {
      for (int word = 0; word < words; word++) {
        long bits = codes[row * words + word] * TO_TOP >>> Long.SIZE - PER_WORD;
        packed[row * length + word / PER_WORD] |= bits << word % PER_WORD * PER_WORD;
      }
    }
    return packed;
  }

  /** Patterns of some neurons in all examples, {@code [examples x words]}, as of a table. */
  long[] packed(int... chosen) {
    int bits = LevelWords.bits(levels);
    int perPattern = Long.SIZE / bits;
    int length = LevelWords.words(chosen.length, bits);
    long[] packed = new long[examples * length];
    for (int at = 0; at < packed.length; at++) {
      int first = at % length * perPattern;
      int from = at / length * words;
      long pattern = 0;
      for (int i = Math.min(chosen.length, first + perPattern) - 1; i >= first; i--) {
        pattern = pattern << bits | level(codes[from + (chosen[i] >> 3)], chosen[i]);
      }
      packed[at] = pattern;
    }
    return packed;
  }

  /**
   * Counts patterns, as {@link RelayCounts} does of values.
   *
   * @param neurons how many they are of
   * @param patterns of all examples, as they are packed
   * @param rows which examples
   * @param labels class of each example, from 0 to {@code classes - 1}
   * @param predictions what the network made of each, from 0 to {@code classes - 1}
   * @param classes numbers of both
   */
  RelayTable table(
      int neurons, long[] patterns, int[] rows, int[] labels, int[] predictions, int classes) {
    int bits = LevelWords.bits(levels);
    int length = LevelWords.words(neurons, bits);
    long[] packed = new long[rows.length * length];
    int[] symbols = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(patterns, rows[i] * length, packed, i * length, length);
      symbols[i] = labels[rows[i]] * classes + predictions[rows[i]];
    }
    int[] ones = new int[rows.length];
    Arrays.fill(ones, 1);
    return SortedEntries.table(
        new RelayTable.Shape(neurons, levels, bits, classes, classes),
        PatternOrder.of(packed, length, symbols, rows.length),
        packed,
        symbols,
        ones);
  }
}
