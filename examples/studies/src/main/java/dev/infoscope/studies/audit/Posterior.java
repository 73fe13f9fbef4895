// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.numeric.Bits;

/** Classes that were equally likely, after something was seen. */
final class Posterior {
  private Posterior() {}

  /**
   * Entropy of the class.
   *
   * @param logs logarithm of the density given each class, nats, up to a common constant; minus
   *     infinity where it cannot be; overwritten
   * @return bits
   */
  static double entropy(double[] logs) {
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    double sum = 0;
    double products = 0;
    for (double log : logs) {
      double share = Math.exp(log - most);
      sum += share;
      products += share > 0 ? share * (log - most) : 0;
    }
    return Math.max(0, Math.log(sum) - products / sum) * Bits.PER_NAT;
  }
}
