// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.count.Fingerprint;

/**
 * The estimator of Grassberger 2003 (arXiv physics/0307138), whose bias falls faster than any power
 * of N for symbols seen often:
 *
 * <pre>{@code
 * H    = ln N - 1/N sum_i n_i G(n_i)      (nats)
 * G(n) = psi(n) + (-1)^n / 2 [psi((n + 1) / 2) - psi(n / 2)]
 * }</pre>
 *
 * <p>Not the form of 1988, which other libraries call by the same name. {@code NaN} without
 * samples. A symbol that is alone is taken to hide others: one symbol seen N times reads a little
 * above or below 0, and 1.83 bits for N = 1. O(size of the fingerprint).
 */
public final class Grassberger {
  private Grassberger() {}

  /**
   * Entropy of the symbols.
   *
   * @param symbols their fingerprint
   * @return H in bits, not clamped; {@code NaN} without samples
   */
  public static double entropy(Fingerprint symbols) {
    double samples = symbols.samples();
    if (samples == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < symbols.size(); i++) {
      sum += (double) symbols.symbols(i) * symbols.count(i) * g(symbols.count(i));
    }
    return (Math.log(samples) - sum / samples) * Bits.PER_NAT;
  }

  private static double g(int n) {
    double half = (Digamma.of((n + 1) / 2.0) - Digamma.of(n / 2.0)) / 2;
    return Digamma.of(n) + (n % 2 == 0 ? half : -half);
  }
}
