// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Require;

/**
 * How much Gaussian noise the pairwise-distance bounds add to a layer, as a variance per unit.
 *
 * <p>Relative noise is {@code factor * units * s^2}, where {@code s^2} is the variance of the
 * layer's values about their unit's mean, averaged over the units: the same as {@code factor *
 * units} on a layer that was standardised as a whole. It follows the layer's scale and width, so
 * layers and epochs can be compared. Absolute noise is the same number everywhere, as in Saxe et
 * al. 2018.
 *
 * @param amount the factor or the variance, above 0
 * @param relative whether {@code amount} is a factor
 */
public record Noise(double amount, boolean relative) {
  /**
   * Checks the amount.
   *
   * @throws IllegalArgumentException unless the amount is finite and above 0
   */
  public Noise {
    Require.positive("noise", amount);
  }

  /**
   * Noise that follows the layer.
   *
   * @param factor share of the layer's total variance, above 0; 0.1 by default
   * @return relative noise
   */
  public static Noise relative(double factor) {
    return new Noise(factor, true);
  }

  /**
   * The same noise everywhere.
   *
   * @param variance in squared units of the activations, above 0
   * @return absolute noise
   */
  public static Noise absolute(double variance) {
    return new Noise(variance, false);
  }

  /**
   * The variance for a layer.
   *
   * @param activations values, {@code [examples x units]}, all finite
   * @return variance per unit, in squared units of the activations; relative noise is 0 where every
   *     unit is constant, or all values are so small (below about 1e-162) that their squares are 0
   */
  public double variance(Activations activations) {
    return relative ? amount * totalVariance(activations) : amount;
  }

  /** Sum over the units of their variances; deviations are taken from the first row. */
  private static double totalVariance(Activations activations) {
    int units = activations.units();
    double[] origin = new double[units];
    double[] row = new double[units];
    double[] sums = new double[units];
    double[] squares = new double[units];
    activations.copy(0, 1, origin);
    for (int i = 1; i < activations.examples(); i++) {
      activations.copy(i, 1, row);
      for (int unit = 0; unit < units; unit++) {
        double deviation = row[unit] - origin[unit];
        sums[unit] += deviation;
        squares[unit] += deviation * deviation;
      }
    }
    double total = 0;
    for (int unit = 0; unit < units; unit++) {
      double mean = sums[unit] / activations.examples();
      total += Math.max(0, squares[unit] / activations.examples() - mean * mean);
    }
    return total;
  }

  @Override
  public String toString() {
    return (relative ? "relative:" : "absolute:") + amount;
  }
}
