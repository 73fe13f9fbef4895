// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.numeric.Bits;

/**
 * The first-order bias correction of Miller 1955 and Madow: for K symbols seen in N samples the
 * plug-in entropy is too low by {@code (K - 1) / (2 N)} nats.
 *
 * <p>Trustworthy while N is several times K. When most symbols were seen once the correction is
 * much too small for an entropy and much too large for an information; its size is then itself the
 * warning. {@code NaN} without samples.
 */
public final class MillerMadow {
  private MillerMadow() {}

  /**
   * Corrected entropy.
   *
   * @param symbols their fingerprint
   * @return H in bits, at least 0; {@code NaN} without samples
   */
  public static double entropy(Fingerprint symbols) {
    return PlugIn.entropy(symbols) + correction(symbols);
  }

  /**
   * What the corrected entropy adds.
   *
   * @param symbols their fingerprint
   * @return {@code (K - 1) / (2 N ln 2)} bits, at least 0; {@code NaN} without samples
   */
  public static double correction(Fingerprint symbols) {
    return symbols.samples() == 0
        ? Double.NaN
        : (symbols.distinct() - 1) / (2.0 * symbols.samples()) * Bits.PER_NAT;
  }

  /**
   * Corrected mutual information: the corrected entropies added up. Not clamped: negative values
   * say that the sample is too small.
   *
   * @param table counts of patterns and labels
   * @return I(T;Y) in bits, possibly negative; {@code NaN} without samples
   */
  public static double mutualInformation(PatternTable table) {
    return PlugIn.mutualInformation(table) + correction(table);
  }

  /**
   * What the corrected information adds; usually negative.
   *
   * @param table counts of patterns and labels
   * @return {@code (K_T + K_Y - K_TY - 1) / (2 N ln 2)} bits; {@code NaN} without samples
   */
  public static double correction(PatternTable table) {
    return correction(table.patterns()) + correction(table.labels()) - correction(table.joint());
  }
}
