// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import dev.infoscope.discrete.RandomOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * In which order the labels of a sample are coded, and where a block ends. The order depends on
 * seed and number of examples alone, so that all layers and epochs are coded alike.
 */
final class OnlineOrder {
  /** Labels before the first reader is fitted, at most. */
  static final int FIRST = 16;

  private final int[] rows;
  private final int[] ends;

  OnlineOrder(int examples, long seed) {
    rows = RandomOrder.of(examples, new SplittableRandom(seed));
    ends = ends(examples);
  }

  /** From the whole sample backwards, each half as long, rounded up. */
  private static int[] ends(int examples) {
    Deque<Integer> ends = new ArrayDeque<>();
    ends.add(examples);
    while (ends.getFirst() > FIRST) {
      ends.addFirst((ends.getFirst() + 1) / 2);
    }
    return ends.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Rows of the sample in the order in which their labels are coded; not copied. */
  int[] rows() {
    return rows;
  }

  /** Where the blocks end, ascending; the last is the number of examples; not copied. */
  int[] ends() {
    return ends;
  }
}
