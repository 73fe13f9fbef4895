// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.measure.Metric;
import java.util.List;

/** Metrics of the information flow; the layer they are taken of is the one links lead to. */
public final class FlowMetrics {
  /** Mean over the links of two layers. */
  public static final Metric FLOW =
      Metric.gauge(
              "infoscope.flow",
              "bits",
              "Information that a unit of one layer holds about a unit of the next, mean over all measured links")
          .perLayer("source", "target");

  /** The strongest links. */
  public static final Metric LINK =
      Metric.gauge(
              "infoscope.flow.link",
              "bits",
              "Information that one unit holds about one of the next layer: the strongest links")
          .perLayer("source", "target", "source_unit", "target_unit");

  /** Links that stand out from chance. */
  public static final Metric DEPENDENT =
      Metric.gauge(
              "infoscope.flow.dependent",
              "ratio",
              "Share of the measured links that stand out from chance, one in twenty of them falsely")
          .perLayer("source", "target");

  /** How many of the links were looked at. */
  public static final Metric SAMPLED =
      Metric.gauge(
              "infoscope.flow.sampled",
              "ratio",
              "Share of the links between two layers that was measured; the rest is left out to keep the cost bounded")
          .perLayer("source", "target");

  /** Units that can carry anything. */
  public static final Metric ALIVE =
      Metric.gauge(
              "infoscope.flow.alive.units",
              "neurons",
              "Units of the layer that are not constant on the sampled examples, and so can carry information")
          .perLayer();

  /** All links of two layers, or those of the strongest units. */
  public static final Metric LINKS =
      Metric.matrix(
          "infoscope.flow.links",
          "bits",
          "Information between the units of two layers; of wide layers the strongest units",
          "source_unit",
          "target_unit");

  /** Share of every feature in what reaches an output. */
  public static final Metric ATTRIBUTION =
      Metric.matrix(
          "infoscope.flow.attribution",
          "ratio",
          "Share of each feature in the flow along all paths to an output; of wide inputs the strongest features",
          "feature",
          "output");

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL =
      List.of(FLOW, LINK, DEPENDENT, SAMPLED, ALIVE, LINKS, ATTRIBUTION);

  private FlowMetrics() {}
}
