// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.measure.Metric;
import java.util.List;

/** Metrics of the causal plane. */
public final class CausalMetrics {
  /** S of the causal plane. */
  public static final Metric SENSITIVITY =
      Metric.gauge(
              "infoscope.causal.sensitivity",
              "bits",
              "What single inputs of a layer do to its single outputs while all other inputs are 0, summed")
          .perLayer();

  /** EI of the causal plane. */
  public static final Metric EFFECTIVE_INFORMATION =
      Metric.gauge(
              "infoscope.causal.effective.information",
              "bits",
              "What the inputs of a layer do to its outputs when all of them are varied at random")
          .perLayer("kind");

  /** D of the causal plane. */
  public static final Metric DEGENERACY =
      Metric.gauge(
              "infoscope.causal.degeneracy",
              "bits",
              "Sensitivity less effective information: what inputs lose by acting together; may be negative")
          .perLayer("kind");

  /** phi of the causal plane. */
  public static final Metric INTEGRATED_INFORMATION =
      Metric.gauge(
              "infoscope.causal.integrated.information",
              "bits",
              "Effective information of the layer as a whole less that of its edges; may be negative")
          .perLayer();

  /** EI_parts against what every wide layer has. */
  public static final Metric WIDE_LIMIT_SHARE =
      Metric.gauge(
              "infoscope.causal.wide.limit.share",
              "ratio",
              "Effective information by parts per unit, over the 0.72 bits that any wide layer comes to")
          .perLayer();

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL =
      List.of(
          SENSITIVITY, EFFECTIVE_INFORMATION, DEGENERACY, INTEGRATED_INFORMATION, WIDE_LIMIT_SHARE);

  private CausalMetrics() {}
}
