// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Cancellation;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The shuffled-label null of the plug-in information, from counts alone.
 *
 * <p>Shuffling labels over rows keeps how often each pattern and each label occurs and draws the
 * joint counts anew, so the two fingerprints are enough: labels are dealt to the patterns like
 * cards. Rows need not be kept, and the result does not depend on the order in which they came.
 * Patterns seen once cannot change the information, so only the others are dealt to: O(rows in
 * patterns seen at least twice) per shuffle.
 */
public final class LabelShuffler {
  private final double samples;
  private final double fixed; // N log N - sum n_t log n_t - sum n_y log n_y
  private final int[] hands; // sizes of the patterns seen at least twice
  private final int[] deck; // one label per sample, ascending
  private final int[] tally; // per label, of the current hand
  private final double[] xlog2x;
  private final int dealt;

  /**
   * Prepares the deal.
   *
   * @param table counts with the true labels
   */
  public LabelShuffler(PatternTable table) {
    samples = table.samples();
    fixed = Bits.xlog2x(samples) - sum(table.patterns()) - sum(table.labels());
    hands = hands(table.patterns());
    deck = expand(table.labels());
    tally = new int[(int) table.labels().distinct()];
    int largest = 0;
    int rows = 0;
    for (int hand : hands) {
      largest = Math.max(largest, hand);
      rows += hand;
    }
    dealt = rows;
    xlog2x = new double[largest + 1];
    for (int i = 2; i <= largest; i++) {
      xlog2x[i] = Bits.xlog2x(i);
    }
  }

  /**
   * Reads the information under shuffled labels.
   *
   * @param shuffles how many, at least 0
   * @param seed of the shuffles; equal seeds give equal bits
   * @return mean and deviation, {@code NaN} for no shuffles or no samples
   */
  public ShuffledNull shuffle(int shuffles, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = deck.clone();
    double[] readings = new double[shuffles];
    for (int i = 0; i < shuffles; i++) {
      Cancellation.check();
      readings[i] =
          samples == 0 ? Double.NaN : Math.max(0, (fixed + deal(labels, random)) / samples);
    }
    return ShuffledNull.of(readings);
  }

  private double deal(int[] labels, SplittableRandom random) {
    for (int i = 0; i < dealt; i++) {
      int other = i + random.nextInt(labels.length - i);
      int label = labels[other];
      labels[other] = labels[i];
      labels[i] = label;
    }
    double sum = 0;
    int next = 0;
    for (int hand : hands) {
      int end = next + hand;
      for (int i = next; i < end; i++) {
        tally[labels[i]]++;
      }
      for (int i = next; i < end; i++) { // each label once: its tally is cleared when it is read
        sum += xlog2x[tally[labels[i]]];
        tally[labels[i]] = 0;
      }
      next = end;
    }
    return sum;
  }

  private static double sum(Fingerprint symbols) {
    double sum = 0;
    for (int i = 0; i < symbols.size(); i++) {
      sum += symbols.symbols(i) * Bits.xlog2x(symbols.count(i));
    }
    return sum;
  }

  private static int[] hands(Fingerprint patterns) {
    int[] hands = new int[(int) (patterns.distinct() - patterns.seen(1))];
    int next = 0;
    for (int i = 0; i < patterns.size(); i++) {
      for (int k = 0; patterns.count(i) > 1 && k < patterns.symbols(i); k++) {
        hands[next++] = patterns.count(i);
      }
    }
    return hands;
  }

  private static int[] expand(Fingerprint labels) {
    int[] all = new int[(int) labels.samples()];
    int next = 0;
    int label = 0;
    for (int i = 0; i < labels.size(); i++) {
      for (int k = 0; k < labels.symbols(i); k++, label++) {
        Arrays.fill(all, next, next += labels.count(i), label);
      }
    }
    return all;
  }
}
