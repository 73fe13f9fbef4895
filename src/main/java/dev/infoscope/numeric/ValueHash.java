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
    long evenA = one; // two chains for each hash, since each of their steps waits for the last
    long evenB = other;
    int pairs = count & -2;
    for (int i = 0; i < pairs; i += 2) {
      long even = Double.doubleToRawLongBits(values[i]);
      long odd = Double.doubleToRawLongBits(values[i + 1]);
      evenA = stepOne(evenA, even);
      evenB = stepOther(evenB, even);
      a = stepOne(a, odd);
      b = stepOther(b, odd);
    }
    if (pairs < count) {
      long last = Double.doubleToRawLongBits(values[pairs]);
      a = stepOne(a, last);
      b = stepOther(b, last);
    }
    return new ValueHash(stepOne(stepOne(a, count), evenA), stepOther(stepOther(b, count), evenB));
  }

  private static long stepOne(long hash, long bits) {
    return Long.rotateLeft(hash ^ bits, 27) * 0x9e3779b97f4a7c15L;
  }

  private static long stepOther(long hash, long bits) {
    return (Long.rotateLeft(hash, 31) + bits) * 0xd6e8feb86659fd93L;
  }
}
