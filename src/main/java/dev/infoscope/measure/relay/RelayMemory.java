// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.ColumnSort;
import dev.infoscope.discrete.RandomOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Arrays that are used again from layer to layer and snapshot to snapshot. For one thread. */
final class RelayMemory {
  private @Nullable ColumnSort order;
  private long[] codes = {};
  private long[][] patterns = {};
  private int[][] starts = {};
  private int[][] orders = {};
  private long seed; // of these orders

  /** Where columns are sorted. */
  ColumnSort order() {
    if (order == null) {
      order = new ColumnSort();
    }
    return order;
  }

  /** At least so many words of levels; what is there is overwritten by the next layer. */
  long[] codes(int length) {
    codes = codes.length < length ? new long[length] : codes;
    return codes;
  }

  /**
   * Random orders of examples, the same each time: they depend on nothing that changes from layer
   * to layer or snapshot to snapshot.
   */
  int[][] orders(int count, int examples, long ofSeed) {
    if (orders.length != count || orders[0].length != examples || seed != ofSeed) {
      SplittableRandom random = new SplittableRandom(ofSeed);
      orders = new int[count][];
      Arrays.setAll(orders, i -> RandomOrder.of(examples, random));
      seed = ofSeed;
    }
    return orders;
  }

  /** So many lists of at least so many patterns; what is there is overwritten by the next cells. */
  long[][] patterns(int lists, int length) {
    if (patterns.length < lists || patterns[0].length < length) {
      patterns = new long[lists][length];
    }
    return patterns;
  }

  /** So many lists of at least so many places; what is there is overwritten by the next cells. */
  int[][] starts(int lists, int length) {
    if (starts.length < lists || starts[0].length < length) {
      starts = new int[lists][length];
    }
    return starts;
  }
}
