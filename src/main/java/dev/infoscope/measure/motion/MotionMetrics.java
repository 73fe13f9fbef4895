// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.motion;

import dev.infoscope.measure.Metric;
import java.util.List;

/** How the parameters of layers move. */
public final class MotionMetrics {
  /** Update over weights. */
  public static final Metric UPDATE_RATIO =
      Metric.gauge(
              "infoscope.parameters.update.ratio",
              "",
              "Size of the change of a layer's parameters since the last snapshot over the size of the parameters")
          .perLayer("norm");

  /** Direction of the update against that before. */
  public static final Metric UPDATE_COSINE =
      Metric.gauge(
              "infoscope.parameters.update.cosine",
              "",
              "Cosine between the last two changes of a layer's parameters from snapshot to snapshot")
          .perLayer();

  /** Distance from the first snapshot. */
  public static final Metric DISTANCE =
      Metric.gauge(
              "infoscope.parameters.distance",
              "ratio",
              "Distance of a layer's parameters from those of the first snapshot over their size there")
          .perLayer();

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL = List.of(UPDATE_RATIO, UPDATE_COSINE, DISTANCE);

  private MotionMetrics() {}
}
