// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.conductance;

import dev.infoscope.measure.plane.Completeness;
import dev.infoscope.measure.plane.MoreSteps;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.Snapshot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The mean completeness error of every layer by rule and number of steps, and which of them would
 * be flagged.
 */
final class StepsTable {
  private static final int[] STEPS = {1, 2, 5, 10, 20, 50, 100};

  private StepsTable() {}

  /** Prints the table of a network, of some examples. */
  static void print(Snapshot snapshot, int rows) {
    ConductanceExample.line(
        "completeness error, mean of %d rows, in %% of the change, by steps"
            + " (* incomplete, ! not converging, ? no claim above 1 %%)",
        rows);
    ConductanceExample.line("  %-15s %-8s%s", "rule", "layer", heads());
    Arrays.stream(ConductanceRule.values())
        .filter(ConductanceRule::isPath)
        .forEach(rule -> print(snapshot, rule, rows));
  }

  private static String heads() {
    StringBuilder heads = new StringBuilder();
    Arrays.stream(STEPS).forEach(steps -> heads.append(cell(String.valueOf(steps))));
    return heads.toString();
  }

  private static void print(Snapshot snapshot, ConductanceRule rule, int rows) {
    Map<String, StringBuilder> layers = new LinkedHashMap<>();
    for (int steps : STEPS) {
      Conductances found =
          ConductanceSnapshot.conductances(
              snapshot, rule, ConductanceTarget.predicted(), rows, steps);
      for (LayerConductance layer : found.layers()) {
        layers
            .computeIfAbsent(layer.layer().name(), name -> new StringBuilder())
            .append(cell(error(Completeness.of(layer, found))));
      }
    }
    layers.forEach((layer, cells) -> ConductanceExample.line("  %-15s %-8s%s", rule, layer, cells));
  }

  private static String error(Completeness found) {
    return String.format(Locale.ROOT, "%.3f%s", 100 * found.mean(), mark(found.moreSteps()));
  }

  private static String mark(MoreSteps verdict) {
    return switch (verdict) {
      case NOT_NEEDED -> " ";
      case HELP -> "*";
      case DO_NOT_HELP -> "!";
      case ONE_EXAMPLE, TOO_FEW_STEPS, UNDECIDED -> "?";
    };
  }

  private static String cell(String content) {
    return String.format(Locale.ROOT, " %9s", content);
  }
}
