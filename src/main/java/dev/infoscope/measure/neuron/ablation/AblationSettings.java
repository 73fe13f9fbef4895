// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.numeric.Require;

/**
 * How and when layers of a network in training are ablated.
 *
 * @param everyEpochs the first epoch at which curves are taken, and every so many from then on; 0
 *     for the last planned epoch only
 * @param rule how values become codes
 * @param value what an ablated unit puts out
 * @param randomOrders how many random orders the others are compared with, at least 10
 * @param mostOrders how many where one of the others lies far out, at least as many; see {@link
 *     AblationStudy#of(AblationTarget, java.util.List, int, int, long)}
 * @param points at how many numbers of removed units the accuracy is measured where every one needs
 *     a forward pass, at least 2; between them curves are straight
 * @param seed of the run
 */
public record AblationSettings(
    int everyEpochs,
    Discretizer rule,
    AblationValue value,
    int randomOrders,
    int mostOrders,
    int points,
    long seed) {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a number is too small
   */
  public AblationSettings {
    Require.atLeast("everyEpochs", everyEpochs, 0);
    Require.atLeast("randomOrders", randomOrders, 10);
    Require.atLeast("mostOrders", mostOrders, randomOrders);
    Require.atLeast("points", points, 2);
  }

  /**
   * At the last planned epoch, one bit by the activation function, ablation to the mean, 10 random
   * orders, 20 points.
   *
   * @return the defaults
   */
  public static AblationSettings defaults() {
    return new AblationSettings(0, Discretizer.active(), AblationValue.MEAN, 10, 10, 20, 1);
  }

  /**
   * Curves every so many epochs, and at the last planned one.
   *
   * @param epochs at least 1
   * @return a copy
   */
  public AblationSettings withEveryEpochs(int epochs) {
    Require.atLeast("everyEpochs", epochs, 1);
    return new AblationSettings(epochs, rule, value, randomOrders, mostOrders, points, seed);
  }

  /**
   * Another rule from values to codes.
   *
   * @param rule the same for all layers
   * @return a copy
   */
  public AblationSettings withRule(Discretizer rule) {
    return new AblationSettings(everyEpochs, rule, value, randomOrders, mostOrders, points, seed);
  }

  /**
   * Another value in place of what a unit puts out; it changes curves a lot.
   *
   * @param value mean or zero
   * @return a copy
   */
  public AblationSettings withValue(AblationValue value) {
    return new AblationSettings(everyEpochs, rule, value, randomOrders, mostOrders, points, seed);
  }

  /**
   * More random orders: a better deviation, at the price of a curve each.
   *
   * @param count at least 10
   * @return a copy
   */
  public AblationSettings withRandomOrders(int count) {
    return withRandomOrders(count, count);
  }

  /**
   * More random orders where one of the others lies far out.
   *
   * @param few how many to begin with, at least 10
   * @param most how many then, at least as many
   * @return a copy
   */
  public AblationSettings withRandomOrders(int few, int most) {
    return new AblationSettings(everyEpochs, rule, value, few, most, points, seed);
  }

  /**
   * More or fewer points of curves that need a forward pass for each.
   *
   * @param count at least 2
   * @return a copy
   */
  public AblationSettings withPoints(int count) {
    return new AblationSettings(everyEpochs, rule, value, randomOrders, mostOrders, count, seed);
  }

  /**
   * Another seed of the random orders.
   *
   * @param seed of the run
   * @return a copy
   */
  public AblationSettings withSeed(long seed) {
    return new AblationSettings(everyEpochs, rule, value, randomOrders, mostOrders, points, seed);
  }

  /** Whether curves are taken at an epoch of a run of so many; 0 if that is not known. */
  boolean isDue(int epoch, int planned) {
    boolean last = planned > 0 && epoch >= planned;
    return last || everyEpochs > 0 && epoch > 0 && epoch % everyEpochs == 0;
  }
}
