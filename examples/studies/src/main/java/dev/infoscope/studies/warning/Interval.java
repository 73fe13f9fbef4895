// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A mean with its 95 % bootstrap interval.
 *
 * @param mean of the values
 * @param low 2.5 % of the means of 2,000 samples with replacement
 * @param high 97.5 % of them
 */
record Interval(double mean, double low, double high) {
  private static final int SAMPLES = 2000;
  private static final double TAIL = 0.025;

  static Interval of(double... values) {
    if (values.length == 0) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN);
    }
    SplittableRandom random = new SplittableRandom(values.length);
    double[] means = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      double sum = 0;
      for (int j = 0; j < values.length; j++) {
        sum += values[random.nextInt(values.length)];
      }
      means[i] = sum / values.length;
    }
    Arrays.sort(means);
    int tail = (int) (TAIL * SAMPLES);
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    return new Interval(mean, means[tail], means[SAMPLES - 1 - tail]);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%+.1f (%+.1f to %+.1f)", mean, low, high);
  }
}
