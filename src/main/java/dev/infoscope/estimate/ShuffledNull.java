// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

/**
 * What an estimator reads when the labels are shuffled, that is when there is nothing to read.
 *
 * @param mean mean over the shuffles, bits
 * @param deviation standard deviation over the shuffles, bits; 0 when they differ by rounding only,
 *     {@code NaN} for fewer than two
 * @param shuffles how many shuffles
 */
public record ShuffledNull(double mean, double deviation, int shuffles) {
  /** Readings closer together than this differ by the order of their sums, bits. */
  private static final double ROUNDING = 1e-12;

  /**
   * Summarises readings under shuffled labels.
   *
   * @param readings one per shuffle, bits
   * @return mean and deviation; {@code NaN} for none
   */
  public static ShuffledNull of(double[] readings) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double reading : readings) {
      sum += reading;
      least = Math.min(least, reading);
      most = Math.max(most, reading);
    }
    double mean = sum / readings.length;
    double deviation = most - least <= ROUNDING ? 0 : deviation(readings, mean);
    return new ShuffledNull(mean, readings.length < 2 ? Double.NaN : deviation, readings.length);
  }

  private static double deviation(double[] readings, double mean) {
    double squares = 0;
    for (double reading : readings) {
      squares += (reading - mean) * (reading - mean);
    }
    return Math.sqrt(squares / (readings.length - 1));
  }

  /**
   * How far a reading stands above the null.
   *
   * @param bits reading with the true labels
   * @return distance from the mean in standard deviations; {@code NaN} when all shuffles read the
   *     same
   */
  public double z(double bits) {
    return deviation > 0 ? (bits - mean) / deviation : Double.NaN;
  }
}
