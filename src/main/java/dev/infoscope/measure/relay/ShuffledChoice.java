// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.estimate.ShuffledNull;

/**
 * What relay information reads when the neurons know nothing and the most telling of them are
 * chosen: pairs of class and prediction are dealt to the examples at random, neurons are chosen by
 * the pairs that were dealt, and what these relay is read. Without choosing anew the null is too
 * low, since the best of many neurons seem to know something.
 */
final class ShuffledChoice {
  /** A reading above all of them is the highest of 20, one in 20; more would cost more. */
  static final int SHUFFLES = 19;

  private final Preselection preselection;
  private final NeuronTables single;
  private final int classes;
  private final PatternGroups groups;
  private final CellSums sums;
  private final int[] pair; // of each example
  private final int[] grouped; // pairs, by the groups of their examples
  private final int[] ends; // of the groups

  /**
   * Deals nothing yet.
   *
   * @param preselection how neurons are chosen
   * @param codes of the layer
   * @param single its neurons one by one; other pairs are dealt to them
   * @param classes number of classes
   */
  ShuffledChoice(Preselection preselection, LevelCodes codes, NeuronTables single, int classes) {
    this.preselection = preselection;
    this.single = single;
    this.classes = classes;
    PairGroups pairs = single.examples().occurring();
    int samples = pairs.samples();
    groups = new PatternGroups(codes);
    sums = new CellSums(pairs.in(), pairs.out(), pairs.classes(), samples);
    pair = new int[samples];
    grouped = new int[samples];
    ends = new int[samples];
  }

  /**
   * The null of each class that occurs against the rest, and last that of all at once.
   *
   * @param orders of the examples to which pairs are dealt, {@link #SHUFFLES} of them
   */
  ShuffledNull[] nulls(int[]... orders) {
    single.examples().pairs(pair);
    return sums.nulls(orders.length, pair, shuffle -> unexplained(orders[shuffle]));
  }

  private double[] unexplained(int... order) {
    PairGroups dealt = single.examples().dealt(order);
    dealt.pairs(pair);
    int[] units = preselection.choose(single.deal(dealt), classes);
    int count = group(units);
    double[] left = sums.none();
    for (int group = 0, from = 0; group < count; from = ends[group++]) {
      if (ends[group] > from + 1) {
        sums.add(grouped, from, ends[group], left);
      }
    }
    return left;
  }

  /** Puts pairs in the order of the groups of their examples; returns how many groups there are. */
  private int group(int... units) {
    int count = groups.of(units);
    int next = 0;
    for (int group = 0; group < count; group++) {
      ends[group] = next;
      next += groups.size(group);
    }
    for (int row = 0; row < pair.length; row++) {
      grouped[ends[groups.group(row)]++] = pair[row];
    }
    return count;
  }
}
