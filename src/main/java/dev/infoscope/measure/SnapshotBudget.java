// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many operations all measures together may spend on one snapshot. A measure that needs no more
 * than an equal share has it all; the others share evenly what is left, and sample. A measure that
 * cannot do with its share is left out, the most demanding first, and the others share again.
 *
 * @param operations of about a nanosecond, above 0
 */
public record SnapshotBudget(double operations) {
  /** The default, some twenty seconds on one core. */
  public static final SnapshotBudget DEFAULT = new SnapshotBudget(2e10);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException unless it is above 0
   */
  public SnapshotBudget {
    Require.that(operations > 0, "operations (%s) must be above 0", operations);
  }

  /**
   * What each measure may spend.
   *
   * @param shares operations per measure; a measure that is left out has none
   * @param refusals why measures are left out, by name
   */
  public record Plan(Map<Measure, Double> shares, Map<String, String> refusals) {}

  /**
   * Divides the budget.
   *
   * @param measures all of the run, also those that rest or are switched off, so that the shares
   *     are the same at every snapshot
   * @param snapshot of which only sizes are looked at
   * @return the shares
   */
  public Plan plan(List<Measure> measures, Snapshot snapshot) {
    Map<Measure, Cost> costs = new IdentityHashMap<>();
    measures.forEach(measure -> costs.put(measure, measure.cost(snapshot)));
    Map<String, String> refusals = new TreeMap<>();
    while (true) {
      double level = level(costs.values().stream().map(Cost::whole).toList());
      Map.Entry<Measure, Cost> worst =
          costs.entrySet().stream()
              .filter(each -> each.getValue().least() > level)
              .max(
                  Comparator.comparingDouble(SnapshotBudget::least)
                      .thenComparing(each -> each.getKey().name()))
              .orElse(null);
      if (worst == null) {
        Map<Measure, Double> shares = new IdentityHashMap<>();
        costs.forEach((measure, cost) -> shares.put(measure, Math.min(cost.whole(), level)));
        return new Plan(shares, refusals);
      }
      refusals.put(worst.getKey().name(), refusal(worst.getValue(), level));
      costs.remove(worst.getKey());
    }
  }

  private static double least(Map.Entry<Measure, Cost> each) {
    return each.getValue().least();
  }

  /**
   * Measures that keep to the budget together.
   *
   * @param measures all of the run
   * @return the same, in their order; a measure that is left out finds nothing
   */
  public List<Measure> over(List<Measure> measures) {
    return BudgetedMeasure.of(measures, this);
  }

  private String refusal(Cost cost, double level) {
    return String.format(
        Locale.ROOT,
        "would cost %.1e operations at least (%.1e in full), and the budget of %.1e for a snapshot"
            + " leaves it %.1e",
        cost.least(),
        cost.whole(),
        operations,
        level);
  }

  /** The largest share that all can have without exceeding the budget; infinite if all have all. */
  private double level(List<Double> wholes) {
    List<Double> ascending = new ArrayList<>(wholes);
    ascending.sort(null);
    double left = operations;
    for (int i = 0; i < ascending.size(); i++) {
      double even = left / (ascending.size() - i);
      if (ascending.get(i) > even) {
        return even;
      }
      left -= ascending.get(i);
    }
    return Double.POSITIVE_INFINITY;
  }
}
