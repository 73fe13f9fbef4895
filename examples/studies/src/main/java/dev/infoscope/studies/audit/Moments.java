// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.numeric.Quantiles;
import java.util.Arrays;

/**
 * Of some numbers; {@code NaN} of none.
 *
 * @param mean of them
 * @param deviation standard deviation; {@code NaN} of one
 * @param rootMeanSquare from 0
 */
record Moments(double mean, double deviation, double rootMeanSquare) {
  static Moments of(double... values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(value -> value * value).sum();
    double about = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double deviation = values.length < 2 ? Double.NaN : Math.sqrt(about / (values.length - 1));
    return new Moments(mean, deviation, Math.sqrt(squares / values.length));
  }

  /** The middle of some numbers, those that are no numbers left out. */
  static double median(double... values) {
    return Quantiles.median(Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray());
  }
}
