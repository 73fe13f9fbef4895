// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import java.util.Arrays;

/**
 * What an estimator reads when the labels are shuffled, that is when there is nothing to read.
 *
 * @param mean mean over the shuffles, bits
 * @param deviation standard deviation over the shuffles, bits; 0 when they differ by rounding only,
 *     {@code NaN} for fewer than two
 * @param readings one per shuffle, bits
 */
@SuppressWarnings("ArrayRecordComponent")
public record ShuffledNull(double mean, double deviation, double... readings) {
  /** Readings closer together than this differ by the order of their sums, bits. */
  private static final double ROUNDING = 1e-12;

  /** A reading and its null may be summed in different ways, bits. */
  private static final double OTHER_SUMS = 1e-9;

  private static final double LEVEL = 0.05;

  /** Copies the readings. */
  public ShuffledNull {
    readings = readings.clone();
  }

  /**
   * Summarises readings under shuffled labels.
   *
   * @param readings one per shuffle, bits
   * @return mean and deviation; {@code NaN} for none
   */
  public static ShuffledNull of(double... readings) {
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
    return new ShuffledNull(mean, readings.length < 2 ? Double.NaN : deviation, readings);
  }

  private static double deviation(double[] readings, double mean) {
    double squares = 0;
    for (double reading : readings) {
      squares += (reading - mean) * (reading - mean);
    }
    return Math.sqrt(squares / (readings.length - 1));
  }

  /**
   * Number of shuffles.
   *
   * @return 0 where there is no null
   */
  public int shuffles() {
    return readings.length;
  }

  /**
   * How often a null reads as much: {@code (1 + shuffles that read at least as much) / (1 +
   * shuffles)}, whatever the law of the readings is (Phipson and Smyth 2010, doi
   * 10.2202/1544-6115.1585).
   *
   * @param bits reading with the true labels
   * @return p-value, at least {@code 1 / (1 + shuffles)}; {@code NaN} without shuffles or reading
   */
  public double p(double bits) {
    if (readings.length == 0 || Double.isNaN(bits)) {
      return Double.NaN;
    }
    int asMuch = 0;
    for (double reading : readings) {
      asMuch += reading >= bits - OTHER_SUMS ? 1 : 0;
    }
    return (1.0 + asMuch) / (1 + readings.length);
  }

  /**
   * Whether a reading is among the highest 5 %, that is above all of 20 shuffles; above all of them
   * where they are fewer.
   *
   * @param bits reading with the true labels
   * @return false for {@code NaN} or without shuffles
   */
  public boolean isExceededBy(double bits) {
    return p(bits) <= Math.max(LEVEL, 1.0 / (1 + readings.length));
  }

  /**
   * How far a reading stands above the mean of the null. Not a z-score: nulls are skewed, and their
   * deviation is known from few shuffles.
   *
   * @param bits reading with the true labels
   * @return distance from the mean in standard deviations; {@code NaN} when all shuffles read the
   *     same
   */
  public double z(double bits) {
    return deviation > 0 ? (bits - mean) / deviation : Double.NaN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShuffledNull that
        && Double.compare(mean, that.mean) == 0
        && Double.compare(deviation, that.deviation) == 0
        && Arrays.equals(readings, that.readings);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(readings);
  }
}
