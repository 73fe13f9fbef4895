// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import dev.infoscope.numeric.Require;

/**
 * How usable information is read.
 *
 * @param units of a layer that the reader sees, at most; at least 1
 * @param shuffles of the labels for the null, at least 0
 * @param everyEpochs how often, at least 1
 * @param seed of the run
 */
public record UsableSettings(int units, int shuffles, int everyEpochs, long seed) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public UsableSettings {
    Require.atLeast("units", units, 1);
    Require.atLeast("shuffles", shuffles, 0);
    Require.atLeast("everyEpochs", everyEpochs, 1);
  }

  /**
   * At most 256 units, 5 shuffles, every fifth epoch, seed 1.
   *
   * @return the defaults
   */
  public static UsableSettings defaults() {
    return new UsableSettings(256, 5, 5, 1);
  }

  /**
   * Another number of units; time is proportional to it.
   *
   * @param most at least 1
   * @return a copy
   */
  public UsableSettings withUnits(int most) {
    return new UsableSettings(most, shuffles, everyEpochs, seed);
  }

  /**
   * Another number of shuffles.
   *
   * @param count at least 0, which leaves the null out
   * @return a copy
   */
  public UsableSettings withShuffles(int count) {
    return new UsableSettings(units, count, everyEpochs, seed);
  }

  /**
   * More often, or less.
   *
   * @param epochs at least 1
   * @return a copy
   */
  public UsableSettings withEveryEpochs(int epochs) {
    return new UsableSettings(units, shuffles, epochs, seed);
  }

  /**
   * Another seed.
   *
   * @param other any number
   * @return a copy
   */
  public UsableSettings withSeed(long other) {
    return new UsableSettings(units, shuffles, everyEpochs, other);
  }
}
