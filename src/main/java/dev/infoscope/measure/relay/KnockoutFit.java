// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Require;

/**
 * Least squares of accuracy after knocking out a set on relay information and size of the set, each
 * scaled to [0, 1], over all sets there are: {@code K ~ 1 + D + I}.
 *
 * <p>Over a million sets of one network errors and significance mean nothing; only coefficients and
 * the share explained are given.
 *
 * @param information coefficient of I; below 0 where knocking out what relays more costs more
 * @param size coefficient of D, which corrects for larger sets relaying more
 * @param explained R squared, 0 to 1
 * @param withInformation correlation of K and I
 * @param withSize correlation of K and D
 */
public record KnockoutFit(
    double information, double size, double explained, double withInformation, double withSize) {
  /**
   * Fits.
   *
   * @param relay I by set
   * @param accuracy K by set, {@code [2^units]}
   * @return the fit; {@code NaN} where I, K or D is the same for all sets
   * @throws IllegalArgumentException if the tables are of different sets
   */
  public static KnockoutFit of(SubsetTable relay, float[] accuracy) {
    Require.that(
        relay.sets() == accuracy.length,
        "accuracies (%d) must be as many as sets (%d)",
        accuracy.length,
        relay.sets());
    Moments moments = new Moments();
    for (int set = 0; set < accuracy.length; set++) {
      moments.add(relay.value(set), Integer.bitCount(set), accuracy[set]);
    }
    return moments.fit();
  }

  /** Means, then products of deviations, gathered in one pass about the first values. */
  private static final class Moments {
    private final double[] first = new double[3];
    private final double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
    private final double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    private final double[] sums = new double[3];
    private final double[][] products = new double[3][3];
    private long count;

    void add(double information, double size, double accuracy) {
      double[] values = {information, size, accuracy};
      if (count++ == 0) {
        System.arraycopy(values, 0, first, 0, 3);
      }
      for (int i = 0; i < 3; i++) {
        low[i] = Math.min(low[i], values[i]);
        high[i] = Math.max(high[i], values[i]);
        values[i] -= first[i];
        sums[i] += values[i];
        for (int j = 0; j <= i; j++) {
          products[i][j] += values[i] * values[j];
        }
      }
    }

    /** Covariance of values scaled to [0, 1]. */
    private double covariance(int i, int j) {
      double product = i >= j ? products[i][j] : products[j][i];
      double own = product / count - sums[i] / count * sums[j] / count;
      return own / ((high[i] - low[i]) * (high[j] - low[j]));
    }

    private double correlation(int i, int j) {
      return covariance(i, j) / Math.sqrt(covariance(i, i) * covariance(j, j));
    }

    KnockoutFit fit() {
      double determinant =
          covariance(0, 0) * covariance(1, 1) - covariance(0, 1) * covariance(0, 1);
      double information =
          (covariance(0, 2) * covariance(1, 1) - covariance(1, 2) * covariance(0, 1)) / determinant;
      double size =
          (covariance(1, 2) * covariance(0, 0) - covariance(0, 2) * covariance(0, 1)) / determinant;
      double explained =
          (information * covariance(0, 2) + size * covariance(1, 2)) / covariance(2, 2);
      return new KnockoutFit(information, size, explained, correlation(0, 2), correlation(1, 2));
    }
  }
}
