// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.SampleMean;

/**
 * Standard errors of {@link PlugIn}: how far a reading would be another on as many other rows, to
 * first order in 1/N (delta method). Every row adds its own term to a mean, and the error is that
 * of the mean:
 *
 * <pre>{@code
 * H(T):    sd of -log2 p(t)                 / sqrt N      (Basharin 1959, doi 10.1137/1104033)
 * I(T;Y):  sd of log2 p(t,y) / (p(t) p(y))  / sqrt N
 * }</pre>
 *
 * <p>The bias, which all samples of N rows share, is not in it. Of patterns that all occur equally
 * often the entropy has no error to first order and reads 0, as when every row has a pattern of its
 * own.
 */
public final class PlugInError {
  private PlugInError() {}

  /**
   * Error of an entropy.
   *
   * @param symbols their fingerprint
   * @return bits; {@code NaN} for fewer than two samples
   */
  public static double entropy(Fingerprint symbols) {
    double samples = symbols.samples();
    double mean = PlugIn.entropy(symbols);
    double squares = 0;
    for (int i = 0; i < symbols.size(); i++) {
      double off = Bits.log2(samples / symbols.count(i)) - mean;
      squares += (double) symbols.symbols(i) * symbols.count(i) * (off * off);
    }
    return SampleMean.of(mean, squares, samples).standardError();
  }

  /**
   * Error of an information. One pass over the pairs of pattern and label; the same bits whatever
   * the order in which they were counted, since whole numbers are added.
   *
   * @param counts of all patterns, none left out
   * @return bits; {@code NaN} for fewer than two samples
   */
  public static double information(PatternCounts counts) {
    double samples = counts.samples();
    if (samples < 2) {
      return Double.NaN;
    }
    Sums sums = new Sums(samples);
    counts.forEachPair(sums);
    double mean = sums.first / sums.scale / samples;
    double squares = sums.second / sums.scale - samples * mean * mean;
    return SampleMean.of(mean, squares, samples).standardError();
  }

  /** Sums of the terms of all rows and of their squares, in whole parts of a bit. */
  private static final class Sums implements PatternCounts.PairSink {
    private final double samples;
    private final double scale; // such that no sum reaches 2^62
    private long first;
    private long second;

    Sums(double samples) {
      this.samples = samples;
      double most = samples * Math.max(1, Bits.log2(samples) * Bits.log2(samples));
      scale = Math.scalb(1.0, 61 - Math.getExponent(most));
    }

    @Override
    public void add(int together, int pattern, int label) {
      double bits = Bits.log2(together * samples / ((double) pattern * label));
      first += Math.round(together * bits * scale);
      second += Math.round(together * bits * bits * scale);
    }
  }
}
