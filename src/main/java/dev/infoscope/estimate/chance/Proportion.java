// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import dev.infoscope.numeric.Require;

/**
 * A share of examples with its interval of 95 % after Wilson (1927, doi
 * 10.1080/01621459.1927.10502953), which holds for few examples and near 0 and 1 too.
 *
 * @param hits how many are, from 0 to {@code of}
 * @param of how many there are, at least 1
 */
public record Proportion(long hits, long of) {
  private static final double Z = 1.959963984540054; // 97.5 % of a standard normal lie below

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if they are no share
   */
  public Proportion {
    Require.that(of >= 1, "examples (%d) must be >= 1", of);
    Require.that(hits >= 0 && hits <= of, "hits (%d) must be from 0 to %d", hits, of);
  }

  /**
   * The share itself.
   *
   * @return 0 to 1
   */
  public double value() {
    return (double) hits / of;
  }

  /**
   * Lower end of the interval.
   *
   * @return 0 to {@link #value()}
   */
  public double low() {
    return hits == 0 ? 0 : centre() - halfWidth(); // but for rounding the same
  }

  /**
   * Upper end of the interval.
   *
   * @return {@link #value()} to 1
   */
  public double high() {
    return hits == of ? 1 : centre() + halfWidth();
  }

  private double centre() {
    return (hits + Z * Z / 2) / (of + Z * Z);
  }

  private double halfWidth() {
    double p = value();
    return Z / (of + Z * Z) * Math.sqrt(of * p * (1 - p) + Z * Z / 4);
  }
}
