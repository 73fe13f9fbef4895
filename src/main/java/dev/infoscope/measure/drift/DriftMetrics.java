// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import dev.infoscope.measure.Metric;
import java.util.List;

/** Metrics of drift. */
public final class DriftMetrics {
  /** Value of the label {@code basis} of quantities that are not estimated. */
  static final String EXACT = "exact";

  /** How far a reading lies from those before it. */
  public static final Metric ZSCORE =
      Metric.gauge(
              "infoscope.drift.zscore",
              "",
              "How certain a lasting shift of a reading is, in standard deviations: above 0 when it rose, below 0 when it fell")
          .perLayer("quantity", "basis");

  /** How long a reading has been outside its band. */
  public static final Metric OUTSIDE =
      Metric.gauge(
              "infoscope.drift.outside",
              "looks",
              "Snapshots in a row at which a reading lay outside its band on the same side")
          .perLayer("quantity", "basis");

  /** Share of label information lost. */
  public static final Metric LABEL_LOSS =
      Metric.gauge(
              "infoscope.drift.label.loss",
              "ratio",
              "Share of the highest I(T;Y) of the window that the layer no longer holds, less what noise explains")
          .perLayer("basis");

  /** When the course of a layer changed. */
  public static final Metric CHANGE_EPOCH =
      Metric.gauge(
              "infoscope.drift.change.epoch",
              "",
              "Epoch at which the last change of this kind began, 0 while none was noticed, NaN while it is too early")
          .perLayer("event", "basis");

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL = List.of(ZSCORE, OUTSIDE, LABEL_LOSS, CHANGE_EPOCH);

  private DriftMetrics() {}
}
