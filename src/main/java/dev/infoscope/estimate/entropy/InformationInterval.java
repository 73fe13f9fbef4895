// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.numeric.Bits;
import java.util.Locale;

/**
 * An interval of 95 % for I(T;Y) of the population's patterns, that is of the layer <em>in its
 * bins</em>: what coarser or finer bins would hold is another number, and so is what the layer
 * holds without bins. The corrected reading ({@link MillerMadow}) and 1.96 deviations on either
 * side:
 *
 * <pre>{@code
 * s^2 = s1^2 + |d| / 2N^2  (nats),  d = K_TY - K_T - K_Y + 1
 * }</pre>
 *
 * <p>s1 is the {@link PlugInError}, to first order. The second order, which is all there is where T
 * and Y are independent, is that of chi-squared with d degrees of freedom.
 *
 * <p>Pairs of pattern and label that no row has, or only few, may together be a share u of the
 * population that the rows do not show: none of N rows shows a share of {@code u = 3.69 / N} in one
 * sample in 40. That they exist can take {@code h(u) + u log2(K - 1)} bits from the information, h
 * the binary entropy and K the smaller of the numbers of patterns and labels (Fano's inequality),
 * so that the lower end is lower by as much. It matters where T nearly determines Y. Patterns and
 * labels of the population that no row has are not in it. The ends are clipped to what is possible.
 *
 * <p>Withheld, with the reason, where the correction is not good enough, that is where more than
 * one row in 200 has a pair of pattern and label that fewer than {@value #RARE} rows have; and
 * where the reading is not clearly above what independent patterns would read, so that the truth
 * may be 0 and the question is one for the null.
 *
 * @param corrected bits; also where the interval is withheld
 * @param low lower end, bits; {@code NaN} where withheld
 * @param high upper end, bits; {@code NaN} where withheld
 * @param withheld why there is no interval, a phrase; empty where there is one
 */
public record InformationInterval(double corrected, double low, double high, String withheld) {
  /** Pairs that fewer rows have are rare. */
  public static final int RARE = 5;

  private static final double MOST_RARE = 0.005; // share of rows

  private static final double NORMAL_95 = 1.959964;
  private static final double CLEAR = 3; // deviations of chi-squared

  /** -ln 0.025: of so many expected rows one sample in 40 has none. */
  private static final double UNSEEN = 3.689;

  /**
   * The interval of counted patterns.
   *
   * @param counts of all patterns, none left out
   * @return the interval, or why there is none
   */
  public static InformationInterval of(PatternCounts counts) {
    PatternTable table = counts.snapshot();
    double samples = table.samples();
    double corrected = MillerMadow.mutualInformation(table);
    double rare = rare(table.joint()) / samples;
    if (!(rare <= MOST_RARE)) {
      String words = "%.1f %% of the rows have a pattern and label that fewer than %d rows have";
      return none(corrected, words, 100 * rare, RARE);
    }
    double patterns = table.patterns().distinct();
    double labels = table.labels().distinct();
    double freedom = table.joint().distinct() - patterns - labels + 1;
    double independent = Math.max(0, freedom) + CLEAR * Math.sqrt(2 * Math.max(0, freedom));
    double plain = PlugIn.mutualInformation(table);
    if (2 * samples * plain / Bits.PER_NAT <= independent) {
      return none(corrected, "not clearly above what independent patterns would read");
    }
    double part = Bits.PER_NAT * Bits.PER_NAT / (samples * samples);
    double first = PlugInError.information(counts);
    double error = Math.sqrt(first * first + Math.abs(freedom) / 2 * part);
    double fewer = Math.min(patterns, labels);
    boolean all = rare == 0 && table.joint().distinct() == patterns * labels;
    double unseen = all ? 0 : unseen(samples, fewer);
    return new InformationInterval(
        corrected,
        Math.max(0, corrected - NORMAL_95 * error - unseen),
        Math.min(Bits.log2(fewer), corrected + NORMAL_95 * error),
        "");
  }

  /** What pairs that the rows do not show may take from the information, bits. */
  private static double unseen(double samples, double fewer) {
    double share = Math.min(0.5, UNSEEN / samples);
    double others = Bits.log2(Math.max(1, fewer - 1));
    return share * others - Bits.xlog2x(share) - Bits.xlog2x(1 - share);
  }

  private static double rare(Fingerprint pairs) {
    double rows = 0;
    for (int times = 1; times < RARE; times++) {
      rows += (double) times * pairs.seen(times);
    }
    return rows;
  }

  private static InformationInterval none(double corrected, String template, Object... values) {
    String reason = String.format(Locale.ROOT, template, values);
    return new InformationInterval(corrected, Double.NaN, Double.NaN, reason);
  }

  /**
   * Whether there is an interval.
   *
   * @return false where it is withheld
   */
  public boolean isOffered() {
    return withheld.isEmpty();
  }
}
