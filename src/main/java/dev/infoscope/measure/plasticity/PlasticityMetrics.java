// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plasticity;

import dev.infoscope.measure.Metric;
import java.util.List;

/** What {@link PlasticityMeasure} publishes. */
public final class PlasticityMetrics {
  /** In how many directions a layer's activations vary. */
  public static final Metric EFFECTIVE_RANK =
      Metric.gauge(
              "infoscope.activation.effective.rank",
              "dimensions",
              "Effective rank of a layer's activations: in how many directions they vary about"
                  + " evenly")
          .perLayer();

  /** Share of units that nearly repeat another. */
  public static final Metric DUPLICATE =
      Metric.gauge(
              "infoscope.activation.duplicate",
              "ratio",
              "Share of units whose values correlate with those of a lower unit nearly perfectly")
          .perLayer();

  /** Share of units that hardly act. */
  public static final Metric DORMANT =
      Metric.gauge(
              "infoscope.activation.dormant",
              "ratio",
              "Share of units whose mean magnitude is almost nothing beside the layer's")
          .perLayer();

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL = List.of(EFFECTIVE_RANK, DUPLICATE, DORMANT);

  private PlasticityMetrics() {}
}
