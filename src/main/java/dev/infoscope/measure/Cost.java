// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.numeric.Require;
import java.util.function.IntToDoubleFunction;

/**
 * What a measure costs on one snapshot, in operations of about a nanosecond on an ordinary core: a
 * figure from the numbers of examples, units, classes and settings alone, never from a clock, so
 * that the same network is measured alike on any machine.
 *
 * @param whole of everything
 * @param least of as little as the measure can do with; the same where it cannot sample
 */
public record Cost(double whole, double least) {
  /** Not known: such a measure is never sampled or left out. */
  public static final Cost UNKNOWN = new Cost(0, 0);

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException unless {@code 0 <= least <= whole}
   */
  public Cost {
    Require.that(
        least >= 0 && least <= whole, "least (%s) must be from 0 to whole (%s)", least, whole);
  }

  /**
   * The cost of a measure that samples.
   *
   * @param fewest how few units or examples it can do with; taken as {@code all} if that is less
   * @param all how many there are
   * @param of what some of them cost, never falling
   * @return the cost
   */
  public static Cost of(int fewest, int all, IntToDoubleFunction of) {
    return new Cost(of.applyAsDouble(all), of.applyAsDouble(Math.min(fewest, all)));
  }

  /**
   * How many of something may be measured.
   *
   * @param fewest how few at the least
   * @param all how many there are
   * @param operations how much they may cost
   * @param of what some of them cost, never falling
   * @return the largest number that costs no more, but no fewer than {@code fewest} and no more
   *     than {@code all}
   */
  public static int fitting(int fewest, int all, double operations, IntToDoubleFunction of) {
    if (of.applyAsDouble(all) <= operations) {
      return all;
    }
    int low = Math.min(fewest, all);
    int high = all;
    while (low < high) {
      int middle = low + (high - low + 1) / 2;
      boolean fits = of.applyAsDouble(middle) <= operations;
      low = fits ? middle : low;
      high = fits ? high : middle - 1;
    }
    return low;
  }
}
