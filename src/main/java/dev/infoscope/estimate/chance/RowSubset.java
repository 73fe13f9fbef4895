// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import dev.infoscope.discrete.RandomOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Rows drawn without replacement. */
final class RowSubset {
  private RowSubset() {}

  /** All rows in a seeded random order; the beginning of it is a sample of any size. */
  static int[] shuffled(int rows, SplittableRandom random) {
    return RandomOrder.of(rows, random);
  }

  /** The first {@code size} of an order, ascending. */
  static int[] first(int[] order, int size) {
    int[] rows = Arrays.copyOf(order, size);
    Arrays.sort(rows);
    return rows;
  }
}
