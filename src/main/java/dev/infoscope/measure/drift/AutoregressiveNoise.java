// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

/**
 * Noise of a series as a first-order autoregression: {@code x(t) = a + rho x(t-1) + e(t)}.
 *
 * <pre>{@code
 * rho = r + (1 + 3 r) / (n - 1), at least 0 and at most 1;   r by least squares on n values
 * e's standard deviation: of the residuals with n - 3 degrees of freedom, at least the floor
 * }</pre>
 *
 * <p>The addition to r takes away most of its bias in short series (Kendall 1954, "Note on bias in
 * the estimation of autocorrelation", doi:10.1093/biomet/41.3-4.403). On a slope rho tends to 1,
 * and what is left of it is a constant step, which is no noise.
 *
 * @param rho correlation of a value with the one before it, 0 to 1
 * @param deviation standard deviation of what is new in each value, above 0
 * @param degrees degrees of freedom of the deviation, at least 1
 */
record AutoregressiveNoise(double rho, double deviation, int degrees) {
  /**
   * Estimates the noise of a part of a series.
   *
   * @param series finite values, oldest first
   * @param from first value of the part
   * @param to end of the part; it holds at least 4 values
   * @param floor least deviation, above 0
   */
  static AutoregressiveNoise of(double[] series, int from, int to, double floor) {
    int pairs = to - from - 1;
    double before = mean(series, from, pairs);
    double after = mean(series, from + 1, pairs);
    double product = 0;
    double square = 0;
    for (int i = from; i < from + pairs; i++) {
      product += (series[i] - before) * (series[i + 1] - after);
      square += (series[i] - before) * (series[i] - before);
    }
    double r = square > 0 ? product / square : 0;
    double rho = square > 0 ? Math.max(0, Math.min(1, r + (1 + 3 * r) / pairs)) : 0;
    double rest = 0;
    for (int i = from; i < from + pairs; i++) {
      double residual = series[i + 1] - after - rho * (series[i] - before);
      rest += residual * residual;
    }
    int degrees = Math.max(1, pairs - 2);
    return new AutoregressiveNoise(rho, Math.max(Math.sqrt(rest / degrees), floor), degrees);
  }

  private static double mean(double[] x, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += x[i];
    }
    return sum / count;
  }

  /** What is new in each value: {@code x(t) - rho x(t-1)}; the first is left at 0. */
  double[] whitened(double[] series) {
    double[] fresh = new double[series.length];
    for (int i = 1; i < series.length; i++) {
      fresh[i] = series[i] - rho * series[i - 1];
    }
    return fresh;
  }
}
