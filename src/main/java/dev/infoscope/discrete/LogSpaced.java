// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;

/**
 * Bins spaced like floating-point numbers: sign, exponent and the leading bits of the mantissa of
 * the value as a float. No range is needed in advance, so nothing is ever outside; relative width
 * of a bin {@code 2^-mantissaBits}.
 *
 * <p>Codes keep the order of the values. Negative and positive zero share a bin; infinities fall
 * into the bins of the largest floats.
 *
 * @param mantissaBits leading bits of the mantissa that count, 0 to 10
 */
record LogSpaced(int mantissaBits) implements Grid {
  private static final int MANTISSA = 23;

  /** Checks the number of bits. */
  LogSpaced {
    Require.that(
        mantissaBits >= 0 && mantissaBits <= 10,
        "mantissaBits (%d) must be from 0 to 10",
        mantissaBits);
  }

  @Override
  public int bins() {
    return 1 << (9 + mantissaBits);
  }

  @Override
  public int code(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    float finite = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, (float) value));
    int bits = Float.floatToRawIntBits(finite + 0.0f);
    int magnitude = (bits & 0x7fffffff) >>> (MANTISSA - mantissaBits);
    int middle = bins() / 2;
    return bits < 0 ? middle - 1 - magnitude : middle + magnitude;
  }

  /** Always false: every float has a bin. */
  @Override
  public boolean isOutside(double value) {
    return false;
  }

  @Override
  public String toString() {
    return "log-spaced bins, relative width 2^-" + mantissaBits;
  }
}
