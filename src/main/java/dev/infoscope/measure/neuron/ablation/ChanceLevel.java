// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.estimate.chance.Proportion;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a network is better than one that always says the largest class: the interval of its
 * accuracy must lie above the share of that class.
 *
 * @param accuracy of the intact network
 * @param largest share of the largest class
 */
record ChanceLevel(Proportion accuracy, double largest) {
  /**
   * The level on some examples.
   *
   * @param intact accuracy of the intact network
   * @param labels of the examples, at least one
   */
  static ChanceLevel of(double intact, int... labels) {
    Map<Integer, Integer> counts = new TreeMap<>();
    Arrays.stream(labels).forEach(label -> counts.merge(label, 1, Integer::sum));
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    long hits = Math.round(intact * labels.length);
    return new ChanceLevel(new Proportion(hits, labels.length), (double) most / labels.length);
  }

  boolean isChance() {
    return accuracy.low() <= largest;
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "none, the network is at chance: accuracy %.4f of %d examples; its 95 %% interval, from"
            + " %.4f to %.4f, is not above %.4f, the share of the largest class",
        accuracy.value(),
        accuracy.of(),
        accuracy.low(),
        accuracy.high(),
        largest);
  }
}
