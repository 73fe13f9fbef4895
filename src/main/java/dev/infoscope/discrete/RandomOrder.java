// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.SplittableRandom;

/** Seeded orders, all equally likely (Fisher and Yates; Durstenfeld 1964). */
public final class RandomOrder {
  private RandomOrder() {}

  /**
   * The numbers from 0 in a random order; the beginning of it is a sample of any size.
   *
   * @param count how many, at least 0
   * @param random where chance comes from
   * @return each number once
   */
  public static int[] of(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /**
   * Puts values into a random order.
   *
   * @param values shuffled in place
   * @param random where chance comes from
   */
  public static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
  }
}
