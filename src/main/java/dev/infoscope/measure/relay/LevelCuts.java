// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * Where the values of each neuron change their level: level {@code k} lies above {@code k} cuts.
 * Immutable.
 *
 * <p>The levels of an example are packed into 64-bit words, neuron 0 lowest, {@link #bits} bits
 * each; none straddles two words.
 */
public final class LevelCuts {
  private final int levels;
  private final int bits;
  private final double[][] cuts; // [units][fewer than levels], ascending

  /**
   * Cuts that are known.
   *
   * @param levels 2 to 256
   * @param cuts per neuron at most {@code levels - 1} ascending numbers; none for a constant neuron
   * @throws IllegalArgumentException if there is no neuron, or cuts are too many or do not ascend
   */
  public LevelCuts(int levels, double[][] cuts) {
    Require.that(levels >= 2 && levels <= 256, "levels (%d) must be from 2 to 256", levels);
    Require.atLeast("units", cuts.length, 1);
    this.levels = levels;
    this.bits = Integer.SIZE - Integer.numberOfLeadingZeros(levels - 1);
    this.cuts = new double[cuts.length][];
    for (int unit = 0; unit < cuts.length; unit++) {
      check(unit, cuts[unit]);
      this.cuts[unit] = cuts[unit].clone();
    }
  }

  private void check(int unit, double[] own) {
    boolean ascend = own.length < levels;
    for (int k = 0; k < own.length; k++) {
      ascend &= !Double.isNaN(own[k]) && (k == 0 || own[k] >= own[k - 1]);
    }
    Require.that(
        ascend,
        "cuts %s of unit %d must be at most %d and ascend",
        Arrays.toString(own),
        unit,
        levels - 1);
  }

  /**
   * One cut for all neurons.
   *
   * @param cut values above it have bit 1
   * @param units at least 1
   * @return the cuts of two levels
   */
  public static LevelCuts at(double cut, int units) {
    double[][] cuts = new double[Require.atLeast("units", units, 1)][];
    Arrays.fill(cuts, new double[] {cut});
    return new LevelCuts(2, cuts);
  }

  /**
   * Number of levels.
   *
   * @return 2 to 256
   */
  public int levels() {
    return levels;
  }

  /**
   * Number of neurons.
   *
   * @return at least 1
   */
  public int units() {
    return cuts.length;
  }

  /**
   * Bits one level takes.
   *
   * @return 1 to 8
   */
  public int bits() {
    return bits;
  }

  /**
   * The cuts of one neuron.
   *
   * @param unit from 0
   * @return ascending; none for a constant neuron
   */
  public double[] of(int unit) {
    return cuts[unit].clone();
  }

  /** Words a packed example takes. */
  int words() {
    return words(cuts.length, bits);
  }

  static int words(int units, int bits) {
    int perWord = Long.SIZE / bits;
    return (units + perWord - 1) / perWord;
  }

  /** The level of a value; the comparison is false for NaN, which so has level 0. */
  int level(int unit, double value) {
    double[] own = cuts[unit];
    int level = 0;
    while (level < own.length && value > own[level]) {
      level++;
    }
    return level;
  }

  /** Packs one row of values that begins at {@code from}. */
  void pack(double[] values, int from, long[] into, int at) {
    int perWord = Long.SIZE / bits;
    Arrays.fill(into, at, at + words(), 0);
    for (int unit = 0; unit < cuts.length; unit++) {
      into[at + unit / perWord] |= (long) level(unit, values[from + unit]) << unit % perWord * bits;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LevelCuts that
        && levels == that.levels
        && Arrays.deepEquals(cuts, that.cuts);
  }

  @Override
  public int hashCode() {
    return 31 * levels + Arrays.deepHashCode(cuts);
  }
}
