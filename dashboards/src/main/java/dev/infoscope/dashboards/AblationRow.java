// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.neuron.ablation.AblationMetrics;
import java.util.List;

/** Which neurons can go: only where curves were asked for. */
final class AblationRow {
  private static final String NO_ABLATION =
      "Only with ablation: builder.ablation(ablation -> ablation.withEveryEpochs(5))";

  private AblationRow() {}

  static Row create() {
    return new Row("Ablation", List.of(areaDifference(), damage())).collapsed();
  }

  private static Panel areaDifference() {
    return Panels.lines(
            "Ablation: area less that of random orders",
            "percentunit",
            "Mean accuracy while neurons are removed in the order of a quantity, less that of"
                + " random orders. Low first above 0 and high first below 0: the quantity"
                + " tells which neurons of this layer can go. Between two trainings it moves"
                + " by 2 to 5 %. Values stand until the next curves are taken.",
            NO_ABLATION,
            Query.lines("difference", Series.of(AblationMetrics.AREA_DIFFERENCE)))
        .field("decimals", 1)
        .linkToLayer(ModulesDashboard.UID);
  }

  private static Panel damage() {
    return Panels.lines(
            "Ablation: neurons until damage",
            "none",
            "How many neurons of the layer it takes, in the order of a quantity, until the"
                + " accuracy falls below 95 % of the intact one. Many for high first: others"
                + " can stand in for the neurons that say most (a hypothesis).",
            NO_ABLATION,
            Query.lines("damage", Series.of(AblationMetrics.DAMAGE)))
        .fields("decimals", 0, "min", 0)
        .linkToLayer(ModulesDashboard.UID);
  }
}
