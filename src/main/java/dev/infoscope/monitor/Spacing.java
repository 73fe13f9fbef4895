// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.numeric.Require;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which of the epochs or iterations, counted from 1, are examined: evenly spaced ones, or on a
 * logarithmic scale, as learning is fast at first: the numbers {@code 2^(j / perDoubling)},
 * rounded.
 *
 * @param every every n-th; 0 if none are evenly spaced
 * @param perDoubling how many while the number doubles; 0 if they are not logarithmic
 */
public record Spacing(int every, int perDoubling) {
  private static final int SHOWN = 6;

  /** Nothing is examined. */
  public static final Spacing NONE = new Spacing(0, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative or both are given
   */
  public Spacing {
    Require.atLeast("every", every, 0);
    Require.atLeast("perDoubling", perDoubling, 0);
    Require.that(
        every == 0 || perDoubling == 0,
        "every (%d) and perDoubling (%d) must not both be given",
        every,
        perDoubling);
  }

  /**
   * Evenly spaced.
   *
   * @param n every n-th, at least 1
   * @return n, 2 n, 3 n, ...
   */
  public static Spacing every(int n) {
    return new Spacing(Require.atLeast("every", n, 1), 0);
  }

  /**
   * Logarithmic.
   *
   * @param perDoubling how many while the number doubles, at least 1
   * @return for 1 the powers of two; for 2 the numbers 1, 2, 3, 4, 6, 8, 11, 16, ...
   */
  public static Spacing logarithmic(int perDoubling) {
    return new Spacing(0, Require.atLeast("perDoubling", perDoubling, 1));
  }

  /** Whether anything is examined. */
  boolean isGiven() {
    return every > 0 || perDoubling > 0;
  }

  /**
   * Whether a number is one of these.
   *
   * @param count from 1
   * @return whether it is due
   */
  public boolean isDue(int count) {
    return perDoubling > 0 ? isPower(count) : every > 0 && count % every == 0;
  }

  private boolean isPower(int count) {
    long near = Math.round(perDoubling * Math.log(count) / Math.log(2));
    return IntStream.rangeClosed(-1, 1).anyMatch(step -> count == power(near + step));
  }

  private long power(long step) {
    return step < 0 ? 0 : Math.round(Math.pow(2, (double) step / perDoubling));
  }

  /** The first of them for a person, as in {@code 1, 2, 4, 8, 16, 32, ...}. */
  String first() {
    return IntStream.iterate(1, count -> count + 1)
        .filter(this::isDue)
        .limit(SHOWN)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", ", "", ", ..."));
  }
}
