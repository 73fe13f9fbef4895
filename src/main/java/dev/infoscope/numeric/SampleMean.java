// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

/**
 * The mean of what independent rows add to an estimate, and how far it would be another on other
 * rows.
 *
 * @param mean of the values
 * @param standardError one standard deviation of the mean, {@code sqrt(sum (v - mean)^2 / (N - 1) /
 *     N)}; {@code NaN} for fewer than two values
 */
public record SampleMean(double mean, double standardError) {
  /**
   * Of values.
   *
   * @param values one per row
   * @return their mean, summed in their order; {@code NaN} if there is none or one of them is
   */
  public static SampleMean of(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return of(mean, squares, values.length);
  }

  /**
   * Of sums.
   *
   * @param mean of the values
   * @param squares sum of their squared distances from it; what rounding leaves below 0 counts as 0
   * @param count how many values
   * @return mean and standard error
   */
  public static SampleMean of(double mean, double squares, double count) {
    double error = Math.sqrt(Math.max(0, squares) / (count - 1) / count);
    return new SampleMean(mean, count < 2 ? Double.NaN : error);
  }
}
