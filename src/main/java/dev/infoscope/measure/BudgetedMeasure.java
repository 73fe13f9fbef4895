// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** A measure that takes its share of the budget of a snapshot; it finds nothing without one. */
final class BudgetedMeasure implements Measure {
  private final Measure measure;
  private final SnapshotBudget budget;
  private final List<Measure> all; // of the run, as they are without a budget

  private BudgetedMeasure(Measure measure, SnapshotBudget budget, List<Measure> all) {
    this.measure = measure;
    this.budget = budget;
    this.all = all;
  }

  static List<Measure> of(List<Measure> measures, SnapshotBudget budget) {
    List<Measure> all =
        measures.stream()
            .map(each -> each instanceof BudgetedMeasure own ? own.measure : each)
            .toList();
    List<Measure> budgeted = new ArrayList<>();
    all.forEach(each -> budgeted.add(new BudgetedMeasure(each, budget, all)));
    return List.copyOf(budgeted);
  }

  @Override
  public String name() {
    return measure.name();
  }

  @Override
  public boolean readsWeights() {
    return measure.readsWeights();
  }

  @Override
  public boolean readsOutputs() {
    return measure.readsOutputs();
  }

  @Override
  public boolean readsMotions() {
    return measure.readsMotions();
  }

  @Override
  public boolean readsConductances() {
    return measure.readsConductances();
  }

  @Override
  public void passOver(Moment moment) {
    measure.passOver(moment);
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    return measure.cost(snapshot);
  }

  @Override
  public Findings measure(Snapshot snapshot) throws Exception {
    Double share = budget.plan(all, snapshot).shares().get(measure);
    return share == null ? Findings.of(List.of()) : measure.measure(snapshot, share);
  }
}
