// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Accuracy against the number of ablated units; of an order with equal units the mean over seeded
 * orders of them, {@code NaN} throughout if all are equal.
 *
 * @param order in which they were removed
 * @param accuracies share of correct answers after 0, 1, ... units; do not change
 */
@SuppressWarnings("ArrayRecordComponent")
public record AblationCurve(AblationOrder order, double[] accuracies) {
  /** What is left of the intact accuracy when a network counts as damaged. */
  public static final double NEARLY_INTACT = 0.95;

  /**
   * Accuracy of the intact network.
   *
   * @return 0 to 1
   */
  public double intact() {
    return accuracies[0];
  }

  /**
   * Area under the curve: the mean of the accuracies after 0 to n units.
   *
   * @return 0 to 1
   */
  public double area() {
    return Arrays.stream(accuracies).sum() / accuracies.length;
  }

  /**
   * How many units it takes until the accuracy falls below 95 % of the intact one.
   *
   * @return the smallest number; empty when it never does
   */
  public OptionalInt unitsToDamage() {
    double least = NEARLY_INTACT * intact();
    return IntStream.range(0, accuracies.length).filter(k -> accuracies[k] < least).findFirst();
  }
}
