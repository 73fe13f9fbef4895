// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.report.RunMetrics;
import java.util.List;

/** Runs laid over each other by epoch, whenever they were trained. */
final class CompareDashboard {
  static final String UID = "infoscope-compare";

  private static final String NOTHING_YET = "No epoch examined in this time range";

  private CompareDashboard() {}

  static Dashboard create() {
    return new Dashboard(
        UID,
        "Infoscope / Compare",
        "How runs of one model differ: loss, information and causal quantities against the epoch,"
            + " whenever each run was trained. Choose the runs, and few layers.",
        List.of(runs(), information(), causal()));
  }

  private static Row runs() {
    return new Row("Runs", List.of(table(), loss()));
  }

  private static Panel table() {
    Series loss = Series.of(RunMetrics.SCORE);
    return Panels.runs(
            "Last and lowest",
            "One line per run of the time range. The loss is that of one minibatch, so the"
                + " lowest is luck in part: look for differences larger than the scatter of the"
                + " line beside.",
            "No run in this time range",
            new Column("epoch", "epoch", Series.of(RunMetrics.EPOCH).last()),
            new Column("loss", "loss", loss.last()),
            new Column("lowest", "lowest loss", loss.lowest()),
            new Column("snapshots", "snapshots", Series.of(RunMetrics.SNAPSHOTS).last()))
        .size(12, 9)
        .override("byRegexp", "/loss$/", Json.object("decimals", 4));
  }

  private static Panel loss() {
    return EpochPanels.of(Series.of(RunMetrics.SCORE), "Loss", "none")
        .panel(
            "Loss against the epoch",
            "Loss of the last minibatch of each examined epoch. It scatters; and it says nothing"
                + " about data the network has not seen.",
            NOTHING_YET);
  }

  private static Row information() {
    return new Row(
        "Information against the epoch, $estimator estimator, $signal", List.of(input(), label()));
  }

  private static Panel input() {
    return EpochPanels.of(Series.of(PlaneMetrics.INPUT), "I(X;T)", "bits")
        .panel(
            "I(X;T) against the epoch",
            "What a layer keeps of the input, run beside run. Comparable only where probe"
                + " set, estimator and bins are the same; check for saturation first.",
            NOTHING_YET);
  }

  private static Panel label() {
    return EpochPanels.of(Series.of(PlaneMetrics.LABEL), "I(T;Y)", "bits")
        .panel(
            "I(T;Y) against the epoch",
            "What a layer says about the label, run beside run. A run whose line stays"
                + " below has not learnt, or was shown other labels.",
            NOTHING_YET);
  }

  private static Row causal() {
    return new Row(
        "Causal plane against the epoch, effective information by $kind",
        List.of(effectiveInformation(), degeneracy()));
  }

  private static Panel effectiveInformation() {
    return EpochPanels.of(Series.of(CausalMetrics.EFFECTIVE_INFORMATION), "EI", "bits")
        .panel(
            "Effective information against the epoch",
            "What the inputs of a layer say about its outputs when all are set at random,"
                + " run beside run. Layers of different width are not comparable.",
            NOTHING_YET);
  }

  private static Panel degeneracy() {
    return EpochPanels.of(Series.of(CausalMetrics.DEGENERACY), "Degeneracy", "bits")
        .panel(
            "Degeneracy against the epoch",
            "What inputs lose by acting together, run beside run. It knows the weights and"
                + " not the data.",
            NOTHING_YET);
  }
}
