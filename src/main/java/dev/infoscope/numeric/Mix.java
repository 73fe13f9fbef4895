// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

/**
 * A counter-based generator after SplitMix64 (Steele, Lea and Flood 2014, doi
 * 10.1145/2660193.2660195): element {@code i} of stream {@code seed} alone, in any order, without
 * state.
 */
public final class Mix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Mix() {}

  /**
   * Scrambles 64 bits one to one.
   *
   * @param z any bits
   * @return bits each of which depends on all of {@code z}
   */
  public static long scramble(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * Element {@code index} of a stream.
   *
   * @param seed names the stream
   * @param index which element, from 0
   * @return 64 pseudo-random bits
   */
  public static long at(long seed, long index) {
    return scramble(seed + (index + 1) * GOLDEN);
  }
}
