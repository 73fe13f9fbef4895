// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.BinaryPatterns;

/**
 * What each unit of a binary layer adds to the entropy of the others, {@code H(T) - H(T without j)
 * = H(T_j | the others)}: every leave-one-out entropy from one table of distinct patterns.
 *
 * <p>O(rows x units). {@code NaN} without samples.
 */
public final class LeaveOneOut {
  private LeaveOneOut() {}

  /**
   * Entropies of the layer without each of its units.
   *
   * @param patterns the layer
   * @param estimator turns fingerprints into entropies
   * @return H(T without unit j) in bits, {@code [units]}
   */
  public static double[] entropies(BinaryPatterns patterns, EntropyEstimator estimator) {
    double[] entropies = new double[patterns.units()];
    for (int unit = 0; unit < entropies.length; unit++) {
      entropies[unit] = estimator.entropy(patterns.without(unit));
    }
    return entropies;
  }
}
