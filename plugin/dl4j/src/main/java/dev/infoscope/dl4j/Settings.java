// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.measure.Measure;
import dev.infoscope.measure.drift.DriftSettings;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import java.time.Duration;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Session} does.
 *
 * @param run name of the run, and how readings are obtained; an empty model name is replaced by the
 *     class of the network
 * @param probe on what the network is examined
 * @param layers names of the layers to examine; empty for all
 * @param schedule when
 * @param measures what is measured, in this order
 * @param drift when a reading counts as drifted; null to leave drift out
 * @param sinks where reports go, in this order
 * @param budget how much processor time the analysis may take; all where training waits for it
 * @param synchronous whether training waits for each analysis, for tests
 * @param closeWithin how long closing may take at the most; above 0
 */
public record Settings(
    Run run,
    Probe probe,
    List<String> layers,
    Schedule schedule,
    List<Measure> measures,
    @Nullable DriftSettings drift,
    List<ReportSink> sinks,
    Budget budget,
    boolean synchronous,
    Duration closeWithin) {
  private static final Duration LONGEST = Duration.ofDays(365); // the clock has an end

  /** Copies the lists. */
  public Settings {
    layers = List.copyOf(layers);
    measures = budget.snapshot().over(measures);
    sinks = List.copyOf(sinks);
    closeWithin = closeWithin.compareTo(LONGEST) < 0 ? closeWithin : LONGEST;
  }

  /** Prepares the examination of a network; weights are copied only if a measure reads them. */
  Examiner examiner(Model model) {
    boolean withWeights = measures.stream().anyMatch(Measure::readsWeights);
    Examiner examiner = new Examiner(model, probe, layers, withWeights);
    examiner.limit(snapshot -> budget.snapshot().plan(measures, snapshot).refusals());
    return examiner;
  }

  /** The run, its model named after the class of the network if the user gave no name. */
  Run named(@Nullable Object model) {
    return run.model().isEmpty() && model != null
        ? new Run(
            run.name(), model.getClass().getSimpleName(), run.plannedEpochs(), run.provenance())
        : run;
  }
}
