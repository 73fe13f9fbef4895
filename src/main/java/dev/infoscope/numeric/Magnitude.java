// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

/** Brings numbers to a size at which their squares neither vanish nor overflow. */
public final class Magnitude {
  private static final int MOST_EXPONENT = 400; // sums of 2^200 squares stay within doubles

  private Magnitude() {}

  /**
   * What to multiply values by.
   *
   * @param largest magnitude among them, finite, at least 0
   * @return 1 if squares are within reach as they are, else a power of two, which changes no digit,
   *     that brings the largest to between 1 and 2 (below 1 if it is subnormal)
   */
  public static double factor(double largest) {
    int exponent = largest == 0 ? 0 : Math.getExponent(largest);
    return Math.abs(exponent) > MOST_EXPONENT ? Math.scalb(1.0, -exponent) : 1;
  }

  /**
   * What to multiply a column by.
   *
   * @param values finite
   * @return the factor of its largest magnitude
   */
  public static double factor(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return factor(largest);
  }
}
