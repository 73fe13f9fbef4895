// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.Bits;

/**
 * Grassberger's entropy estimator (2003, arXiv physics/0307138): {@code H = ln N - (1/N) sum n_i
 * G(n_i)}, with {@code G(n) = psi(n) + (-1)^n / 2 (psi((n+1)/2) - psi(n/2))}. It removes nearly all
 * the bias of the plug-in while N is a few times the number of patterns.
 *
 * <p>{@code G(1) = -gamma - ln 2, G(2) = 2 + G(1), G(2k+1) = G(2k), G(2k+2) = G(2k) + 2/(2k+1)};
 * for large even n it is {@code ln n + 1/(6 n^2)}.
 */
final class GrassbergerTerms {
  private static final int TABLE = 1 << 13;
  private static final double EULER = 0.5772156649015329;
  private static final double[] TERMS = terms();

  private GrassbergerTerms() {}

  private static double[] terms() {
    double[] terms = new double[TABLE];
    terms[1] = -EULER - Math.log(2);
    double even = terms[1];
    for (int n = 2; n < TABLE; n += 2) {
      even += 2.0 / (n - 1);
      terms[n] = even;
      terms[n + 1] = even;
    }
    return terms;
  }

  /** G(n) in nats for {@code n >= 1}. */
  static double term(int n) {
    if (n < TABLE) {
      return TERMS[n];
    }
    double even = n & ~1;
    return Math.log(even) + 1 / (6 * even * even);
  }

  /** Entropy in bits from {@code sum n_i G(n_i)} over N samples. */
  static double entropy(double sumOfTerms, long samples) {
    return (Math.log(samples) - sumOfTerms / samples) * Bits.PER_NAT;
  }
}
