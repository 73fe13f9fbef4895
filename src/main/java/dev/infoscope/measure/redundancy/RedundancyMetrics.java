// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.redundancy;

import dev.infoscope.measure.Metric;
import java.util.List;

/** What {@link RedundancyMeasure} publishes. */
public final class RedundancyMetrics {
  /** Average degree of redundancy. */
  public static final Metric REDUNDANCY =
      Metric.gauge(
              "infoscope.redundancy.degree",
              "neurons",
              "Average degree of redundancy: how many neurons hold each bit that all together hold"
                  + " about the label")
          .perLayer()
          .ofClasses();

  /** Average degree of vulnerability. */
  public static final Metric VULNERABILITY =
      Metric.gauge(
              "infoscope.vulnerability.degree",
              "neurons",
              "Average degree of vulnerability: how many neurons each bit about the label cannot do"
                  + " without")
          .perLayer()
          .ofClasses();

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL = List.of(REDUNDANCY, VULNERABILITY);

  private RedundancyMetrics() {}
}
