// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import dev.infoscope.measure.Metric;
import dev.infoscope.numeric.Require;
import java.util.List;
import java.util.Map;

/**
 * A quantity whose drift is watched.
 *
 * @param quantity value of the label {@code quantity}
 * @param metric of which readings are watched; taken of layers, or labelled by {@link #OUTPUT}
 * @param choices label values, best first. Each layer is followed by the first choice it has at the
 *     first snapshot, and by that to the end: two estimators never mix
 * @param floor least deviation, in the metric's unit, that one standard deviation of the band
 *     stands for; keeps a converged layer from alarming at a trifle
 * @param role what its trajectory shows besides drift
 */
public record DriftQuantity(
    String quantity, Metric metric, List<Map<String, String>> choices, double floor, Role role) {
  /** Label of metrics that are taken of an output; its drift is told of the layer of that name. */
  public static final String OUTPUT = "output";

  /** What the trajectory of a quantity shows besides drift. */
  public enum Role {
    /** Nothing. */
    PLAIN,
    /** I(X;T): its lasting fall is compression. */
    INPUT,
    /** I(T;Y): its lasting fall is collapse. */
    LABEL
  }

  /**
   * Checks the metric and copies the choices.
   *
   * @throws IllegalArgumentException if the metric is of neither layers nor outputs, there is no
   *     choice, or the floor is not above 0
   */
  public DriftQuantity {
    Require.that(
        metric.isPerLayer() || metric.ownLabels().contains(OUTPUT),
        "metric %s must be taken of layers or outputs",
        metric);
    Require.that(!choices.isEmpty(), "choices of %s (none) must be given", quantity);
    Require.positive("floor", floor);
    choices = choices.stream().map(Map::copyOf).toList();
  }
}
