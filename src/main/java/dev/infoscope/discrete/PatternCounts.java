// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;

/**
 * How often each pattern of a layer occurs, and with which label.
 *
 * <p>An open-addressing table of patterns; each pattern heads a short chain of (label, count)
 * pairs. Memory is bounded by the number of distinct (pattern, label) pairs, at most the number of
 * samples: about 40 bytes each. Adding a sample is O(1) expected; nothing is allocated but by
 * doubling. Counts are ints: more than 2^31 - 1 samples in one accumulator are refused. Whatever is
 * refused leaves the accumulator as it was.
 */
public final class PatternCounts implements Accumulator<PatternTable, PatternCounts> {
  private static final int NONE = -1;

  private final PatternCoder coder;
  private final int[] labelCounts;
  private long samples;

  private int patterns;
  private long[] low;
  private long[] high;
  private int[] totals; // 0 marks a free slot
  private int[] heads; // first pair of the slot's chain

  private int pairs;
  private int[] pairLabels;
  private int[] pairCounts;
  private int[] pairNext;

  /**
   * An empty accumulator.
   *
   * @param coder how rows become keys; only counts made with an equal coder can be merged
   * @param classes number of labels, at least 1
   * @param expectedSamples a guess that saves growing; any number will do
   * @throws IllegalArgumentException if {@code classes < 1}
   */
  public PatternCounts(PatternCoder coder, int classes, int expectedSamples) {
    this.coder = coder;
    this.labelCounts = new int[Require.atLeast("classes", classes, 1)];
    int expected = Math.max(16, Math.min(expectedSamples, 1 << 20));
    allocateSlots(Integer.highestOneBit(expected - 1) << 2);
    pairLabels = new int[expected];
    pairCounts = new int[expected];
    pairNext = new int[expected];
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
    int slot = slot(lowKey, highKey);
    if (totals[slot] == 0) {
      if (2 * (patterns + 1) > totals.length) {
        grow();
        slot = slot(lowKey, highKey);
      }
      open(slot, lowKey, highKey);
    }
    totals[slot] += times;
    addPair(slot, label, times);
    labelCounts[label] += times;
    samples += times;
  }

  /** A slot for a pattern that was not seen yet. */
  private void open(int slot, long lowKey, long highKey) {
    patterns++;
    low[slot] = lowKey;
    high[slot] = highKey;
    heads[slot] = NONE;
  }

  private void addPair(int slot, int label, int times) {
    for (int pair = heads[slot]; pair != NONE; pair = pairNext[pair]) {
      if (pairLabels[pair] == label) {
        pairCounts[pair] += times;
        return;
      }
    }
    if (pairs == pairLabels.length) {
      growPairs();
    }
    pairLabels[pairs] = label;
    pairCounts[pairs] = times;
    pairNext[pairs] = heads[slot];
    heads[slot] = pairs++;
  }

  private void growPairs() {
    pairLabels = Arrays.copyOf(pairLabels, 2 * pairs);
    pairCounts = Arrays.copyOf(pairCounts, 2 * pairs);
    pairNext = Arrays.copyOf(pairNext, 2 * pairs);
  }

  private int slot(long lowKey, long highKey) {
    int mask = totals.length - 1;
    int slot = (int) Mix.scramble(lowKey) & mask;
    while (totals[slot] != 0 && (low[slot] != lowKey || high[slot] != highKey)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void allocateSlots(int capacity) {
    low = new long[capacity];
    high = new long[capacity];
    totals = new int[capacity];
    heads = new int[capacity];
  }

  private void grow() {
    long[] oldLow = low;
    long[] oldHigh = high;
    int[] oldTotals = totals;
    int[] oldHeads = heads;
    allocateSlots(2 * oldTotals.length);
    for (int old = 0; old < oldTotals.length; old++) {
      if (oldTotals[old] != 0) {
        int slot = slot(oldLow[old], oldHigh[old]);
        low[slot] = oldLow[old];
        high[slot] = oldHigh[old];
        totals[slot] = oldTotals[old];
        heads[slot] = oldHeads[old];
      }
    }
  }

  @Override
  public long samples() {
    return samples;
  }

  /**
   * Number of distinct pairs of pattern and label so far; what memory grows with.
   *
   * @return at least the number of distinct patterns
   */
  public int distinctPairs() {
    return pairs;
  }

  @Override
  public PatternCounts merge(PatternCounts other) {
    Require.that(other != this, "an accumulator cannot be merged into itself");
    Require.that(coder.equals(other.coder), "bins differ: %s and %s", coder, other.coder);
    int classes = labelCounts.length;
    int others = other.labelCounts.length;
    Require.that(classes == others, "classes differ: %d and %d", classes, others);
    requireRoom(other.samples);
    for (int slot = 0; slot < other.totals.length; slot++) {
      if (other.totals[slot] != 0) {
        addAll(other, slot);
      }
    }
    return this;
  }

  /** Every pair of one pattern and a label. */
  private void addAll(PatternCounts other, int slot) {
    for (int pair = other.heads[slot]; pair != NONE; pair = other.pairNext[pair]) {
      add(other.low[slot], other.high[slot], other.pairLabels[pair], other.pairCounts[pair]);
    }
  }

  @Override
  public SerialKind kind() {
    return SerialKind.PATTERN_COUNTS;
  }

  @Override
  public void write(SerialWriter out) {
    int words = coder.isExact() ? 1 : 2;
    long[] keys = new long[Math.multiplyExact(pairs, words)];
    int[] labels = new int[pairs];
    int[] counts = new int[pairs];
    int entry = 0;
    for (int slot = 0; slot < totals.length; slot++) {
      for (int pair = totals[slot] == 0 ? NONE : heads[slot]; pair != NONE; pair = pairNext[pair]) {
        keys[entry * words] = low[slot];
        keys[entry * words + words - 1] = words == 1 ? low[slot] : high[slot];
        labels[entry] = pairLabels[pair];
        counts[entry++] = pairCounts[pair];
      }
    }
    coder.bins().write(out);
    out.count(coder.units()).count(labelCounts.length);
    SerialPatterns.write(out, words, keys, labels, counts, pairs);
  }

  /**
   * Reads the body of a serial form.
   *
   * @param in where from
   * @return counts equal to those written
   * @throws SerialFormException if it holds none
   */
  public static PatternCounts read(SerialReader in) {
    Bins bins = Bins.read(in);
    PatternCoder coder = new PatternCoder(bins, in.size("units", 1, SerialReader.MOST));
    int classes = in.size("classes", 1, SerialReader.MOST);
    PatternCounts counts = new PatternCounts(coder, classes, 0);
    SerialPatterns.read(
        in,
        coder.isExact() ? 1 : 2,
        classes,
        (pattern, label, times) -> {
          in.require(coder.canMake(pattern), "a pattern is beyond %s", coder);
          counts.add(pattern[0], pattern.length == 1 ? 0 : pattern[1], label, times);
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
  public static PatternCounts fromBytes(byte[] bytes) {
    return SerialReader.read(bytes, SerialKind.PATTERN_COUNTS, PatternCounts::read);
  }

  @Override
  public PatternTable snapshot() {
    return new PatternTable(
        Fingerprint.of(totals, totals.length),
        Fingerprint.of(pairCounts, pairs),
        Fingerprint.of(labelCounts, labelCounts.length));
  }
}
