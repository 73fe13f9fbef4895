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
 */
@SuppressWarnings("ArrayRecordComponent")
public record RandomBand(
    int orders, double[] mean, double[] deviation, double area, double areaDeviation) {

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
    return new RandomBand(curves.size(), mean, deviation, mean(areas), deviation(areas));
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
    return areaDeviation > 1e-12 ? (other - area) / areaDeviation : Double.NaN;
  }
}
