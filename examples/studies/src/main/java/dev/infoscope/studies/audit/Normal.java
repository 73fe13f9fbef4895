// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

/** The standard normal distribution, also far out in its tails. */
final class Normal {
  private static final double FAR = 3;
  private static final int LEVELS = 80; // of the continued fraction, for 1e-14 from FAR on
  private static final double LOG_ROOT = Math.log(2 * Math.PI) / 2;

  private Normal() {}

  /** Chance to lie below. */
  static double below(double x) {
    return x > 0 ? 1 - above(x) : above(-x);
  }

  /** Logarithm of the chance to lie below, nats; finite to about -1e154. */
  static double logBelow(double x) {
    return x > -FAR ? Math.log(below(x)) : -x * x / 2 - LOG_ROOT - Math.log(fraction(-x));
  }

  /** Logarithm of the chance to lie between, nats; minus infinity where it is below 1e-308. */
  static double logBetween(double low, double high) {
    // in the tail in which both ends are, so that no digits are lost
    return Math.log(low > 0 ? above(low) - above(high) : below(high) - below(low));
  }

  /** Chance to lie above {@code x >= 0}. */
  private static double above(double x) {
    double density = Math.exp(-x * x / 2 - LOG_ROOT);
    if (x < FAR) {
      return 0.5 - density * series(x); // Abramowitz and Stegun 26.2.11
    }
    return x > 40 ? 0 : density / fraction(x); // 26.2.14
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int i = 3; Math.abs(term) > 1e-18; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return sum;
  }

  private static double fraction(double x) {
    double rest = x;
    for (int level = LEVELS; level > 0; level--) {
      rest = x + level / rest;
    }
    return rest;
  }
}
