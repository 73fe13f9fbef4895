// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.imports;

import dev.infoscope.Infoscope;
import dev.infoscope.Preset;
import dev.infoscope.measure.Reading;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.RunMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Infoscope has told of one run. */
final class Watched implements ReportSink {
  private final List<EpochReport> reports = new ArrayList<>();
  private long failures;

  Infoscope watching(Imports what) {
    return Infoscope.builder()
        .probe(what.data())
        .layers(what.layers())
        .preset(Preset.FULL)
        .ablation(settings -> settings.withEveryEpochs(1))
        .sink(this)
        .synchronous()
        .build();
  }

  @Override
  public void publish(EpochReport report) {
    reports.add(report);
  }

  @Override
  public void update(Health health) {
    failures = health.failures().values().stream().mapToLong(Long::longValue).sum();
  }

  /** What the last report leaves out, and why. */
  Map<String, String> skipped() {
    return reports.get(reports.size() - 1).skipped();
  }

  int reports() {
    return reports.size();
  }

  long failures() {
    return failures;
  }

  /** Values of the last report, by metric, layer and labels. */
  Map<String, Double> readings() {
    Map<String, Double> readings = new TreeMap<>();
    for (Reading reading : reports.get(reports.size() - 1).readings()) {
      if (reading.metric() != RunMetrics.OVERHEAD) {
        String layer = reading.layer() == null ? "" : reading.layer().name();
        readings.put(
            reading.metric() + " " + layer + " " + new TreeMap<>(reading.labels()),
            reading.value());
      }
    }
    return readings;
  }
}
