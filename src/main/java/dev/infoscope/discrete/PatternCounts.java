// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How often each pattern of a layer occurs, and with which label.
 *
 * <p>Memory is bounded by the number of distinct (pattern, label) pairs, at most the number of
 * samples: about 40 bytes each. Adding a sample is O(1) expected; nothing is allocated but by
 * doubling. Counts are ints: more than 2^31 - 1 samples in one accumulator are refused. Whatever is
 * refused leaves the accumulator as it was.
 *
 * <p>With a limit on the pairs, only patterns whose hash begins with so many zeros are kept as are
 * needed to stay within it, each with its whole counts (distinct sampling: Gibbons 2001, VLDB); the
 * number of zeros, the {@link #level}, depends on what was added alone, not on order or parts.
 */
public final class PatternCounts implements Accumulator<PatternTable, PatternCounts> {
  /** Takes how often a pair of pattern and label occurs, and each of the two alone. */
  @FunctionalInterface
  public interface PairSink {
    /**
     * Takes a pair.
     *
     * @param together samples with both, at least 1
     * @param pattern samples with the pattern
     * @param label samples with the label
     */
    void add(int together, int pattern, int label);
  }

  private final PatternCoder coder;
  private final int mostPairs;
  private final int[] labelCounts;
  private long samples;
  private PatternMap kept;
  private int level; // zeros with which the hash of a kept pattern begins

  /**
   * An empty accumulator.
   *
   * @param coder how rows become keys; only counts made with an equal coder can be merged
   * @param classes number of labels, at least 1
   * @param expectedSamples a guess that saves growing; any number will do
   * @throws IllegalArgumentException if {@code classes < 1}
   */
  public PatternCounts(PatternCoder coder, int classes, int expectedSamples) {
    this(coder, classes, expectedSamples, Integer.MAX_VALUE);
  }

  /**
   * An empty accumulator of limited memory.
   *
   * @param coder how rows become keys; only counts made with an equal coder can be merged
   * @param classes number of labels, at least 1
   * @param expectedSamples a guess that saves growing; any number will do
   * @param mostPairs distinct pairs of pattern and label to keep at the most, at least 1; only
   *     counts with an equal limit can be merged
   * @throws IllegalArgumentException if {@code classes < 1} or {@code mostPairs < 1}
   */
  public PatternCounts(PatternCoder coder, int classes, int expectedSamples, int mostPairs) {
    this.coder = coder;
    this.mostPairs = Require.atLeast("mostPairs", mostPairs, 1);
    this.labelCounts = new int[Require.atLeast("classes", classes, 1)];
    this.kept = new PatternMap(expectedSamples);
  }

  /**
   * Adds rows.
   *
   * @param activations values, {@code [examples x units]}, none NaN
   * @param labels one label per example, from 0 to {@code classes - 1}
   * @return this accumulator
   * @throws IllegalArgumentException if the shapes disagree or a label is out of range; no row is
   *     counted then
   */
  public PatternCounts accept(Activations activations, int[] labels) {
    return accept(coder.keys(activations), labels);
  }

  /**
   * Adds rows that were coded before, as when one coding serves several label sets.
   *
   * @param keys made by a coder equal to this accumulator's
   * @param labels one label per example, from 0 to {@code classes - 1}
   * @return this accumulator
   * @throws IllegalArgumentException if the shapes disagree or a label is out of range; no row is
   *     counted then
   */
  public PatternCounts accept(PatternKeys keys, int[] labels) {
    int rows = keys.examples();
    Require.that(rows == labels.length, "activations have %d rows, labels %d", rows, labels.length);
    requireRoom(labels.length);
    checkLabels(labels);
    for (int row = 0; row < labels.length; row++) {
      add(keys.low()[row], keys.high(row), labels[row], 1);
    }
    return this;
  }

  private void checkLabels(int[] labels) {
    int last = labelCounts.length - 1;
    for (int row = 0; row < labels.length; row++) {
      int label = labels[row];
      if (label < 0 || label > last) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "label %d of row %d must be from 0 to %d", label, row, last));
      }
    }
  }

  private void requireRoom(long more) {
    Require.that(
        samples + more <= Integer.MAX_VALUE,
        "samples (%d) must be <= %d",
        samples + more,
        Integer.MAX_VALUE);
  }

  private void add(long lowKey, long highKey, int label, int times) {
    labelCounts[label] += times;
    samples += times;
    if (level == 0 || isKept(lowKey, highKey)) {
      kept.add(lowKey, highKey, label, times);
    }
    keepWithinLimit();
  }

  /** Each level leaves out about half of the patterns there are. */
  private void keepWithinLimit() {
    while (kept.pairs() > mostPairs) {
      raise(level + 1);
    }
  }

  private void raise(int to) {
    PatternMap all = kept;
    level = to;
    kept = new PatternMap(0);
    all.forEach(this::addIfKept);
  }

  private void addIfKept(long lowKey, long highKey, int label, int times) {
    if (isKept(lowKey, highKey)) {
      kept.add(lowKey, highKey, label, times);
    }
  }

  private boolean isKept(long lowKey, long highKey) {
    return Long.numberOfLeadingZeros(Mix.scramble(Mix.scramble(lowKey) + highKey)) >= level;
  }

  /**
   * How rows become keys.
   *
   * @return the coder
   */
  public PatternCoder coder() {
    return coder;
  }

  @Override
  public long samples() {
    return samples;
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

  /**
   * Number of distinct pairs of pattern and label that are kept; what memory grows with.
   *
   * @return at least the number of distinct patterns
   */
  public int distinctPairs() {
    return kept.pairs();
  }

  /**
   * Visits all pairs that are kept, in no particular order: add whole numbers up, so that the order
   * does not matter.
   *
   * @param sink takes each pair once
   */
  public void forEachPair(PairSink sink) {
    kept.forEachPair(labelCounts, sink);
  }

  /**
   * Visits the codes of every pattern that is kept, once per label that it occurs with, in no
   * particular order.
   *
   * @param sink takes the codes of the units, in an array that is used again
   * @return whether there are codes: not where keys are fingerprints of them
   */
  public boolean forEachPattern(Consumer<int[]> sink) {
    if (!coder.isExact()) {
      return false;
    }
    int[] codes = new int[coder.units()];
    kept.forEach(
        (lowKey, highKey, label, times) -> {
          Arrays.setAll(codes, unit -> coder.code(lowKey, unit));
          sink.accept(codes);
        });
    return true;
  }

  @Override
  public PatternCounts merge(PatternCounts other) {
    Require.that(other != this, "an accumulator cannot be merged into itself");
    Require.that(coder.equals(other.coder), "bins differ: %s and %s", coder, other.coder);
    int classes = labelCounts.length;
    int others = other.labelCounts.length;
    Require.that(classes == others, "classes differ: %d and %d", classes, others);
    Require.that(
        mostPairs == other.mostPairs, "limits differ: %d and %d", mostPairs, other.mostPairs);
    requireRoom(other.samples);
    if (level < other.level) {
      raise(other.level);
    }
    other.kept.forEach(this::addIfKept);
    keepWithinLimit();
    for (int label = 0; label < classes; label++) {
      labelCounts[label] += other.labelCounts[label];
    }
    samples += other.samples;
    return this;
  }

  @Override
  public SerialKind kind() {
    return SerialKind.PATTERN_COUNTS;
  }

  @Override
  public void write(SerialWriter out) {
    SerialBins.write(coder.bins(), out);
    out.count(coder.units()).count(labelCounts.length).count(mostPairs).count(level);
    for (int label = 0; level > 0 && label < labelCounts.length; label++) {
      out.count(labelCounts[label]);
    }
    kept.write(coder.isExact() ? 1 : 2, out);
  }

  /**
   * Reads the body of a serial form.
   *
   * @param in where from
   * @return counts equal to those written
   * @throws SerialFormException if it holds none
   */
  public static PatternCounts read(SerialReader in) {
    Bins bins = SerialBins.read(in);
    PatternCoder coder = new PatternCoder(bins, in.size("units", 1, SerialReader.MOST));
    int classes = in.size("classes", 1, SerialReader.MOST);
    PatternCounts counts =
        new PatternCounts(coder, classes, 0, in.size("mostPairs", 1, Integer.MAX_VALUE));
    counts.level = in.size("level", 0, Long.SIZE + 1);
    SerialPatterns.Sink row = counts.level == 0 ? counts::readRow : counts.readLabels(in);
    SerialPatterns.read(
        in,
        coder.isExact() ? 1 : 2,
        classes,
        (pattern, label, times) -> {
          in.require(coder.canMake(pattern), "a pattern is beyond %s", coder);
          in.require(counts.kept.pairs() < counts.mostPairs, "more pairs than the limit");
          row.add(pattern, label, times);
        });
    return counts;
  }

  private void readRow(long[] pattern, int label, int times) {
    add(pattern[0], pattern.length == 1 ? 0 : pattern[1], label, times);
  }

  /** Of patterns of which some were left out, the labels of all rows stand apart. */
  private SerialPatterns.Sink readLabels(SerialReader in) {
    in.requireLeft("classes", labelCounts.length, 1);
    for (int label = 0; label < labelCounts.length; label++) {
      labelCounts[label] = in.size("rows", 0, Integer.MAX_VALUE - (int) samples);
      samples += labelCounts[label];
    }
    int[] left = labelCounts.clone();
    return (pattern, label, times) -> {
      long highKey = pattern.length == 1 ? 0 : pattern[1];
      in.require(isKept(pattern[0], highKey), "a pattern that is left out");
      in.require(times <= left[label], "more rows of label %d than there are", label);
      left[label] -= times;
      kept.add(pattern[0], highKey, label, times);
    };
  }

  /**
   * Reads a serial form.
   *
   * @param bytes from {@link #toBytes}
   * @return counts equal to those written
   * @throws SerialFormException if it is none, in one line
   */
  public static PatternCounts fromBytes(byte[] bytes) {
    return SerialReader.read(bytes, SerialKind.PATTERN_COUNTS, PatternCounts::read);
  }

  /** Of the patterns that are kept, and of all labels. */
  @Override
  public PatternTable snapshot() {
    return new PatternTable(
        kept.patterns(), kept.joint(), Fingerprint.of(labelCounts, labelCounts.length));
  }
}
