// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.measure.Metric;
import java.util.List;

/** Metrics of cumulative ablation; all repeat the last curves until there are new ones. */
public final class AblationMetrics {
  /** When the curves were taken. */
  public static final Metric EPOCH =
      Metric.gauge(
          "infoscope.ablation.epoch", "", "Epoch in which the ablation curves were taken last");

  /** Area under a curve. */
  public static final Metric AREA =
      Metric.gauge(
              "infoscope.ablation.area",
              "ratio",
              "Mean accuracy while neurons of the layer are removed one after the other, from none to all")
          .perLayer("ranking", "direction");

  /** Area under the mean of random curves. */
  public static final Metric RANDOM_AREA =
      Metric.gauge(
              "infoscope.ablation.random.area",
              "ratio",
              "Mean accuracy while neurons of the layer are removed in random order")
          .perLayer();

  /** Area less that of random orders. */
  public static final Metric AREA_DIFFERENCE =
      Metric.gauge(
              "infoscope.ablation.area.difference",
              "ratio",
              "Area under the ablation curve less that of random orders")
          .perLayer("ranking", "direction");

  /** The same in deviations of the random areas. */
  public static final Metric DISTANCE =
      Metric.gauge(
              "infoscope.ablation.distance",
              "",
              "Area under the ablation curve less that of random orders, in their standard deviations")
          .perLayer("ranking", "direction");

  /** Units until the network is damaged. */
  public static final Metric DAMAGE =
      Metric.gauge(
              "infoscope.ablation.damage",
              "neurons",
              "How many neurons it takes until the accuracy falls below 95 % of the intact one; one more than there are if it never does")
          .perLayer("ranking", "direction");

  /** All curves, by order and number of removed units. */
  public static final Metric CURVES =
      Metric.matrix(
          "infoscope.ablation.curves",
          "ratio",
          "Accuracy against the number of removed neurons, by order",
          "order",
          "removed");

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL =
      List.of(EPOCH, AREA, RANDOM_AREA, AREA_DIFFERENCE, DISTANCE, DAMAGE, CURVES);

  private AblationMetrics() {}
}
