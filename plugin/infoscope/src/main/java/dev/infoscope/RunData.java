// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.measure.Measure;
import dev.infoscope.measure.SnapshotBudget;
import dev.infoscope.monitor.CpuBudget;
import dev.infoscope.monitor.MonitorSettings;
import dev.infoscope.monitor.Schedule;
import dev.infoscope.monitor.Spacing;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the run is called, when it is looked at and what that may cost, as the builder was told. */
final class RunData {
  String name = "default";
  String model = "";
  Map<String, Object> tags = Map.of();
  Spacing epochs = Spacing.NONE;
  Spacing iterations = Spacing.NONE;
  int plannedEpochs;
  long seed = 1;
  Duration closeWithin = Duration.ofSeconds(30);
  boolean synchronous;
  private CpuBudget budget = new CpuBudget(0.05, Duration.ofSeconds(10));

  void budget(double share) {
    budget(share, budget.free());
  }

  void budget(double share, Duration free) {
    budget = new CpuBudget(share, free, budget.snapshot());
  }

  void snapshotBudget(SnapshotBudget snapshot) {
    budget = new CpuBudget(budget.share(), budget.free(), snapshot);
  }

  /**
   * What the monitor is to do.
   *
   * @param provenance of readings that are obtained with such settings
   */
  MonitorSettings monitor(
      Measures measures,
      Function<Map<String, Object>, Provenance> provenance,
      List<ReportSink> sinks) {
    List<Measure> chosen = measures.measures(seed, plannedEpochs);
    Schedule schedule = schedule();
    Provenance how = provenance.apply(measures.settings(chosen));
    return new MonitorSettings(
        new Run(name, model, plannedEpochs, schedule.inWords(), tags, how),
        schedule,
        chosen,
        measures.drift(),
        sinks,
        synchronous ? new CpuBudget(1, budget.free(), budget.snapshot()) : budget,
        synchronous,
        closeWithin);
  }

  /** Every epoch, unless something else was asked for. */
  private Schedule schedule() {
    boolean everyEpoch = epochs.equals(Spacing.NONE) && iterations.equals(Spacing.NONE);
    return new Schedule(everyEpoch ? Spacing.every(1) : epochs, iterations, plannedEpochs);
  }
}
