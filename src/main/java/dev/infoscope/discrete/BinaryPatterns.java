// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * The distinct patterns of up to 64 binary units, how often each occurs, and quick answers to the
 * question what is left when a unit is taken away.
 *
 * <p>Leaving out unit {@code j} joins just those patterns that differ in bit {@code j} alone.
 * O(rows) to build and per unit. Immutable.
 */
public final class BinaryPatterns {
  private final int units;
  private final DistinctPatterns distinct;
  private final int[] frequencies; // [count] number of patterns

  private BinaryPatterns(int units, DistinctPatterns distinct) {
    this.units = units;
    this.distinct = distinct;
    frequencies = frequencies(distinct.counts());
  }

  /**
   * Counts patterns.
   *
   * @param rows one pattern per example; bit {@code j} is unit {@code j}
   * @param units number of units, 1 to 64
   * @return the distinct patterns
   * @throws IllegalArgumentException if {@code units} is out of range or a higher bit is set
   */
  public static BinaryPatterns of(long[] rows, int units) {
    Require.that(units >= 1 && units <= Long.SIZE, "units (%d) must be from 1 to 64", units);
    long outside = units == Long.SIZE ? 0 : -1L << units;
    long seen = 0;
    for (long code : rows) {
      seen |= code;
    }
    Require.that((seen & outside) == 0, "patterns must be %d bits wide", units);
    boolean dense = DensePatterns.suits(rows.length, units);
    return new BinaryPatterns(
        units, dense ? new DensePatterns(rows, units) : new HashedPatterns(rows, units));
  }

  /**
   * Number of units.
   *
   * @return 1 to 64
   */
  public int units() {
    return units;
  }

  /**
   * Number of distinct patterns.
   *
   * @return 0 for no rows
   */
  public int distinct() {
    return distinct.codes().length;
  }

  /**
   * A pattern.
   *
   * @param index from 0 to {@code distinct() - 1}, in order of appearance
   * @return the pattern; bit {@code j} is unit {@code j}
   */
  public long code(int index) {
    return distinct.codes()[index];
  }

  /**
   * How often a pattern occurs.
   *
   * @param index from 0 to {@code distinct() - 1}
   * @return at least 1
   */
  public int count(int index) {
    return distinct.counts()[index];
  }

  /**
   * The fingerprint of all units together.
   *
   * @return how many patterns occur once, twice, ...
   */
  public Fingerprint fingerprint() {
    return Fingerprint.ofFrequencies(frequencies);
  }

  /**
   * The fingerprint of all units but one.
   *
   * @param unit the one left out, from 0
   * @return how many patterns occur once, twice, ... when that unit is not looked at
   */
  public Fingerprint without(int unit) {
    Require.that(unit >= 0 && unit < units, "unit (%d) must be from 0 to %d", unit, units - 1);
    int[] joined = Arrays.copyOf(frequencies, 2 * frequencies.length);
    distinct.join(unit, joined);
    return Fingerprint.ofFrequencies(joined);
  }

  /**
   * The pattern that differs in one unit alone.
   *
   * @param index of a pattern, from 0 to {@code distinct() - 1}
   * @param unit in which they differ, from 0
   * @return index of the other pattern; -1 if it does not occur
   */
  public int partner(int index, int unit) {
    return distinct.partner(index, unit);
  }

  private static int[] frequencies(int[] counts) {
    int largest = 0;
    for (int count : counts) {
      largest = Math.max(largest, count);
    }
    int[] frequencies = new int[largest + 1];
    for (int count : counts) {
      frequencies[count]++;
    }
    return frequencies;
  }
}
