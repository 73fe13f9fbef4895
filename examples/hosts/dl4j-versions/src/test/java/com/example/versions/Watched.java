// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.versions;

import dev.infoscope.Infoscope;
import dev.infoscope.Preset;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.nd4j.linalg.dataset.DataSet;

/** What Infoscope has told of one training. */
final class Watched implements ReportSink {
  private final List<EpochReport> reports = new ArrayList<>();
  private long failures;

  Infoscope watching(String run, DataSet probe) {
    return Infoscope.builder()
        .probe(probe)
        .run(run)
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

  int reports() {
    return reports.size();
  }

  long failures() {
    return failures;
  }

  /** Names of all series. */
  Set<String> series() {
    Set<String> names = new TreeSet<>();
    reports.forEach(
        report -> report.readings().forEach(each -> names.add(each.metric().seriesName())));
    return names;
  }
}
