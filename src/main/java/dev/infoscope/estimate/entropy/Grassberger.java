// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.numeric.Bits;

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
  private static final int TABLE = 1 << 13;
  private static final double EULER = 0.5772156649015329;
  private static final double[] TERMS = terms();

  private Grassberger() {}

  /**
   * Entropy of the symbols.
   *
   * @param symbols their fingerprint
   * @return H in bits, not clamped; {@code NaN} without samples
   */
  public static double entropy(Fingerprint symbols) {
    if (symbols.samples() == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < symbols.size(); i++) {
      sum += (double) symbols.symbols(i) * symbols.count(i) * term(symbols.count(i));
    }
    return entropy(sum, symbols.samples());
  }

  /**
   * Entropy from terms that were added up before.
   *
   * @param sumOfTerms {@code sum n_i G(n_i)}, nats
   * @param samples N, at least 1
   * @return H in bits, not clamped
   */
  public static double entropy(double sumOfTerms, long samples) {
    return (Math.log(samples) - sumOfTerms / samples) * Bits.PER_NAT;
  }

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

  /**
   * The term of a symbol: {@code G(1) = -gamma - ln 2}, {@code G(2) = 2 + G(1)}, {@code G(2k + 1) =
   * G(2k)}, {@code G(2k + 2) = G(2k) + 2 / (2k + 1)}; for large even n {@code ln n + 1 / (6 n^2)}.
   *
   * @param n how often the symbol was seen, at least 1
   * @return G(n) in nats
   */
  public static double term(int n) {
    if (n < TABLE) {
      return TERMS[n];
    }
    double even = n & ~1;
    return Math.log(even) + 1 / (6 * even * even);
  }
}
