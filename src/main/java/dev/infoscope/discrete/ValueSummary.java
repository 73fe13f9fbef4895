// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import org.jspecify.annotations.Nullable;

/**
 * What one pass over the values of a layer finds: their range and whether all of them are numbers.
 *
 * @param values how many values were read
 * @param notFinite how many of them are NaN or infinite
 * @param range smallest and largest finite value; null when there is none
 */
public record ValueSummary(long values, long notFinite, @Nullable Range range) {
  private static final int BLOCK = 64;

  /**
   * Reads all values once.
   *
   * @param activations values, {@code [examples x units]}
   * @return their summary
   */
  public static ValueSummary of(Activations activations) {
    double[] block = new double[Math.min(BLOCK, activations.examples()) * activations.units()];
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    long notFinite = 0;
    for (int first = 0; first < activations.examples(); first += BLOCK) {
      int rows = Math.min(BLOCK, activations.examples() - first);
      activations.copy(first, rows, block);
      for (int i = 0; i < rows * activations.units(); i++) {
        double value = block[i];
        if (!Double.isFinite(value)) {
          notFinite++;
        } else {
          low = value < low ? value : low; // Math.min would wait for itself
          high = value > high ? value : high;
        }
      }
    }
    long values = (long) activations.examples() * activations.units();
    return new ValueSummary(values, notFinite, low > high ? null : new Range(low, high));
  }
}
