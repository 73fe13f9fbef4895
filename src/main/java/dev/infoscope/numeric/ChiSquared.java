// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

/**
 * Tail of the chi-squared distribution: the regularised incomplete gamma function {@code Q(k/2,
 * x/2)} by its series below {@code x = k + 2} and by its continued fraction above (Abramowitz and
 * Stegun 1964, 6.5.29 and 6.5.31).
 */
public final class ChiSquared {
  private static final double[] STIRLING = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
  };
  private static final int MOST_TERMS = 100_000;
  private static final double TINY = 1e-300;

  private ChiSquared() {}

  /**
   * Chance of a value at least as large.
   *
   * @param x at least 0
   * @param freedom degrees of freedom, at least 0
   * @return from 0 to 1, relative error below 1e-10 where above 1e-300; 1 without freedom
   */
  public static double upperTail(double x, double freedom) {
    if (freedom <= 0) {
      return 1;
    }
    double a = freedom / 2;
    double z = x / 2;
    if (z <= 0) {
      return 1;
    }
    double factor = Math.exp(a * Math.log(z) - z - logGamma(a));
    return z < a + 1 ? 1 - factor * series(a, z) : factor * fraction(a, z);
  }

  private static double series(double a, double z) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < MOST_TERMS && term > sum * 1e-17; n++) {
      term *= z / (a + n);
      sum += term;
    }
    return sum;
  }

  /** Lentz's evaluation of the continued fraction. */
  private static double fraction(double a, double z) {
    double b = z + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    for (int n = 1; n < MOST_TERMS; n++) {
      double numerator = -n * (n - a);
      b += 2;
      d = 1 / nonZero(numerator * d + b);
      c = nonZero(b + numerator / c);
      value *= c * d;
      if (Math.abs(c * d - 1) < 1e-15) {
        break;
      }
    }
    return value;
  }

  private static double nonZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** Logarithm of the gamma function for {@code x > 0}: recurrence, then Stirling's series. */
  static double logGamma(double x) {
    double product = 1;
    while (x < 10) {
      product *= x;
      x++;
    }
    double inverse = 1 / (x * x);
    double series = 0;
    for (int i = STIRLING.length - 1; i >= 0; i--) {
      series = series * inverse + STIRLING[i];
    }
    double stirling = (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series / x;
    return stirling - Math.log(product);
  }
}
