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
import dev.infoscope.numeric.Require;
import java.util.Locale;

/**
 * Counts how often a hidden pattern, a class and a prediction come together. Memory grows with the
 * number of distinct ones, about 40 bytes each of up to 64 neurons of one bit; the probe set may be
 * of any size.
 *
 * <p>With a limit on them, only patterns whose hash begins with so many zeros are kept as are
 * needed to stay within it, each with its whole counts; the number of zeros, the {@link #level},
 * depends on what was added alone, not on order or parts.
 */
public final class RelayCounts implements Accumulator<RelayTable, RelayCounts> {
  private static final int BLOCK = 32;

  private final LevelWords levels;
  private final int inputs;
  private final int outputs;
  private final int words;
  private final int most;
  private PatternEntries entries;
  private int level; // zeros with which the hash of a kept pattern begins
  private long samples;

  /**
   * A fresh count.
   *
   * @param bins of each neuron's own, 2 to 256: its levels
   * @param inputs number of classes, at least 1
   * @param outputs number of predictions there can be, at least 1
   */
  public RelayCounts(Bins bins, int inputs, int outputs) {
    this(bins, inputs, outputs, Integer.MAX_VALUE);
  }

  /**
   * A fresh count of limited memory.
   *
   * @param bins of each neuron's own, 2 to 256: its levels
   * @param inputs number of classes, at least 1
   * @param outputs number of predictions there can be, at least 1
   * @param most how many different ones of pattern, class and prediction to keep, at least 1; only
   *     counts with an equal limit can be merged
   */
  public RelayCounts(Bins bins, int inputs, int outputs, int most) {
    this.most = Require.atLeast("most", most, 1);
    this.levels = new LevelWords(bins);
    this.inputs = Require.atLeast("inputs", inputs, 1);
    this.outputs = Require.atLeast("outputs", outputs, 1);
    Math.multiplyExact(inputs, outputs);
    words = levels.words();
    entries = new PatternEntries(words);
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
    if (level == 0 || entries.zeros(source, from) >= level) {
      entries.add(source, from, symbol, times);
    }
    keepWithinLimit();
  }

  /** Each level leaves out about half of the patterns there are. */
  private void keepWithinLimit() {
    while (entries.size() > most) {
      entries = entries.kept(++level);
    }
  }

  /**
   * How many patterns are left out because of the limit: all whose hash does not begin with so many
   * zeros, so that about one in {@code 2^level} is kept.
   *
   * @return 0 if all are kept
   */
  public int level() {
    return level;
  }

  /** An empty count of the same form. */
  RelayCounts fresh() {
    return new RelayCounts(levels.bins(), inputs, outputs, most);
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
        levels.equals(other.levels)
            && inputs == other.inputs
            && outputs == other.outputs
            && most == other.most,
        "counts of other bins, classes, predictions or limits cannot be merged");
    Require.that(
        samples + other.samples <= Integer.MAX_VALUE, "more than %d examples", Integer.MAX_VALUE);
    if (level < other.level) {
      level = other.level;
      entries = entries.kept(level);
    }
    PatternEntries more = other.entries;
    for (int entry = 0; entry < more.size(); entry++) {
      add(more.patterns(), entry * words, more.symbols()[entry], more.counts()[entry]);
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
    out.count(inputs).count(outputs).count(most).count(level);
    if (level > 0) {
      out.count(samples);
    }
    SerialPatterns.write(
        out, words, entries.patterns(), entries.symbols(), entries.counts(), entries.size());
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
    int most = in.size("most", 1, Integer.MAX_VALUE);
    RelayCounts counts = new RelayCounts(bins, inputs, outputs, most);
    counts.level = in.size("level", 0, Long.SIZE + 1);
    long samples = counts.level == 0 ? -1 : in.count("rows", 0, Integer.MAX_VALUE);
    SerialPatterns.read(
        in,
        counts.words,
        inputs * outputs,
        (pattern, symbol, times) -> {
          in.require(counts.levels.canPack(pattern), "a level is beyond %s", bins);
          boolean kept = counts.entries.zeros(pattern, 0) >= counts.level;
          in.require(kept && counts.entries.size() < most, "a pattern that is left out");
          counts.entries.add(pattern, 0, symbol, times);
          counts.samples += times;
        });
    if (counts.level > 0) {
      in.require(samples >= counts.samples, "%d rows of %d", counts.samples, samples);
      counts.samples = samples;
    }
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

  /** Of the patterns that are kept. */
  @Override
  public RelayTable snapshot() {
    int[] order = PatternOrder.of(entries.patterns(), words, entries.symbols(), entries.size());
    return SortedEntries.table(
        new RelayTable.Shape(levels.units(), levels.levels(), levels.bits(), inputs, outputs),
        order,
        entries.patterns(),
        entries.symbols(),
        entries.counts());
  }
}
