// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.measure.Measure;
import dev.infoscope.measure.drift.DriftSettings;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done with what is observed.
 *
 * @param run name of the run, and how readings are obtained; an empty model name is replaced by the
 *     class of the network
 * @param schedule when the network is examined
 * @param measures what is measured, in this order
 * @param drift when a reading counts as drifted; null to leave drift out
 * @param sinks where reports go, in this order
 * @param budget how much processor time the analysis may take; all where training waits for it
 * @param synchronous whether training waits for each analysis, for tests
 * @param closeWithin how long closing may take at the most; above 0
 */
public record MonitorSettings(
    Run run,
    Schedule schedule,
    List<Measure> measures,
    @Nullable DriftSettings drift,
    List<ReportSink> sinks,
    CpuBudget budget,
    boolean synchronous,
    Duration closeWithin) {
  private static final Duration LONGEST = Duration.ofDays(365); // the clock has an end

  /** Copies the lists; each measure keeps within its share of the budget per snapshot. */
  public MonitorSettings {
    measures = budget.snapshot().over(measures);
    sinks = List.copyOf(sinks);
    closeWithin = closeWithin.compareTo(LONGEST) < 0 ? closeWithin : LONGEST;
  }

  /**
   * The run with a name for its model.
   *
   * @param model taken if the user gave no name
   * @return the run
   */
  public Run named(String model) {
    return run.model().isEmpty() ? run.withModel(model) : run;
  }
}
