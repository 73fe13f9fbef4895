// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.numeric.Bits;

/**
 * The coverage-adjusted estimator of Chao and Shen 2003 (doi 10.1023/A:1026096204727): frequencies
 * shrunk by the Good-Turing coverage, each weighed by its chance of having been seen at all.
 *
 * <pre>{@code
 * C = 1 - f1 / N,   p_i = C n_i / N
 * H = - sum_i p_i log2 p_i / (1 - (1 - p_i)^N)
 * }</pre>
 *
 * <p>When every symbol was seen once, {@code f1 = N - 1} is taken in place of N. Good for many rare
 * symbols. {@code NaN} without samples; 0 for one symbol seen at least twice. O(size of the
 * fingerprint).
 */
public final class ChaoShen {
  private ChaoShen() {}

  /**
   * Entropy of the symbols.
   *
   * @param symbols their fingerprint
   * @return H in bits, at least 0; {@code NaN} without samples
   */
  public static double entropy(Fingerprint symbols) {
    double samples = symbols.samples();
    if (samples == 0) {
      return Double.NaN;
    }
    double coverage = 1 - Math.min(symbols.seen(1), samples - 1) / samples;
    double sum = 0;
    for (int i = 0; i < symbols.size(); i++) {
      double p = coverage * symbols.count(i) / samples;
      double seen = -Math.expm1(samples * Math.log1p(-p));
      sum -= symbols.symbols(i) * Bits.xlog2x(p) / seen;
    }
    return Math.max(0, sum);
  }
}
