// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.report.RunMetrics;
import java.util.List;

/** How the instrument itself is doing and what it costs. */
final class HealthRow {
  private HealthRow() {}

  static Row create() {
    return new Row(
        "Health of the instrument",
        List.of(
            overhead(),
            duration(),
            snapshots(),
            failures(),
            active(),
            up(),
            interval(),
            skippedLayers()));
  }

  private static Panel overhead() {
    return Panels.lines(
            "Overhead",
            "percentunit",
            "Time taken from the training thread, and processor time of the analysis, per wall"
                + " time since the last snapshot. Only the first slows training down directly;"
                + " the second does where all cores are busy.",
            "No snapshot yet",
            Query.lines("overhead", Series.of(RunMetrics.OVERHEAD)))
        .size(8, 7)
        .fields("decimals", 2, "min", 0);
  }

  private static Panel duration() {
    Series longest = Series.longest(RunMetrics.ANALYSIS_DURATION);
    return Panels.lines(
            "Duration of the analysis",
            "s",
            "Time one measure takes on one snapshot, on average and at most. Longer than an"
                + " epoch means that epochs are skipped. The mean has gaps where nothing was"
                + " analysed; the maximum is that of the last minutes.",
            "Nothing analysed yet",
            meanDuration(),
            Query.named("longest", longest))
        .size(8, 7)
        .fields("decimals", 3, "min", 0);
  }

  private static Query meanDuration() {
    Series count = Series.count(RunMetrics.ANALYSIS_DURATION);
    Series sum = Series.sum(RunMetrics.ANALYSIS_DURATION);
    return Query.lines("mean", sum.rate() + " / " + count.rate(), sum.legend() + " mean");
  }

  private static Panel snapshots() {
    Series taken = Series.of(RunMetrics.SNAPSHOTS);
    return Panels.lines(
            "Snapshots",
            "none",
            "Snapshots taken, and snapshots not analysed, by reason; totals since the run began."
                + " Skipped epochs leave gaps in every other panel and are no fault of the run.",
            "No snapshot yet",
            Query.named("taken", taken),
            Query.lines("skipped", Series.of(RunMetrics.SKIPPED)))
        .size(8, 7)
        .fields("decimals", 0, "min", 0);
  }

  private static Panel failures() {
    return Panels.lines(
            "Failures by measure",
            "none",
            "Failures inside Infoscope since the run began, by measure or by the part that"
                + " failed. Three in a row switch a measure off.",
            "None",
            Query.lines("failures", Series.of(RunMetrics.FAILURES)))
        .size(8, 7)
        .fields("decimals", 0, "min", 0);
  }

  private static Panel active() {
    return Panels.states(
            "Measures",
            "Red from the moment a measure was switched off for failing three times in a row; its"
                + " lines stop there, while training and the other measures go on.",
            "No measure known",
            PanelStyle.zeroAndOne("switched off", "red", "on", "green", "unknown"),
            Query.lines("active", Series.of(RunMetrics.MEASURE_ACTIVE)))
        .size(8, 7);
  }

  private static Panel up() {
    return Panels.states(
            "Endpoint",
            "Whether Prometheus reaches the process that trains. Down after the end of a run is"
                + " normal; down in the midst of it means missing epochs.",
            "No such job in Prometheus",
            PanelStyle.zeroAndOne("down", "red", "up", "green", "unknown"),
            Query.lines("up", "min by (job, instance) (up{job=~\"$job\"})", "{{instance}}"))
        .size(8, 7);
  }

  private static Panel interval() {
    return Panels.lines(
            "Time between snapshots",
            "s",
            "Time between the last two snapshots of the network: an epoch, or as many as are"
                + " skipped in between. Shorter than the scrape interval means that snapshots are"
                + " lost to Prometheus.",
            "Fewer than two snapshots",
            Query.lines("interval", Series.of(RunMetrics.INTERVAL)))
        .size(12, 7)
        .fields("decimals", 1, "min", 0);
  }

  private static Panel skippedLayers() {
    return Panels.lines(
            "Skipped layers",
            "none",
            "Layers that could not be examined, in whole or for one measure; history and page name"
                + " them and the reason. Dropout layers are left out on purpose and not counted.",
            "No epoch examined yet",
            Query.lines("skipped", Series.of(RunMetrics.SKIPPED_LAYERS)))
        .size(12, 7)
        .fields("decimals", 0, "min", 0);
  }
}
