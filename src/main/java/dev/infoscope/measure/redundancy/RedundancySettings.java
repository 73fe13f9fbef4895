// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.redundancy;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.numeric.Require;

/**
 * How redundancy and vulnerability are read.
 *
 * @param rule how values become one bit
 * @param units of a group, at most; at least 1
 * @param groups of a layer that is wider, at most; at least 1
 * @param shuffles of the labels for the null, at least 0
 * @param seed of the run
 */
public record RedundancySettings(Discretizer rule, int units, int groups, int shuffles, long seed) {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a number is too small, or the rule gives more than one bit
   */
  public RedundancySettings {
    Require.that(rule.bins() == 2, "%s must give one bit per unit", rule);
    Require.atLeast("units", units, 1);
    Require.atLeast("groups", groups, 1);
    Require.atLeast("shuffles", shuffles, 0);
  }

  /**
   * One bit by the activation function, at most 8 groups of 5 units, 20 shuffles, seed 1.
   *
   * @return the defaults
   */
  public static RedundancySettings defaults() {
    return new RedundancySettings(Discretizer.active(), 5, 8, 20, 1);
  }

  /**
   * Another rule from values to bits.
   *
   * @param other the same for all layers and epochs
   * @return a copy
   */
  public RedundancySettings withRule(Discretizer other) {
    return new RedundancySettings(other, units, groups, shuffles, seed);
  }

  /**
   * Larger or smaller groups; a layer that is no wider is one group. Of n units there are up to 2^n
   * patterns, and each must be seen more than once, with each class.
   *
   * @param most at least 1
   * @return a copy
   */
  public RedundancySettings withUnits(int most) {
    return new RedundancySettings(rule, most, groups, shuffles, seed);
  }

  /**
   * More or fewer groups.
   *
   * @param most at least 1
   * @return a copy
   */
  public RedundancySettings withGroups(int most) {
    return new RedundancySettings(rule, units, most, shuffles, seed);
  }

  /**
   * Another number of shuffles.
   *
   * @param count at least 0, which leaves the null out
   * @return a copy
   */
  public RedundancySettings withShuffles(int count) {
    return new RedundancySettings(rule, units, groups, count, seed);
  }

  /**
   * Another seed.
   *
   * @param other any number
   * @return a copy
   */
  public RedundancySettings withSeed(long other) {
    return new RedundancySettings(rule, units, groups, shuffles, other);
  }
}
