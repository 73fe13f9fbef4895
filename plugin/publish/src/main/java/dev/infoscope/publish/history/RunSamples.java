// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.measure.Metric;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.RunMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a report says of the run as a whole, as a scrape shows it beside the readings. */
final class RunSamples {
  private final ReportEntry entry;
  private final List<Supplier<OpenMetricsSample>> samples = new ArrayList<>();

  private RunSamples(ReportEntry entry) {
    this.entry = entry;
  }

  /** Samples of a report; one whose names break a rule throws when it is got. */
  static List<Supplier<OpenMetricsSample>> of(ReportEntry entry) {
    RunSamples run = new RunSamples(entry);
    run.add(RunMetrics.EPOCH, Map.of(), entry.epoch());
    run.add(RunMetrics.ITERATION, Map.of(), entry.iteration());
    run.add(RunMetrics.SCORE, Map.of(), entry.score() == null ? Double.NaN : entry.score());
    run.add(RunMetrics.LAST_UPDATE, Map.of(), OpenMetricsSample.seconds(entry));
    if (entry.plannedEpochs() > 0) {
      run.add(RunMetrics.PLANNED_EPOCHS, Map.of(), entry.plannedEpochs());
    }
    entry
        .tags()
        .forEach((tag, value) -> run.samples.add(() -> OpenMetricsSample.ofTag(entry, tag, value)));
    Health health = entry.health();
    if (health != null) {
      run.add(health);
    }
    return run.samples;
  }

  private void add(Health health) {
    add(RunMetrics.SNAPSHOTS, Map.of(), health.snapshots());
    health
        .skipped()
        .forEach((reason, count) -> add(RunMetrics.SKIPPED, Map.of("reason", reason), count));
    health
        .failures()
        .forEach((part, count) -> add(RunMetrics.FAILURES, Map.of("measure", part), count));
    health
        .active()
        .forEach(
            (measure, on) ->
                add(RunMetrics.MEASURE_ACTIVE, Map.of("measure", measure), on ? 1 : 0));
  }

  private void add(Metric metric, Map<String, String> labels, double value) {
    samples.add(() -> OpenMetricsSample.of(entry, metric, labels, value));
  }
}
