// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.motion.MotionMetrics;
import dev.infoscope.measure.probe.ProbeMetrics;
import java.util.List;

/** How well the network does on the probe set, and how its parameters move. */
final class ProbeRow {
  private static final String NOTHING_YET = "No epoch examined yet, or this is switched off";

  private ProbeRow() {}

  static Row create() {
    return new Row(
        "Probe set and parameters",
        List.of(loss(), accuracy(), interval(), values(), error(), ratio(), cosine(), distance()));
  }

  private static Panel loss() {
    return Panels.lines(
            "Loss on the probe set",
            "none",
            "Mean loss of each output by its own loss function, without regularisation, always on"
                + " the same examples: it does not scatter as the loss of a minibatch does.",
            NOTHING_YET,
            Query.lines("loss", Series.of(ProbeMetrics.LOSS)))
        .field("decimals", 4);
  }

  private static Panel accuracy() {
    Series balanced = Series.of(ProbeMetrics.BALANCED_ACCURACY);
    return Panels.lines(
            "Accuracy on the probe set",
            "percentunit",
            "Share of the probe examples whose class an output says, and the mean of that share"
                + " over classes. A gap: the output says no classes.",
            NOTHING_YET,
            Query.lines("accuracy", Series.of(ProbeMetrics.ACCURACY)),
            Query.named("balanced", balanced))
        .fields("decimals", 1, "max", 1);
  }

  private static Panel interval() {
    Series low = Series.of(ProbeMetrics.ACCURACY_LOW);
    Series high = Series.of(ProbeMetrics.ACCURACY_HIGH);
    return Panels.lines(
            "95 % interval of the accuracy",
            "percentunit",
            "How much the choice of the probe examples can move the accuracy, by Wilson's"
                + " interval. Lines that differ by less tell nothing about other data.",
            NOTHING_YET,
            Query.named("low", low),
            Query.named("high", high))
        .fields("decimals", 1, "max", 1);
  }

  private static Panel values() {
    return Panels.lines(
            "R2 on the probe set",
            "none",
            "Of outputs that predict values: 1 is perfect, 0 is as good as the mean of the"
                + " targets. Empty for networks that say classes.",
            NOTHING_YET,
            Query.lines("r2", Series.of(ProbeMetrics.R2)))
        .field("decimals", 3);
  }

  private static Panel error() {
    return Panels.lines(
            "RMSE on the probe set",
            "none",
            "Root of the mean squared error of outputs that predict values, in the unit of the"
                + " targets as the network sees them. Empty for networks that say classes.",
            NOTHING_YET,
            Query.lines("rmse", Series.of(ProbeMetrics.RMSE)))
        .field("decimals", 4);
  }

  private static Panel ratio() {
    return Panels.lines(
            "Update to parameter ratio",
            "none",
            "Change of a layer's parameters since the last snapshot over their size. For one"
                + " iteration about 0.001 is healthy for many networks; between epochs it is"
                + " larger. Look for layers that stand still or run away beside the others.",
            NOTHING_YET,
            Query.lines("ratio", Series.of(MotionMetrics.UPDATE_RATIO)))
        .field("decimals", 4)
        .linkToLayer(PlanesDashboard.UID);
  }

  private static Panel cosine() {
    return Panels.lines(
            "Cosine of the last two updates",
            "none",
            "Near 1 a layer keeps its direction from snapshot to snapshot, near 0 it wanders,"
                + " below 0 it turns back.",
            NOTHING_YET,
            Query.lines("cosine", Series.of(MotionMetrics.UPDATE_COSINE)))
        .fields("decimals", 2, "min", -1, "max", 1)
        .linkToLayer(PlanesDashboard.UID);
  }

  private static Panel distance() {
    return Panels.lines(
            "Distance from the first snapshot",
            "percentunit",
            "Distance of a layer's parameters from those of the first snapshot, as a share of"
                + " their size there. It grows by noise alone, too.",
            NOTHING_YET,
            Query.lines("distance", Series.of(MotionMetrics.DISTANCE)))
        .field("decimals", 1)
        .linkToLayer(PlanesDashboard.UID);
  }
}
