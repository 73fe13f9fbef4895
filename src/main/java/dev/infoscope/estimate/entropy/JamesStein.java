// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.numeric.Bits;

/**
 * The shrinkage estimator of Hausser and Strimmer 2009 (arXiv 0811.3579): the plug-in entropy of
 * frequencies drawn towards the uniform distribution over the K symbols seen, by the share that
 * minimises the expected squared error.
 *
 * <pre>{@code
 * share = (1 - sum p_i^2) / ((N - 1) sum (1/K - p_i)^2),   at most 1
 * H     = plug-in entropy of  share / K + (1 - share) p_i
 * }</pre>
 *
 * <p>Never above log2 K, so it cannot make up for symbols that were not seen. {@code NaN} without
 * samples; 0 for one symbol. O(size of the fingerprint).
 */
public final class JamesStein {
  private JamesStein() {}

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
    double uniform = 1.0 / symbols.distinct();
    double share = share(symbols, uniform);
    double sum = 0;
    for (int i = 0; i < symbols.size(); i++) {
      double p = share * uniform + (1 - share) * symbols.count(i) / samples;
      sum -= symbols.symbols(i) * Bits.xlog2x(p);
    }
    return Math.max(0, sum);
  }

  private static double share(Fingerprint symbols, double uniform) {
    double samples = symbols.samples();
    double squares = 0;
    double distances = 0;
    for (int i = 0; i < symbols.size(); i++) {
      double p = symbols.count(i) / samples;
      squares += symbols.symbols(i) * p * p;
      distances += symbols.symbols(i) * (uniform - p) * (uniform - p);
    }
    double best = (1 - squares) / ((samples - 1) * distances);
    return Double.isNaN(best) ? 1 : Math.max(0, Math.min(1, best));
  }
}
