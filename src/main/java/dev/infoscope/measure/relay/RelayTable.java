// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternOrder;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.numeric.Require;
import dev.infoscope.numeric.XLog2X;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The distinct patterns of a hidden layer, and how often each came with which class and which
 * prediction. All that relay information is computed from. Immutable, in a canonical order, so that
 * sums over it do not depend on the order in which examples were counted.
 */
public final class RelayTable {
  private final Shape shape;
  private final int words;
  private final long[] patterns; // [distinct x words], ascending from the last word to the first
  private final int[] starts; // first entry of each pattern, and the number of entries
  private final int[] symbols; // input * outputs + output, ascending within a pattern
  private final int[] counts;
  private final int samples;
  private double @Nullable [] logs; // made when first asked for, as are the next three
  private @Nullable PatternPairs pairs;
  private @Nullable Symbols pairsSeen;
  private long @Nullable [] packed;

  /** How wide a table is. */
  record Shape(int units, int levels, int bits, int inputs, int outputs) {
    int words() {
      return LevelWords.words(units, bits);
    }

    Shape of(int otherUnits, int otherInputs, int otherOutputs) {
      return new Shape(otherUnits, levels, bits, otherInputs, otherOutputs);
    }
  }

  /** Owns the arrays, which are as their fields say. */
  RelayTable(Shape shape, long[] patterns, int[] starts, int[] symbols, int[] counts) {
    this.shape = shape;
    this.words = shape.words();
    this.patterns = patterns;
    this.starts = starts;
    this.symbols = symbols;
    this.counts = counts;
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    samples = sum;
  }

  /**
   * One class against the rest: X_in is "the label is this class", X_out "the prediction is".
   *
   * @param label the class, from 0
   * @return where relay information of this class is asked for
   * @throws IllegalArgumentException if there is no such class or prediction
   */
  public Concept concept(int label) {
    Require.that(
        label >= 0 && label < shape.inputs && label < shape.outputs,
        "class (%d) must be from 0 to %d",
        label,
        Math.min(shape.inputs, shape.outputs) - 1);
    byte[] against = new byte[symbols.length];
    int[] first = new int[starts.length];
    for (int pattern = 0; pattern + 1 < starts.length; pattern++) {
      int seen = 0; // of the four symbols, one bit each
      for (int entry = starts[pattern]; entry < starts[pattern + 1]; entry++) {
        int in = symbols[entry] / shape.outputs == label ? 2 : 0;
        int out = symbols[entry] % shape.outputs == label ? 1 : 0;
        against[entry] = (byte) (in + out);
        seen |= 1 << in + out;
      }
      first[pattern + 1] = first[pattern] + Integer.bitCount(seen);
    }
    return new Concept(joined(against, first), logs(), this::pairs);
  }

  /** The same patterns with four symbols, those of an entry given; equal ones are joined. */
  private RelayTable joined(byte[] against, int... first) {
    int[] own = new int[first[first.length - 1]];
    int[] times = new int[own.length];
    int[] table = new int[4];
    int entries = 0;
    for (int pattern = 0; pattern + 1 < starts.length; pattern++) {
      if (starts[pattern + 1] == starts[pattern] + 1) { // as most are of wide layers
        own[entries] = against[starts[pattern]];
        times[entries++] = counts[starts[pattern]];
        continue;
      }
      for (int entry = starts[pattern]; entry < starts[pattern + 1]; entry++) {
        table[against[entry]] += counts[entry];
      }
      for (int symbol = 0; symbol < 4; symbol++) {
        if (table[symbol] > 0) {
          own[entries] = symbol;
          times[entries++] = table[symbol];
          table[symbol] = 0;
        }
      }
    }
    return new RelayTable(shape.of(shape.units, 2, 2), patterns, first, own, times);
  }

  /**
   * All classes at once: X_in is the label, X_out the prediction. Needs far more examples than one
   * class against the rest.
   *
   * @return where relay information of all classes is asked for
   */
  public Concept allClasses() {
    return new Concept(this, logs(), this::pairs);
  }

  /**
   * Relay information of neurons that know nothing: pairs of class and prediction are kept, and the
   * patterns are dealt to the examples at random. Of neurons that were chosen because they seem to
   * know something it is too low.
   *
   * @param seed of the shuffles
   * @return the null of each class against the rest, by its number, and last that of all classes at
   *     once
   */
  public ShuffledNull[] shuffledPatterns(long seed) {
    return ShuffledPatterns.of(this, seed);
  }

  /**
   * The same examples seen through some of the neurons.
   *
   * @param units which, each once; unit {@code i} of the new table is {@code units[i]}
   * @return a table of those neurons
   * @throws IllegalArgumentException if there is none, or one is out of range
   */
  public RelayTable select(int... units) {
    Require.atLeast("units", units.length, 1);
    Shape narrow = shape.of(units.length, shape.inputs, shape.outputs);
    int narrowWords = narrow.words();
    int perWord = Long.SIZE / shape.bits;
    long[] packed = new long[symbols.length * narrowWords];
    for (int i = 0; i < units.length; i++) {
      Require.that(
          units[i] >= 0 && units[i] < shape.units,
          "unit (%d) must be from 0 to %d",
          units[i],
          shape.units - 1);
      for (int pattern = 0; pattern + 1 < starts.length; pattern++) {
        long level = (long) level(units[i], pattern) << i % perWord * shape.bits;
        for (int entry = starts[pattern]; entry < starts[pattern + 1]; entry++) {
          packed[entry * narrowWords + i / perWord] |= level;
        }
      }
    }
    int[] order = PatternOrder.of(packed, narrowWords, symbols, symbols.length);
    return SortedEntries.table(narrow, order, packed, symbols, counts);
  }

  /**
   * Number of neurons.
   *
   * @return at least 1
   */
  public int units() {
    return shape.units;
  }

  /**
   * Number of levels of a neuron.
   *
   * @return 2 for one bit
   */
  public int levels() {
    return shape.levels;
  }

  /**
   * Number of classes.
   *
   * @return at least 1
   */
  public int inputs() {
    return shape.inputs;
  }

  /**
   * Number of predictions there can be.
   *
   * @return at least 1
   */
  public int outputs() {
    return shape.outputs;
  }

  /**
   * Number of examples, N.
   *
   * @return at least 0
   */
  public int samples() {
    return samples;
  }

  /**
   * Number of distinct patterns.
   *
   * @return 0 for no examples
   */
  public int patterns() {
    return starts.length - 1;
  }

  /**
   * How often patterns occur.
   *
   * @return their fingerprint; its coverage is {@code 1 - f_1 / N}
   */
  public Fingerprint fingerprint() {
    int[] totals = new int[patterns()];
    for (int pattern = 0; pattern < totals.length; pattern++) {
      for (int entry = starts[pattern]; entry < starts[pattern + 1]; entry++) {
        totals[pattern] += counts[entry];
      }
    }
    return Fingerprint.of(totals);
  }

  /** {@code x log2 x} up to the number of examples. */
  private synchronized double[] logs() {
    if (logs == null) {
      logs = XLog2X.table(samples);
    }
    return logs;
  }

  private synchronized PatternPairs pairs() {
    if (pairs == null) {
      pairs = new PatternPairs(patterns, shape.units);
    }
    return pairs;
  }

  /** The pairs of class and prediction that occur. */
  synchronized Symbols symbols() {
    if (pairsSeen == null) {
      pairsSeen = Symbols.of(symbols, shape.inputs, shape.outputs);
    }
    return pairsSeen;
  }

  /** Whether a class occurs. */
  boolean hasInput(int input) {
    return Arrays.stream(symbols).anyMatch(symbol -> symbol / shape.outputs == input);
  }

  /** Whether a class is predicted. */
  boolean hasOutput(int output) {
    return Arrays.stream(symbols).anyMatch(symbol -> symbol % shape.outputs == output);
  }

  /**
   * Counts of each pattern of one class against the rest, 16 bits each; symbol s lies at bit 16 s.
   */
  synchronized long[] packed() {
    if (packed == null) {
      packed = new long[patterns()];
      for (int pattern = 0; pattern < packed.length; pattern++) {
        for (int entry = starts[pattern]; entry < starts[pattern + 1]; entry++) {
          packed[pattern] += (long) counts[entry] << 16 * symbols[entry];
        }
      }
    }
    return packed;
  }

  /** Of a table of one word: its patterns, not to be written to. */
  long[] codes() {
    return patterns;
  }

  /** The level of a neuron in a pattern. */
  int level(int unit, int pattern) {
    int perWord = Long.SIZE / shape.bits;
    long word = patterns[pattern * words + unit / perWord];
    return (int) (word >>> unit % perWord * shape.bits) & (1 << shape.bits) - 1;
  }

  /** Whether a pattern is one word of one bit per neuron. */
  boolean isOneWordOfBits() {
    return shape.bits == 1 && words == 1;
  }

  /** The pattern of a table of one word. */
  long code(int pattern) {
    return patterns[pattern];
  }

  int firstEntry(int pattern) {
    return starts[pattern];
  }

  int symbol(int entry) {
    return symbols[entry];
  }

  int count(int entry) {
    return counts[entry];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RelayTable that
        && shape.equals(that.shape)
        && Arrays.equals(patterns, that.patterns)
        && Arrays.equals(starts, that.starts)
        && Arrays.equals(symbols, that.symbols)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(patterns) + Arrays.hashCode(counts);
  }
}
