// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * Turns the rows of a layer into keys: two rows have equal keys when all their units fall into the
 * same bins, and unequal keys otherwise.
 *
 * <p>While {@code bins^units} fits 64 bits the key <em>is</em> the pattern, in mixed radix. Beyond
 * that it is a 128-bit fingerprint, two sums of codes times fixed pseudo-random odd numbers modulo
 * 2^64 (Carter and Wegman 1979, doi 10.1016/0022-0000(79)90044-8); among {@code n} different
 * patterns two share a fingerprint with a chance below {@code n^2 / 2^100}.
 *
 * <p>Immutable; equal coders make keys that may be counted together.
 */
public final class PatternCoder {
  private static final int BLOCK = 64;
  private static final long LOW_STREAM = 0x1F0C0DE1L;
  private static final long HIGH_STREAM = 0x1F0C0DE2L;

  private final Bins bins;
  private final int units;
  private final long[] lowWeights;
  private final long[] highWeights; // empty when the low word alone is the pattern

  /**
   * Makes a coder.
   *
   * @param bins of the units
   * @param units width of the rows, at least 1
   * @throws IllegalArgumentException if {@code units < 1}, or the bins are another number of units'
   *     own
   */
  public PatternCoder(Bins bins, int units) {
    this.bins = bins;
    this.units = Require.atLeast("units", units, 1);
    Require.that(
        bins.units() == 0 || bins.units() == units,
        "bins are for %d units, not %d",
        bins.units(),
        units);
    boolean exact = units * Math.log(bins.bins()) < 63 * Math.log(2);
    this.lowWeights = exact ? powers(bins.bins(), units) : odd(LOW_STREAM, units);
    this.highWeights = exact ? new long[0] : odd(HIGH_STREAM, units);
  }

  /**
   * The bins.
   *
   * @return those of the units
   */
  public Bins bins() {
    return bins;
  }

  /**
   * The width.
   *
   * @return units per row
   */
  public int units() {
    return units;
  }

  /**
   * Whether keys are the patterns themselves rather than fingerprints of them.
   *
   * @return whether {@code bins^units} fits 64 bits
   */
  public boolean isExact() {
    return highWeights.length == 0;
  }

  /** Whether a key may be one of this coder's. */
  boolean canMake(long[] key) {
    long largest = isExact() ? lowWeights[units - 1] * bins.bins() - 1 : -1;
    return Long.compareUnsigned(key[0], largest) <= 0;
  }

  /**
   * Codes every row.
   *
   * @param activations values, {@code [examples x units]}, none NaN
   * @return one key per example
   * @throws IllegalArgumentException if the width differs from this coder's
   */
  public PatternKeys keys(Activations activations) {
    String rule = "activations are %d units wide, the coder %d";
    Require.that(activations.units() == units, rule, activations.units(), units);
    int examples = activations.examples();
    PatternKeys keys = new PatternKeys(new long[examples], new long[isExact() ? 0 : examples]);
    if (activations instanceof FloatRows rows
        && bins.grid() instanceof EqualWidth equal
        && ValueKeys.suits(units, bins.bins())) {
      sum(rows, equal, keys);
      return keys;
    }
    int block = Math.max(1, Math.min(BLOCK, examples));
    double[] values = new double[block * units];
    int[] codes = new int[block * units];
    for (int first = 0; first < examples; first += block) {
      int rows = Math.min(block, examples - first);
      activations.copy(first, rows, values);
      bins.codes(values, units, rows * units, codes);
      code(codes, rows, keys, first);
    }
    return keys;
  }

  /** The code of a unit, from a key that is the pattern itself. */
  int code(long key, int unit) {
    return (int) (key / lowWeights[unit] % bins.bins());
  }

  private void code(int[] codes, int rows, PatternKeys keys, int first) {
    if (isExact()) {
      sums(codes, rows, lowWeights, keys.low(), first);
    } else {
      sumsOfBoth(codes, rows, keys.low(), keys.high(), first);
    }
  }

  /**
   * Codes every row of a layer that was quantised before.
   *
   * @param codes made with this coder's bins
   * @return the same keys that the values would have
   * @throws IllegalArgumentException if width or number of bins differ from this coder's
   */
  public PatternKeys keys(CodeColumns codes) {
    String rule = "codes are %d units of %d bins, the coder has %d of %d";
    boolean fits = codes.units() == units && codes.bins() == bins.bins();
    Require.that(fits, rule, codes.units(), codes.bins(), units, bins.bins());
    int examples = codes.examples();
    PatternKeys keys = new PatternKeys(new long[examples], new long[isExact() ? 0 : examples]);
    new CodeKeys(codes).sum(lowWeights, highWeights, keys);
    return keys;
  }

  private void sum(FloatRows rows, EqualWidth equal, PatternKeys into) {
    if (isExact()) {
      new ValueKeys(rows, equal, lowWeights).sum(into.low());
    } else {
      new ValueKeys(rows, equal, lowWeights, highWeights).sum(into.low(), into.high());
    }
  }

  private void sums(int[] codes, int rows, long[] weights, long[] into, int first) {
    for (int row = 0; row < rows; row++) {
      int at = row * units;
      long even = 0;
      long odd = 0;
      int unit = 0;
      for (; unit + 1 < units; unit += 2) { // two chains, so that multiplications overlap
        even += codes[at + unit] * weights[unit];
        odd += codes[at + unit + 1] * weights[unit + 1];
      }
      into[first + row] = unit < units ? even + odd + codes[at + unit] * weights[unit] : even + odd;
    }
  }

  /** Both words at once: each code is loaded once and serves two multiplications. */
  private void sumsOfBoth(int[] codes, int rows, long[] low, long[] high, int first) {
    long[] lows = lowWeights;
    long[] highs = highWeights;
    for (int row = 0; row < rows; row++) {
      int at = row * lows.length;
      long lowSum = 0;
      long highSum = 0;
      for (int unit = 0; unit < lows.length; unit++) {
        long code = codes[at + unit];
        lowSum += code * lows[unit];
        highSum += code * highs[unit];
      }
      low[first + row] = lowSum;
      high[first + row] = highSum;
    }
  }

  private static long[] powers(int base, int count) {
    long[] powers = new long[count];
    long power = 1;
    for (int i = 0; i < count; i++, power *= base) {
      powers[i] = power;
    }
    return powers;
  }

  private static long[] odd(long stream, int count) {
    long[] weights = new long[count];
    Arrays.setAll(weights, i -> Mix.at(stream, i) | 1);
    return weights;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PatternCoder that && units == that.units && bins.equals(that.bins);
  }

  @Override
  public int hashCode() {
    return 31 * bins.hashCode() + units;
  }

  @Override
  public String toString() {
    return units + " units, " + bins;
  }
}
