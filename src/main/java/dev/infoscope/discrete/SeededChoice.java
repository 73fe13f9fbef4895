// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Seeded choices without replacement, which depend on nothing but seed and sizes. */
public final class SeededChoice {
  private SeededChoice() {}

  /**
   * Chooses some of the numbers from 0.
   *
   * @param size how many there are, at least 0
   * @param most how many to choose, at least 0
   * @param seed equal seeds choose alike
   * @return ascending; all of them if there are no more than wanted
   */
  public static int[] of(int size, int most, long seed) {
    return of(IntStream.range(0, size).toArray(), most, seed);
  }

  /**
   * Chooses some of given numbers.
   *
   * @param from the numbers, ascending
   * @param most how many to choose, at least 0
   * @param seed equal seeds choose alike
   * @return ascending; all of them if there are no more than wanted
   */
  public static int[] of(int[] from, int most, long seed) {
    if (from.length <= most) {
      return from;
    }
    int[] chosen = Arrays.copyOf(mixed(from, most, new SplittableRandom(seed)), most);
    Arrays.sort(chosen);
    return chosen;
  }

  /** The first places hold a random choice in random order. */
  private static int[] mixed(int[] from, int places, SplittableRandom random) {
    int[] mixed = from.clone();
    for (int i = 0; i < places; i++) {
      int other = i + random.nextInt(mixed.length - i);
      int kept = mixed[i];
      mixed[i] = mixed[other];
      mixed[other] = kept;
    }
    return mixed;
  }
}
