// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

/** Floats of 16 bits (IEEE 754 binary16), which Java has none of before version 20. */
final class HalfFloat {
  private static final int MANTISSA = 10;
  private static final int EXPONENTS = 0x1f;

  private HalfFloat() {}

  /** The float of the same value. */
  static float of(short bits) {
    int exponent = bits >> MANTISSA & EXPONENTS;
    int fraction = bits & (1 << MANTISSA) - 1;
    float size;
    if (exponent == EXPONENTS) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      size = Math.scalb((float) fraction, -24);
    } else {
      size = Math.scalb((float) (fraction | 1 << MANTISSA), exponent - 25);
    }
    return bits < 0 ? -size : size;
  }
}
