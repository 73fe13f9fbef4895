// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.estimate.neighbours.Scale;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * How far two attributions of the same features agree. Ranks and shares are what to look at; the
 * two-sample test of Kolmogorov and Smirnov is here to recompute table 1 of the paper, where a
 * <em>large</em> statistic, that is disagreement, was read as agreement.
 */
public final class AttributionAgreement {
  private AttributionAgreement() {}

  /**
   * Spearman's rank correlation, ties sharing the middle rank.
   *
   * @param a one value per feature
   * @param b the same features
   * @return from -1 to 1; {@code NaN} if one side is constant
   * @throws IllegalArgumentException if lengths differ
   */
  public static double spearman(double[] a, double[] b) {
    check(a, b);
    double[] x = a.clone();
    double[] y = b.clone();
    Scale.RANK.apply(x);
    Scale.RANK.apply(y);
    double meanX = Arrays.stream(x).average().orElse(Double.NaN);
    double meanY = Arrays.stream(y).average().orElse(Double.NaN);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Double.NaN;
  }

  /**
   * Half the sum of absolute differences after each side was divided by its sum.
   *
   * @param a one value per feature, at least 0
   * @param b the same features
   * @return from 0, the same shares, to 1
   * @throws IllegalArgumentException if lengths differ
   */
  public static double shareDifference(double[] a, double[] b) {
    check(a, b);
    double sumA = Arrays.stream(a).sum();
    double sumB = Arrays.stream(b).sum();
    double difference = 0;
    for (int i = 0; i < a.length; i++) {
      difference += Math.abs(a[i] / sumA - b[i] / sumB);
    }
    return difference / 2;
  }

  private static void check(double[] a, double[] b) {
    Require.that(a.length == b.length, "lengths differ: %d and %d", a.length, b.length);
  }

  /**
   * The largest distance of two empirical distribution functions.
   *
   * @param a first sample
   * @param b second sample
   * @return D, from 0 to 1
   */
  public static double kolmogorovSmirnov(double[] a, double[] b) {
    double largest = 0;
    for (double[] sample : new double[][] {a, b}) {
      for (double at : sample) {
        largest = Math.max(largest, Math.abs(upTo(a, at) - upTo(b, at)));
      }
    }
    return largest;
  }

  private static double upTo(double[] sample, double at) {
    return Arrays.stream(sample).filter(value -> value <= at).count() / (double) sample.length;
  }

  /**
   * Chance of a distance at least as large for samples of one distribution, by the asymptotic
   * formula that the paper's table used: {@code Q((en + 0.12 + 0.11 / en) D)} with {@code en =
   * sqrt(n m / (n + m))} (Stephens 1970). Not to be trusted for the four points it was used on.
   *
   * @param d the distance
   * @param n size of the first sample
   * @param m size of the second
   * @return from 0 to 1
   */
  public static double kolmogorovSmirnovTail(double d, int n, int m) {
    double en = Math.sqrt((double) n * m / (n + m));
    double lambda = (en + 0.12 + 0.11 / en) * d;
    double sum = 0;
    for (int j = 1; j <= 100; j++) {
      sum += (j % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * j * j * lambda * lambda);
    }
    return lambda < 0.2 ? 1 : Math.max(0, Math.min(1, sum));
  }
}
