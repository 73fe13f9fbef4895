// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

/**
 * The logarithmic derivative of the gamma function, {@code psi(x)}, for {@code x > 0}: recurrence
 * up to {@value #LARGE}, then the asymptotic series (Abramowitz and Stegun 1964, 6.3.5 and 6.3.18).
 * Absolute error below 1e-14; for whole numbers {@code psi(n) = H(n-1) - gamma}.
 */
public final class Digamma {
  private static final double LARGE = 10;

  private static final double[] SERIES = {
    1.0 / 12, 1.0 / 120, 1.0 / 252, 1.0 / 240, 1.0 / 132, 691.0 / 32760
  };

  private Digamma() {}

  /** Digamma in nats, {@code NaN} for {@code x <= 0}. */
  static double of(double x) {
    if (!(x > 0)) {
      return Double.NaN;
    }
    double shift = 0;
    while (x < LARGE) {
      shift += 1 / x;
      x++;
    }
    return Math.log(x) - 0.5 / x - series(1 / (x * x)) - shift;
  }

  /** The asymptotic series in powers of {@code 1 / x^2}, nested. */
  private static double series(double inverse) {
    double value = inverse / 12;
    for (int i = SERIES.length - 1; i >= 0; i--) {
      value = inverse * (SERIES[i] - value);
    }
    return value;
  }

  /**
   * Digamma of 0 to {@code last}.
   *
   * @param last at least 0
   * @return one value per whole number; {@code NaN} at 0, where it is not defined
   */
  public static double[] table(int last) {
    double[] table = new double[last + 1];
    for (int n = 0; n <= last; n++) {
      table[n] = of(n);
    }
    return table;
  }
}
