// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

/**
 * What an estimator reads when the labels are shuffled, that is when there is nothing to read.
 *
 * @param mean mean over the shuffles, bits
 * @param deviation standard deviation over the shuffles, bits; {@code NaN} for fewer than two
 * @param shuffles how many shuffles
 */
public record ShuffledNull(double mean, double deviation, int shuffles) {
  /**
   * Summarises readings under shuffled labels.
   *
   * @param readings one per shuffle, bits
   * @return mean and deviation; {@code NaN} for none
   */
  public static ShuffledNull of(double[] readings) {
    double sum = 0;
    for (double reading : readings) {
      sum += reading;
    }
    double mean = sum / readings.length;
    double squares = 0;
    for (double reading : readings) {
      squares += (reading - mean) * (reading - mean);
    }
    double deviation =
        readings.length < 2 ? Double.NaN : Math.sqrt(squares / (readings.length - 1));
    return new ShuffledNull(mean, deviation, readings.length);
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
