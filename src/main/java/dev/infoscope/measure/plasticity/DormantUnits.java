// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plasticity;

import dev.infoscope.discrete.Activations;

/**
 * Units that hardly act (Sokar, Agarwal, Castro and Evci 2023, arXiv 2302.12902).
 *
 * <pre>{@code
 * s_i = E|t_i| / (1/n sum_k E|t_k|)
 * }</pre>
 *
 * <p>over examples; the mean of the scores of a layer is 1. A unit is dormant if its score is at
 * most a threshold. Of a layer that is 0 throughout all are.
 */
final class DormantUnits {
  private DormantUnits() {}

  /**
   * Counts them.
   *
   * @param values finite, at least one row
   * @param score up to which a unit is dormant
   * @return their share, from 0 to 1
   */
  static double share(Activations values, double score) {
    double[] magnitudes = magnitudes(values);
    double sum = 0;
    for (double magnitude : magnitudes) {
      sum += magnitude / magnitudes.length;
    }
    int dormant = 0;
    for (double magnitude : magnitudes) {
      dormant += magnitude <= score * sum ? 1 : 0;
    }
    return (double) dormant / magnitudes.length;
  }

  private static double[] magnitudes(Activations values) {
    double[] magnitudes = new double[values.units()];
    double[] row = new double[values.units()];
    for (int example = 0; example < values.examples(); example++) {
      values.copy(example, 1, row);
      for (int unit = 0; unit < row.length; unit++) {
        magnitudes[unit] += Math.abs(row[unit]) / values.examples();
      }
    }
    return magnitudes;
  }
}
