// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

/**
 * Two hashes of the bits of a row of values, to tell whether they are those of last time without
 * keeping them: 128 bits, so that values which differ have the same with no chance to speak of. A
 * zero has another hash than a negative zero.
 *
 * @param one a hash
 * @param other another, by other steps
 */
public record ValueHash(long one, long other) {
  /** Of no values. */
  public static final ValueHash NONE = new ValueHash(0, 1);

  /**
   * Of these values and more.
   *
   * @param values that follow
   * @param count how many of them, from the first on
   * @return the hash of all
   */
  public ValueHash with(double[] values, int count) {
    long a = one;
    long b = other;
    for (int i = 0; i < count; i++) {
      long bits = Double.doubleToRawLongBits(values[i]);
      a = Long.rotateLeft(a ^ bits, 27) * 0x9e3779b97f4a7c15L;
      b = (Long.rotateLeft(b, 31) + bits) * 0xd6e8feb86659fd93L;
    }
    return new ValueHash(a, b);
  }
}
