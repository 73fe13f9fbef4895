// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

/**
 * {@code exp(-x)} in single precision, many at once, in loops that the compiler vectorises: {@code
 * q = exp(-x/32) - 1} by a polynomial, {@code q(q + 2)} for twice the exponent three times, then
 * {@code (1 + q)^4}. Small differences to 1 stay exact where it is {@code q} that is doubled; from
 * an eighth of the exponent on, squares are as good.
 *
 * <p>The error is at most 3e-7, and that of values below 0.02 at most 3e-8; {@code exp(-0)} is
 * exactly 1. Roundings go both ways: the mean of many is off by less than 1e-8.
 */
final class SingleExp {
  /** Largest {@code x} without further doublings: the polynomial ends at 1.5. */
  private static final double LARGEST = 48;

  // (exp(y) - 1) / y = 1 + y (C1 + y (C2 + ...)) to 4.2e-8 for y from -1.5 to 0 (Remez)
  private static final float C1 = 0.49999842f;
  private static final float C2 = 0.16664691f;
  private static final float C3 = 0.04158312f;
  private static final float C4 = 0.008167214f;
  private static final float C5 = 0.001216495f;
  private static final float C6 = 0.00010443416f;

  private final int pairs; // of further doublings

  /**
   * For exponents up to a largest one.
   *
   * @param largest at least 0
   */
  SingleExp(double largest) {
    int count = 0;
    for (double most = LARGEST; most < largest; most *= 4) {
      count++;
    }
    pairs = count;
  }

  /** By what the exponents must be divided before {@link #apply}. */
  double divisor() {
    return 32 * Math.pow(4, pairs);
  }

  /**
   * Replaces each of the first values by {@code exp(-divisor * value)}.
   *
   * @param values at least 0
   * @param count how many
   */
  void apply(float[] values, int count) {
    if (pairs == 0) {
      all(values, count);
      return;
    }
    less(values, count);
    for (int pair = 0; pair < pairs; pair++) {
      twice(values, count);
    }
    rest(values, count);
  }

  private static void all(float[] values, int count) {
    for (int k = 0; k < count; k++) {
      values[k] = power32(lessOne(-values[k]));
    }
  }

  private static void less(float[] values, int count) {
    for (int k = 0; k < count; k++) {
      values[k] = lessOne(-values[k]);
    }
  }

  private static void twice(float[] values, int count) {
    for (int k = 0; k < count; k++) {
      values[k] = doubled(doubled(values[k]));
    }
  }

  private static void rest(float[] values, int count) {
    for (int k = 0; k < count; k++) {
      values[k] = power32(values[k]);
    }
  }

  /** {@code exp(y) - 1}. */
  private static float lessOne(float y) {
    float high = Math.fma(y, Math.fma(y, Math.fma(y, C6, C5), C4), C3);
    return y * Math.fma(y, Math.fma(y, Math.fma(y, high, C2), C1), 1);
  }

  /** {@code (1 + q)^2 - 1}. */
  private static float doubled(float q) {
    return Math.fma(q, q, q + q);
  }

  /** {@code (1 + q)^32}. */
  private static float power32(float q) {
    float p = 1 + doubled(doubled(doubled(q)));
    p *= p;
    return p * p;
  }
}
