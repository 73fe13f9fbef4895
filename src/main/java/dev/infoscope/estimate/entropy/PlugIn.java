// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.numeric.Bits;

/**
 * The plug-in (maximum likelihood) estimator: observed frequencies in place of probabilities.
 *
 * <pre>{@code
 * H(T)   = log2 N - (1/N) sum_t n_t log2 n_t
 * I(T;Y) = H(T) + H(Y) - H(T,Y)
 * }</pre>
 *
 * <p>Exact for the sample at hand. As a statement about a population the entropy is too low and the
 * information too high, by about {@code (K - 1) / (2 N ln 2)} bits for K symbols ({@link
 * MillerMadow}). {@code NaN} without samples; 0, never negative, for one symbol. O(size of the
 * fingerprint).
 */
public final class PlugIn {
  private PlugIn() {}

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
    double sum = 0;
    for (int i = 0; i < symbols.size(); i++) {
      sum += symbols.symbols(i) * Bits.xlog2x(symbols.count(i));
    }
    return Math.max(0, Bits.log2(samples) - sum / samples);
  }

  /**
   * Mutual information of patterns and labels.
   *
   * @param table their counts
   * @return I(T;Y) in bits, at least 0; {@code NaN} without samples
   */
  public static double mutualInformation(PatternTable table) {
    double information =
        entropy(table.patterns()) + entropy(table.labels()) - entropy(table.joint());
    return Math.max(0, information);
  }
}
