// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import java.util.Arrays;
import java.util.List;

/**
 * The curves of random orders, as the reference for all others.
 *
 * @param orders how many
 * @param mean accuracy after 0, 1, ... units; do not change
 * @param deviation standard deviation of each over the orders; do not change
 * @param area mean area
 * @param areaDeviation standard deviation of the area over the orders
 * @param areas area of each order; do not change
 */
@SuppressWarnings("ArrayRecordComponent")
public record RandomBand(
    int orders,
    double[] mean,
    double[] deviation,
    double area,
    double areaDeviation,
    double[] areas) {
  private static final double SAME = 1e-12;

  static RandomBand of(List<AblationCurve> curves) {
    double[] mean = new double[curves.get(0).accuracies().length];
    double[] deviation = new double[mean.length];
    for (int k = 0; k < mean.length; k++) {
      int step = k;
      double[] values = curves.stream().mapToDouble(curve -> curve.accuracies()[step]).toArray();
      mean[k] = mean(values);
      deviation[k] = deviation(values);
    }
    double[] areas = curves.stream().mapToDouble(AblationCurve::area).toArray();
    return new RandomBand(curves.size(), mean, deviation, mean(areas), deviation(areas), areas);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  /**
   * How far an area is from that of random orders.
   *
   * @param other the area
   * @return in standard deviations, negative when below; {@code NaN} when all random orders have
   *     the same area
   */
  public double distance(double other) {
    return areaDeviation > SAME ? (other - area) / areaDeviation : Double.NaN;
  }

  /**
   * How often a random order lies as far out as an area does: {@code 2 min(b + 1, a + 1) / (n + 1)}
   * with the number b of random orders whose area is at most that, and a of those whose area is at
   * least that. An order that knows nothing gets a value of at most p in at most p of all runs,
   * whatever the distribution of the areas, since all orders are then equally likely.
   *
   * @param other the area
   * @return the two-sided p-value by rank, from {@code 2 / (n + 1)} to 1; {@code NaN} of {@code
   *     NaN}
   */
  public double pValue(double other) {
    if (Double.isNaN(other)) {
      return Double.NaN;
    }
    long below = Arrays.stream(areas).filter(area -> area <= other + SAME).count();
    long above = Arrays.stream(areas).filter(area -> area >= other - SAME).count();
    return Math.min(1, 2.0 * (Math.min(below, above) + 1) / (orders + 1));
  }
}
