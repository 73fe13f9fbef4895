// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.PatternOrder;
import dev.infoscope.discrete.RandomOrder;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.estimate.ShuffledNull;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What relay information reads when the neurons know nothing and the most telling of them are
 * chosen: pairs of class and prediction are dealt to the examples at random, neurons are chosen by
 * the pairs that were dealt, and what these relay is read. Without choosing anew the null is too
 * low, since the best of many neurons seem to know something: of 60 that know nothing, 4 chosen
 * ones escaped {@link ShuffledPatterns} in one case out of three.
 */
final class ShuffledChoice {
  /** A reading above all of them is among the highest 5 %; more would cost more. */
  static final int SHUFFLES = 20;

  private final Preselection preselection;
  private final LevelCodes codes;
  private final NeuronTables single;
  private final int[] labels;
  private final int[] predictions;
  private final int classes;
  private final int[] rows;
  private final int[] pair; // of each example
  private final CellSums sums;

  /**
   * Deals nothing yet.
   *
   * @param preselection how neurons are chosen
   * @param codes of the layer
   * @param single its neurons one by one
   * @param labels class of each example, from 0 to {@code classes - 1}
   * @param predictions what the network made of each, from 0 to {@code classes - 1}
   * @param classes number of both
   */
  ShuffledChoice(
      Preselection preselection,
      LevelCodes codes,
      NeuronTables single,
      int[] labels,
      int[] predictions,
      int classes) {
    this.preselection = preselection;
    this.codes = codes;
    this.single = single;
    this.labels = labels;
    this.predictions = predictions;
    this.classes = classes;
    rows = IntStream.range(0, labels.length).toArray();
    long[] symbols = new long[rows.length];
    Arrays.setAll(symbols, row -> (long) labels[row] * classes + predictions[row]);
    Ranks pairs = Ranks.of(symbols);
    pair = pairs.ranks(symbols);
    Ranks occurring = Ranks.of(labels, predictions);
    int[] in = Arrays.stream(pairs.values()).mapToInt(p -> occurring.rank(p / classes)).toArray();
    int[] out = Arrays.stream(pairs.values()).mapToInt(p -> occurring.rank(p % classes)).toArray();
    sums = new CellSums(in, out, occurring.size(), rows.length);
  }

  /** The null of each class that occurs against the rest, and last that of all at once. */
  ShuffledNull[] nulls(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return sums.nulls(SHUFFLES, pair, () -> unexplained(RandomOrder.of(rows.length, random)));
  }

  /** Of pairs dealt in an order. */
  private double[] unexplained(int... dealt) {
    int[] units =
        preselection.choose(single.with(at(labels, dealt), at(predictions, dealt)), classes);
    long[] patterns = codes.packed(units, rows);
    int words = patterns.length / rows.length;
    int[] order = PatternOrder.of(patterns, words, new int[rows.length], rows.length);
    int[] pairs = at(at(pair, dealt), order);
    double[] left = sums.none();
    for (int from = 0, to; from < order.length; from = to) {
      to = endOfCell(patterns, words, order, from);
      if (to > from + 1) {
        sums.add(pairs, from, to, left);
      }
    }
    return left;
  }

  private static int[] at(int[] values, int... places) {
    int[] found = new int[places.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = values[places[i]];
    }
    return found;
  }

  /** The first place behind {@code from} with another pattern. */
  private static int endOfCell(long[] patterns, int words, int[] order, int from) {
    int own = order[from] * words;
    int to = from + 1;
    while (to < order.length
        && Arrays.equals(
            patterns, own, own + words, patterns, order[to] * words, (order[to] + 1) * words)) {
      to++;
    }
    return to;
  }
}
