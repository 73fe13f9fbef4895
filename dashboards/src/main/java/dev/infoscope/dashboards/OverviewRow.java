// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.report.RunMetrics;
import java.util.List;

/** Where each run stands, at one glance. */
final class OverviewRow {
  private static final String NO_RUN = "No run in this time range";

  private static final Series EXAMINED = Series.of(RunMetrics.LAST_UPDATE);

  private OverviewRow() {}

  static Row create() {
    return new Row(
        "Overview",
        List.of(epoch(), progress(), age(), saturated(), failures(), alerts(), runs(), loss()));
  }

  private static Panel epoch() {
    return Panels.number(
            "Epoch",
            "none",
            "Last epoch in which the network was examined, counted from 1. Epochs may be skipped"
                + " when analysis is slower than training; see the health row.",
            NO_RUN,
            Query.lines("epoch", Series.of(RunMetrics.EPOCH)))
        .field("decimals", 0);
  }

  private static Panel progress() {
    Series planned = Series.of(RunMetrics.PLANNED_EPOCHS);
    return Panels.number(
            "Progress",
            "percentunit",
            "Examined epoch as a share of the epochs the run is meant to have. Early stopping"
                + " ends below 100 %.",
            "Planned epochs not given",
            Query.lines(
                "progress",
                Series.of(RunMetrics.EPOCH).lines() + " / " + planned.lines(),
                planned.legend()))
        .fields("decimals", 0, "min", 0, "max", 1);
  }

  private static Panel age() {
    return Panels.number(
            "Since last examined",
            "s",
            "Time since the network was last looked at. Not judged: how long an epoch may take"
                + " is for you to know, and a finished run only grows older.",
            NO_RUN,
            Query.now("age", "time() - " + EXAMINED.last(), EXAMINED.legend()))
        .field("decimals", 0);
  }

  private static Panel saturated() {
    return Panels.number(
            "Saturated readings",
            "none",
            "Readings of the chosen estimator, over all chosen layers, that say more about the"
                + " estimator than about the layer. Above 0, use more probe examples, fewer bins"
                + " or more noise before you draw conclusions.",
            "No epoch examined yet",
            Query.lines("saturated", Series.of(PlaneMetrics.SATURATED).onesPerRun(), "{{run}}"))
        .field("decimals", 0)
        .field("thresholds", PanelStyle.steps("green", 1, "orange"));
  }

  private static Panel failures() {
    return Panels.number(
            "Failures",
            "none",
            "Failures inside Infoscope since the run began. Training went on each time; the"
                + " readings of that measure and epoch are missing. The log names the cause.",
            "None",
            Query.lines("failures", Series.of(RunMetrics.FAILURES).sumPerRun(), "{{run}}"))
        .field("decimals", 0)
        .field("thresholds", PanelStyle.steps("green", 1, "red"));
  }

  private static Panel alerts() {
    return Panels.number(
            "Firing alerts",
            "none",
            "Alerts of Prometheus that fire now for the chosen runs. 0 also when no rules are"
                + " loaded.",
            "Prometheus does not answer",
            Query.now("alerts", "count(" + Annotations.FIRING + ") or vector(0)", "alerts"))
        .field("decimals", 0)
        .field("thresholds", PanelStyle.steps("green", 1, "red"));
  }

  private static Panel runs() {
    return Panels.runs(
            "Runs",
            "One line per run seen in the time range, with what was last known of it. The loss"
                + " is that of the last minibatch, so the lowest is not yet the best run.",
            NO_RUN,
            last("epoch", "epoch", RunMetrics.EPOCH),
            last("planned", "planned epochs", RunMetrics.PLANNED_EPOCHS),
            last("iteration", "iteration", RunMetrics.ITERATION),
            last("loss", "loss", RunMetrics.SCORE),
            new Column("time", "last examined", EXAMINED.last() + " * 1000"))
        .size(12, 7)
        .override("byName", "last examined", Json.object("unit", "dateTimeFromNow"))
        .override("byName", "loss", Json.object("decimals", 4));
  }

  private static Column last(String refId, String name, Metric metric) {
    return new Column(refId, name, Series.of(metric).last());
  }

  private static Panel loss() {
    Series score = Series.of(RunMetrics.SCORE);
    return Panels.lines(
            "Loss",
            "none",
            "Loss of the last minibatch at each snapshot, thin as measured and bold as the mean"
                + " over the chosen window. It is a sample of one minibatch: look at the trend.",
            "No loss known",
            Query.lines("raw", score.lines(), score.legend() + " as measured"),
            Query.lines("smoothed", score.smoothed(), score.legend() + " smoothed"))
        .size(12, 7)
        .field("decimals", 4)
        .override("byFrameRefID", "raw", Json.object("custom.lineWidth", 1));
  }
}
