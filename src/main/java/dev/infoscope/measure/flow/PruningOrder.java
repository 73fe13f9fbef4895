// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.RandomOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** In which order links, or units, are taken away: those that seem to matter least go first. */
public enum PruningOrder {
  /** By information flow. */
  FLOW,
  /** By the size of the weight, or for a unit the norm of its weights. */
  MAGNITUDE,
  /** At random, to compare with. */
  RANDOM;

  /**
   * The order.
   *
   * @param flow information per link or unit
   * @param magnitude size per link or unit; same length
   * @param seed for {@link #RANDOM}
   * @return indices, the first to go first; of equal ones the lower index
   */
  public int[] of(double[] flow, double[] magnitude, long seed) {
    if (this == RANDOM) {
      return random(flow.length, seed);
    }
    double[] values = this == FLOW ? flow : magnitude;
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[] random(int count, long seed) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    RandomOrder.shuffle(order, new SplittableRandom(seed));
    return order;
  }
}
