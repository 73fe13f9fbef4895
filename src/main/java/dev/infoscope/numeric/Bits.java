// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

/** The unit of every information in this project. */
public final class Bits {
  /** One nat in bits, {@code 1 / ln 2}. */
  public static final double PER_NAT = 1 / Math.log(2);

  private Bits() {}

  /**
   * Logarithm to base 2.
   *
   * @param x a number
   * @return {@code log2 x}, {@code NaN} below 0, minus infinity at 0
   */
  public static double log2(double x) {
    return Math.log(x) * PER_NAT;
  }

  /**
   * The function every entropy is a sum of.
   *
   * @param x a count or probability, at least 0
   * @return {@code x log2 x}, and 0 at 0 and 1
   */
  public static double xlog2x(double x) {
    return x == 0 || x == 1 ? 0 : x * log2(x);
  }
}
