// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

/** The chi-squared test of independence. */
final class ChiSquared {
  private ChiSquared() {}

  /**
   * Chance of a statistic at least as large under independence, by the cube-root approximation of
   * Wilson and Hilferty 1931 (doi 10.1073/pnas.17.12.684), good to a tenth of itself down to 0.001.
   *
   * @param statistic {@code 2 N ln 2} times the plug-in information in bits
   * @param freedom degrees of freedom, at least 0
   * @return 0 to 1; 1 without freedom
   */
  static double chance(double statistic, int freedom) {
    if (freedom < 1 || statistic <= 0) {
      return 1;
    }
    double variance = 2.0 / (9 * freedom);
    double z = (Math.cbrt(statistic / freedom) - 1 + variance) / Math.sqrt(variance);
    return normalTail(z);
  }

  /** P(Z > z): Abramowitz and Stegun 26.2.17 near 0, the asymptotic series far out. */
  static double normalTail(double z) {
    if (z < 0) {
      return 1 - normalTail(-z);
    }
    double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    if (z > 6) {
      double square = z * z;
      return density / z * (1 - 1 / square + 3 / (square * square));
    }
    double t = 1 / (1 + 0.2316419 * z);
    double series =
        0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)));
    return density * t * series;
  }
}
