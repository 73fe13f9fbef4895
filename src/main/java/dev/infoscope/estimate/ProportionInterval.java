// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.numeric.Require;

/**
 * An interval of 95 % for a proportion that was counted.
 *
 * @param low at least 0
 * @param high at most 1
 */
public record ProportionInterval(double low, double high) {
  /** The 0.975 quantile of the normal distribution. */
  static final double Z = 1.959963984540054;

  /**
   * The score interval of Wilson 1927 (J. Am. Stat. Assoc. 22, 209-212), without continuity
   * correction:
   *
   * <pre>{@code
   * (p + z^2/2n +- z sqrt(p (1-p) / n + z^2/4n^2)) / (1 + z^2/n),   p = hits / trials, n = trials
   * }</pre>
   *
   * <p>It never leaves [0, 1], and has a width where the proportion is 0 or 1.
   *
   * @param hits how often it was so, at most {@code trials}
   * @param trials how often it was tried
   * @return {@code [0, 1]} without trials
   * @throws IllegalArgumentException if hits are below 0 or more than trials
   */
  public static ProportionInterval wilson(long hits, long trials) {
    Require.that(
        hits >= 0 && hits <= trials, "hits (%d) must be from 0 to trials (%d)", hits, trials);
    if (trials == 0) {
      return new ProportionInterval(0, 1);
    }
    double n = trials;
    double p = hits / n;
    double middle = p + Z * Z / (2 * n);
    double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    double whole = 1 + Z * Z / n;
    double low = hits == 0 ? 0 : (middle - half) / whole; // exactly so, but for rounding
    double high = hits == trials ? 1 : (middle + half) / whole;
    return new ProportionInterval(low, high);
  }
}
