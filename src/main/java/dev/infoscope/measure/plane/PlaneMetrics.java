// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.measure.Metric;
import java.util.List;

/** Metrics of the information plane. */
public final class PlaneMetrics {
  /** I(X;T). */
  public static final Metric INPUT =
      Metric.gauge(
              "infoscope.information.input",
              "bits",
              "I(X;T), information a layer keeps about the input")
          .perLayer("signal", "estimator");

  /** I(T;Y). */
  public static final Metric LABEL =
      Metric.gauge(
              "infoscope.information.label",
              "bits",
              "I(T;Y), information a layer holds about the label")
          .perLayer("signal", "estimator")
          .ofClasses();

  /** What I(T;Y) reads with shuffled labels. */
  public static final Metric LABEL_NULL =
      Metric.gauge(
              "infoscope.information.label.null",
              "bits",
              "What the estimator of I(T;Y) reads when the labels are shuffled")
          .perLayer("signal", "estimator")
          .ofClasses();

  /** Reading over its ceiling. */
  public static final Metric CEILING_SHARE =
      Metric.gauge(
              "infoscope.information.ceiling.share",
              "ratio",
              "Reading as a share of the most the estimator could have read on this many examples")
          .perLayer("quantity", "signal", "estimator")
          .ofClasses();

  /** Whether the estimator is saturated. */
  public static final Metric SATURATED =
      Metric.gauge(
              "infoscope.information.saturated",
              "",
              "1 when the reading says more about the estimator than about the layer, else 0")
          .perLayer("quantity", "signal", "estimator")
          .ofClasses();

  /** I(T;Y) / I(X;T). */
  public static final Metric EFFICIENCY =
      Metric.gauge(
              "infoscope.information.efficiency",
              "ratio",
              "Information transformation efficiency, I(T;Y) / I(X;T)")
          .perLayer("signal", "estimator")
          .ofClasses();

  /** I(X;T|Y). */
  public static final Metric INPUT_GIVEN_LABEL =
      Metric.gauge(
              "infoscope.information.input.given.label",
              "bits",
              "I(X;T|Y), information a layer keeps about the input beyond the label: I(X;T) -"
                  + " I(T;Y)")
          .perLayer("signal", "estimator")
          .ofClasses();

  /** Where I(T;Y) / I(X;T) is largest. */
  public static final Metric EFFICIENCY_PEAK =
      Metric.gauge(
              "infoscope.information.efficiency.peak",
              "",
              "Index of the layer with the largest information transformation efficiency")
          .labelled("signal", "estimator")
          .ofClasses();

  /** How much of F the conductances of a layer miss. */
  public static final Metric COMPLETENESS_ERROR =
      Metric.gauge(
              "infoscope.conductance.completeness.error",
              "ratio",
              "Conductances of a layer summed, less the change of the logit, over that change")
          .perLayer("stat");

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL =
      List.of(
          INPUT,
          LABEL,
          LABEL_NULL,
          CEILING_SHARE,
          SATURATED,
          EFFICIENCY,
          INPUT_GIVEN_LABEL,
          EFFICIENCY_PEAK,
          COMPLETENESS_ERROR);

  private PlaneMetrics() {}
}
