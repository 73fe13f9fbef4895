// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.report.RunMetrics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether layers are where they were, snapshot by snapshot. */
final class DriftRow {
  private static final String NOTHING_YET = "No epoch examined yet, or drift is switched off";

  private static final Map<String, @Nullable Object> NOT_SHOWN =
      Json.object("Time", true, "layer_index", true, "model", true);

  private DriftRow() {}

  static Row create() {
    return new Row("Drift", List.of(states(), zscore(), labelLoss(), changes(), flags()));
  }

  private static Panel states() {
    Series score = Series.of(DriftMetrics.ZSCORE);
    String outside = Series.of(DriftMetrics.OUTSIDE).selector();
    String side = "sgn(" + score.selector() + ") * (" + outside + " > bool 0)";
    return Panels.states(
            "Drift states",
            "Per layer and quantity: whether the last snapshot lies in the band of the snapshots before it"
                + " (3.75 standard deviations by default), or fell or rose out of it. The first"
                + " snapshots are not judged. A new level counts as normal after some ten snapshots,"
                + " so a state ends by itself and says nothing about good or bad.",
            NOTHING_YET,
            PanelStyle.drift(),
            Query.lines("state", score.lines(side), score.legend()))
        .size(24, 11);
  }

  private static Panel zscore() {
    return Panels.lines(
            "Drift z-score",
            "none",
            "How certain a lasting shift of a reading is, in standard deviations; above 0 it rose."
                + " A bend, as phases of training begin with, and a single strange snapshot read"
                + " 0. One snapshot far out can be noise: the alert waits for a second on the same"
                + " side.",
            NOTHING_YET,
            Query.lines("zscore", Series.of(DriftMetrics.ZSCORE)))
        .field("decimals", 1)
        .linkToLayer(PlanesDashboard.UID);
  }

  private static Panel labelLoss() {
    return Panels.judgedLines(
            "Label information lost",
            "percentunit",
            0.25,
            "Share of the highest I(T;Y) of the last snapshots that a layer no longer holds, less"
                + " what noise explains. Above 25 % the alert for a collapse fires. A layer whose"
                + " reading is saturated cannot lose any before it is not.",
            NOTHING_YET,
            Query.lines("loss", Series.of(DriftMetrics.LABEL_LOSS)))
        .fields("decimals", 1, "min", 0, "max", 1)
        .linkToLayer(PlanesDashboard.UID);
  }

  private static Panel changes() {
    return Panels.table(
            "Change points",
            "Epoch at which a lasting fall began: of I(X;T), compression, or of I(T;Y), collapse;"
                + " 0 while none was noticed. Found by Page's cumulative sum after it has gone"
                + " far enough, so some snapshots later. Compression of an estimate is not that of"
                + " the layer while it is saturated.",
            NOTHING_YET,
            Query.rowsNow("began", Series.of(DriftMetrics.CHANGE_EPOCH).last()))
        .size(12, 8)
        .transform("organize", Panels.organised(NOT_SHOWN, Json.object("Value", "began in epoch")));
  }

  private static Panel flags() {
    Series flagged = Series.of(RunMetrics.FLAGGED);
    return Panels.lines(
            "Flagged readings",
            "none",
            "Readings that carry a reason not to be taken at face value, by layer and reason."
                + " not_finite means NaN or infinity in the network; saturated and undersampled"
                + " ask for more probe examples; beyond_audit means that the estimator is untested"
                + " or far off with so many examples, units and classes; the others explain single"
                + " values.",
            "No reading carries a flag",
            Query.lines("flagged", flagged))
        .fields("decimals", 0, "min", 0);
  }
}
