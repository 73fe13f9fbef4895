// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Accumulator;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.PatternOrder;
import dev.infoscope.discrete.SerialBins;
import dev.infoscope.discrete.SerialFormException;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.discrete.SerialPatterns;
import dev.infoscope.discrete.SerialReader;
import dev.infoscope.discrete.SerialWriter;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;

/**
 * Counts how often a hidden pattern, a class and a prediction come together. Memory grows with the
 * number of distinct ones; the probe set may be of any size.
 */
public final class RelayCounts implements Accumulator<RelayTable, RelayCounts> {
  private static final int BLOCK = 32;

  private final LevelWords levels;
  private final int inputs;
  private final int outputs;
  private final int words;
  private long[] patterns = new long[0]; // [distinct x words]
  private int[] symbols = new int[64]; // input * outputs + output
  private int[] counts = new int[64];
  private int[] slots = new int[256]; // entry + 1; 0 marks a free slot
  private int distinct;
  private long samples;

  /**
   * A fresh count.
   *
   * @param bins of each neuron's own, 2 to 256: its levels
   * @param inputs number of classes, at least 1
   * @param outputs number of predictions there can be, at least 1
   */
  public RelayCounts(Bins bins, int inputs, int outputs) {
    this.levels = new LevelWords(bins);
    this.inputs = Require.atLeast("inputs", inputs, 1);
    this.outputs = Require.atLeast("outputs", outputs, 1);
    Math.multiplyExact(inputs, outputs);
    words = levels.words();
    patterns = new long[64 * words];
  }

  /**
   * Adds examples.
   *
   * @param activations values of the layer, {@code [examples x units]}
   * @param labels class of each example, from 0 to {@code inputs - 1}
   * @param predictions what the network made of each, from 0 to {@code outputs - 1}
   * @return this
   * @throws IllegalArgumentException if shapes disagree, or a label or prediction is out of range;
   *     nothing is added then
   */
  public RelayCounts accept(Activations activations, int[] labels, int[] predictions) {
    int examples = activations.examples();
    Require.that(
        activations.units() == levels.units(),
        "activations have %d units, bins %d",
        activations.units(),
        levels.units());
    check(examples, labels, predictions);
    double[] rows = new double[Math.min(BLOCK, examples) * levels.units()];
    long[] pattern = new long[words];
    for (int first = 0; first < examples; first += BLOCK) {
      int size = Math.min(BLOCK, examples - first);
      activations.copy(first, size, rows);
      for (int row = 0; row < size; row++) {
        levels.pack(rows, row * levels.units(), pattern);
        int symbol = labels[first + row] * outputs + predictions[first + row];
        add(pattern, 0, symbol, 1);
      }
    }
    samples += examples;
    return this;
  }

  /**
   * Adds examples whose levels are packed already.
   *
   * @param rows one word per example; unit {@code j} of two levels is bit {@code j}
   * @param labels class of each example, from 0 to {@code inputs - 1}
   * @param predictions what the network made of each, from 0 to {@code outputs - 1}
   * @return this
   * @throws IllegalArgumentException if there are not two levels and at most 64 units, a higher bit
   *     is set, lengths disagree, or a label or prediction is out of range
   */
  public RelayCounts accept(long[] rows, int[] labels, int[] predictions) {
    Require.that(
        levels.levels() == 2 && levels.units() <= Long.SIZE,
        "packed rows are for 2 levels and at most 64 units, not %d levels and %d units",
        levels.levels(),
        levels.units());
    check(rows.length, labels, predictions);
    long outside = levels.units() == Long.SIZE ? 0 : -1L << levels.units();
    long seen = 0;
    for (long row : rows) {
      seen |= row;
    }
    Require.that((seen & outside) == 0, "patterns must be %d bits wide", levels.units());
    for (int row = 0; row < rows.length; row++) {
      add(rows, row, labels[row] * outputs + predictions[row], 1);
    }
    samples += rows.length;
    return this;
  }

  private void check(int examples, int[] labels, int[] predictions) {
    Require.that(
        labels.length == examples && predictions.length == examples,
        "labels (%d) and predictions (%d) must be as many as examples (%d)",
        labels.length,
        predictions.length,
        examples);
    Require.that(
        samples + examples <= Integer.MAX_VALUE, "more than %d examples", Integer.MAX_VALUE);
    within("label", labels, inputs);
    within("prediction", predictions, outputs);
  }

  private static void within(String name, int[] values, int bound) {
    for (int row = 0; row < values.length; row++) {
      if (values[row] < 0 || values[row] >= bound) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s %d of row %d must be from 0 to %d",
                name,
                values[row],
                row,
                bound - 1));
      }
    }
  }

  private void add(long[] source, int from, int symbol, int times) {
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
    long hash = symbol;
    for (int word = 0; word < words; word++) {
      hash = Mix.scramble(hash ^ source[from + word]);
    }
    int slot = (int) hash & (slots.length - 1);
    while (slots[slot] != 0 && !holds(slots[slot] - 1, source, from, symbol)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
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

  Bins bins() {
    return levels.bins();
  }

  @Override
  public long samples() {
    return samples;
  }

  @Override
  public RelayCounts merge(RelayCounts other) {
    Require.that(other != this, "counts cannot be merged with themselves");
    Require.that(
        levels.equals(other.levels) && inputs == other.inputs && outputs == other.outputs,
        "counts of other bins, classes or predictions cannot be merged");
    Require.that(
        samples + other.samples <= Integer.MAX_VALUE, "more than %d examples", Integer.MAX_VALUE);
    for (int entry = 0; entry < other.distinct; entry++) {
      add(other.patterns, entry * words, other.symbols[entry], other.counts[entry]);
    }
    samples += other.samples;
    return this;
  }

  @Override
  public SerialKind kind() {
    return SerialKind.RELAY_COUNTS;
  }

  @Override
  public void write(SerialWriter out) {
    SerialBins.write(levels.bins(), out);
    out.count(inputs).count(outputs);
    SerialPatterns.write(out, words, patterns, symbols, counts, distinct);
  }

  /**
   * Reads the body of a serial form.
   *
   * @param in where from
   * @return counts equal to those written
   * @throws SerialFormException if it holds none
   */
  public static RelayCounts read(SerialReader in) {
    Bins bins = SerialBins.read(in);
    int inputs = in.size("classes", 1, SerialReader.MOST);
    int outputs = in.size("predictions", 1, SerialReader.MOST);
    RelayCounts counts = new RelayCounts(bins, inputs, outputs);
    SerialPatterns.read(
        in,
        counts.words,
        inputs * outputs,
        (pattern, symbol, times) -> {
          in.require(counts.levels.canPack(pattern), "a level is beyond %s", bins);
          counts.add(pattern, 0, symbol, times);
          counts.samples += times;
        });
    return counts;
  }

  /**
   * Reads a serial form.
   *
   * @param bytes from {@link #toBytes}
   * @return counts equal to those written
   * @throws SerialFormException if it is none, in one line
   */
  public static RelayCounts fromBytes(byte[] bytes) {
    return SerialReader.read(bytes, SerialKind.RELAY_COUNTS, RelayCounts::read);
  }

  @Override
  public RelayTable snapshot() {
    int[] order = PatternOrder.of(patterns, words, symbols, distinct);
    return RelayTable.sorted(
        new RelayTable.Shape(levels.units(), levels.levels(), levels.bits(), inputs, outputs),
        order,
        patterns,
        symbols,
        counts);
  }
}
