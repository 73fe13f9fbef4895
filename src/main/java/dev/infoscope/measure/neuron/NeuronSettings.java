// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.numeric.Require;

/**
 * How neurons are read.
 *
 * @param rule how values become codes
 * @param top how many neurons per layer and quantity get a series of their own, at least 0
 * @param permutations of the labels for each null, at least 0
 * @param seed of the run
 */
public record NeuronSettings(Discretizer rule, int top, int permutations, long seed) {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a number is below 0, or the rule has no bins for single
   *     units
   */
  public NeuronSettings {
    Require.that(rule.kind() != Discretizer.Kind.FLOAT_KEYS, "%s is not for neurons", rule);
    Require.atLeast("top", top, 0);
    Require.atLeast("permutations", permutations, 0);
  }

  /**
   * One bit by the activation function, 16 neurons, 100 permutations.
   *
   * @return the defaults
   */
  public static NeuronSettings defaults() {
    return new NeuronSettings(Discretizer.active(), 16, 100, 1);
  }

  /**
   * Another rule from values to codes.
   *
   * @param rule the same for all layers and epochs
   * @return a copy
   */
  public NeuronSettings withRule(Discretizer rule) {
    return new NeuronSettings(rule, top, permutations, seed);
  }

  /**
   * Series of their own for more or fewer neurons.
   *
   * @param count per layer and quantity, at least 0
   * @return a copy
   */
  public NeuronSettings withTop(int count) {
    return new NeuronSettings(rule, count, permutations, seed);
  }

  /**
   * More or fewer permutations of the labels, most of what the measure costs.
   *
   * @param count at least 0, which leaves the nulls out
   * @return a copy
   */
  public NeuronSettings withPermutations(int count) {
    return new NeuronSettings(rule, top, count, seed);
  }

  /**
   * Another seed of the permutations.
   *
   * @param seed of the run
   * @return a copy
   */
  public NeuronSettings withSeed(long seed) {
    return new NeuronSettings(rule, top, permutations, seed);
  }
}
