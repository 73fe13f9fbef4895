// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternTable;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The count-based entropy estimators by name. They differ in what they assume about symbols that
 * were not seen; where they disagree, the sample is too small for any of them.
 */
public enum EntropyEstimator {
  /** Observed frequencies: {@link PlugIn}. */
  PLUG_IN(PlugIn::entropy),
  /** First-order bias correction: {@link MillerMadow}. */
  MILLER_MADOW(MillerMadow::entropy),
  /** Good-Turing coverage: {@link ChaoShen}. */
  CHAO_SHEN(ChaoShen::entropy),
  /** Digamma in place of the logarithm: {@link Grassberger}. */
  GRASSBERGER(Grassberger::entropy),
  /** Shrinkage towards the uniform distribution: {@link JamesStein}. */
  JAMES_STEIN(JamesStein::entropy);

  private final ToDoubleFunction<Fingerprint> formula;

  EntropyEstimator(ToDoubleFunction<Fingerprint> formula) {
    this.formula = formula;
  }

  /**
   * Entropy of the symbols.
   *
   * @param symbols their fingerprint
   * @return H in bits; {@code NaN} without samples
   */
  public double entropy(Fingerprint symbols) {
    return formula.applyAsDouble(symbols);
  }

  /**
   * Mutual information of patterns and labels, {@code H(T) + H(Y) - H(T,Y)}.
   *
   * @param table their counts
   * @return I(T;Y) in bits; negative values, which only {@link #PLUG_IN} cannot give, say that the
   *     sample is too small; {@code NaN} without samples
   */
  public double mutualInformation(PatternTable table) {
    double information =
        entropy(table.patterns()) + entropy(table.labels()) - entropy(table.joint());
    return this == PLUG_IN ? Math.max(0, information) : information;
  }

  /**
   * The name as a label value.
   *
   * @return lower case with hyphens, as in {@code chao-shen}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
