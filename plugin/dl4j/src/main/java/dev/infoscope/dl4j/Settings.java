// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.samediff.SameDiffSettings;
import dev.infoscope.dl4j.symbols.MissingSymbols;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.SnapshotBudget;
import dev.infoscope.monitor.MonitorSettings;
import java.util.List;

/**
 * What a {@link Session} does.
 *
 * @param probe on what the network is examined
 * @param layers names of the layers to examine; empty for all
 * @param sameDiff what is what in a graph of SameDiff
 * @param monitor when, what is measured, and where reports go
 */
public record Settings(
    Probe probe, List<String> layers, SameDiffSettings sameDiff, MonitorSettings monitor) {
  /** Copies the list. */
  public Settings {
    layers = List.copyOf(layers);
  }

  /**
   * The settings for a network of DL4J's.
   *
   * @param probe on what the network is examined
   * @param layers names of the layers to examine; empty for all
   * @param monitor when, what is measured, and where reports go
   */
  public Settings(Probe probe, List<String> layers, MonitorSettings monitor) {
    this(probe, layers, SameDiffSettings.defaults(), monitor);
  }

  /** Prepares the examination of a network; weights are copied only if a measure reads them. */
  Examiner examiner(Trainee model) {
    MissingSymbols.here().require(model.needs());
    List<Measure> measures = monitor.measures();
    SnapshotBudget budget = monitor.budget().snapshot();
    boolean withWeights = measures.stream().anyMatch(Measure::readsWeights);
    Examiner examiner = new Examiner(model.shadow(probe, layers), probe, layers, withWeights);
    if (measures.stream().anyMatch(Measure::readsConductances)) {
      examiner.expectConductances();
    }
    examiner.follow(measures.stream().anyMatch(Measure::readsMotions));
    examiner.compare(measures.stream().anyMatch(Measure::readsOutputs));
    examiner.limit(snapshot -> budget.plan(measures, snapshot).refusals());
    return examiner;
  }
}
