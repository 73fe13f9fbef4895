// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Ranks;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The examples, grouped by pairs of class and prediction that occur. Whoever deals these pairs to
 * the examples at random needs only put the examples into a random order.
 *
 * @param in the class of each pair
 * @param out the prediction of each pair
 * @param starts where the examples of each pair begin, and the number of examples
 * @param rows the examples, those of one pair after those of another
 */
@SuppressWarnings("ArrayRecordComponent")
record PairGroups(int[] in, int[] out, int[] starts, int[] rows) {
  /**
   * Groups examples.
   *
   * @param labels class of each example, from 0 to {@code classes - 1}
   * @param predictions what the network made of each, from 0 to {@code classes - 1}
   * @param classes number of both
   */
  static PairGroups of(int[] labels, int[] predictions, int classes) {
    int[] every = IntStream.range(0, labels.length).toArray();
    int[] rows = ordered(labels, classes, ordered(predictions, classes, every));
    int[] in = new int[rows.length];
    int[] out = new int[rows.length];
    int[] starts = new int[rows.length + 1];
    int pairs = 0;
    for (int i = 0; i < rows.length; i++) {
      int label = labels[rows[i]];
      int prediction = predictions[rows[i]];
      if (pairs == 0 || in[pairs - 1] != label || out[pairs - 1] != prediction) {
        in[pairs] = label;
        out[pairs] = prediction;
        starts[pairs++] = i;
      }
    }
    starts[pairs] = rows.length;
    return new PairGroups(
        Arrays.copyOf(in, pairs),
        Arrays.copyOf(out, pairs),
        Arrays.copyOf(starts, pairs + 1),
        rows);
  }

  /** Examples by their class, those of one class as they were. */
  private static int[] ordered(int[] classOf, int classes, int... rows) {
    int[] next = new int[classes + 1];
    for (int row : rows) {
      next[classOf[row] + 1]++;
    }
    for (int label = 0; label < classes; label++) {
      next[label + 1] += next[label];
    }
    int[] ordered = new int[rows.length];
    for (int row : rows) {
      ordered[next[classOf[row]]++] = row;
    }
    return ordered;
  }

  /** The same pairs, each dealt to as many examples, in the order in which these are given. */
  PairGroups dealt(int... order) {
    return new PairGroups(in, out, starts, order);
  }

  /** Number of pairs. */
  int pairs() {
    return in.length;
  }

  int samples() {
    return rows.length;
  }

  /** How many examples have a pair. */
  int size(int pair) {
    return starts[pair + 1] - starts[pair];
  }

  /** Writes the pair of each example. */
  void pairs(int[] into) {
    for (int pair = 0; pair < pairs(); pair++) {
      for (int i = starts[pair]; i < starts[pair + 1]; i++) {
        into[rows[i]] = pair;
      }
    }
  }

  /** The pairs with classes and predictions numbered among those that occur. */
  PairGroups occurring() {
    Ranks ranks = Ranks.of(in, out);
    return new PairGroups(ranks.ranks(in), ranks.ranks(out), starts, rows);
  }

  /** How many classes and predictions there are: more than the highest of either. */
  int classes() {
    return 1 + IntStream.concat(Arrays.stream(in), Arrays.stream(out)).max().orElse(-1);
  }
}
