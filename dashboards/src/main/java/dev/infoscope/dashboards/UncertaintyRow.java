// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.plane.PlaneMetrics;
import java.util.List;

/** Whether readings are about the layers or about the estimator. */
final class UncertaintyRow {
  /** The share from which the library itself counts a reading as being at its ceiling. */
  private static final double NEARLY = 0.9;

  private static final String NOTHING_YET = "No epoch examined yet";

  private UncertaintyRow() {}

  static Row create() {
    return new Row(
        "How far to trust it", List.of(saturated(), unresolved(), inputShare(), labelShare()));
  }

  private static Panel saturated() {
    return Panels.states(
            "Saturation ($estimator)",
            "Orange while a reading says more about the estimator than about the layer: nearly"
                + " every example has a pattern of its own, or shuffled labels read much the same"
                + " as true ones. A reading can be wrong without being saturated; compare with"
                + " the null.",
            NOTHING_YET,
            PanelStyle.zeroAndOne(
                "resolved", "green", "saturated", "orange", "not enough evidence"),
            Query.lines("saturated", Series.of(PlaneMetrics.SATURATED)))
        .size(24, 9);
  }

  /** As the alert and its recording rule see it, which need not be loaded here. */
  private static Panel unresolved() {
    Series every = Series.of(PlaneMetrics.SATURATED).every("estimator");
    return Panels.states(
            "Resolved by no estimator",
            "Orange while every estimator of the layer is saturated, so that no reading of it can"
                + " be believed. In single layers that is so in many a healthy run, first layers"
                + " above all, and a matter of more probe examples; when it is so of all layers for"
                + " five minutes, the alert ReadingsSaturated fires.",
            NOTHING_YET,
            PanelStyle.zeroAndOne("resolved", "green", "by none", "orange", "not enough evidence"),
            Query.lines("none", every.lowestOver("estimator"), every.legendWithout("estimator")))
        .size(24, 9);
  }

  private static Panel inputShare() {
    return Panels.judgedLines(
            "I(X;T) as a share of its ceiling",
            "percentunit",
            NEARLY,
            "I(X;T) over the most the estimator could have read on this many probe examples."
                + " Above 90 % the estimator can hardly resolve more, and a layer that keeps"
                + " more would look the same.",
            NOTHING_YET,
            Query.lines("share", Series.of(PlaneMetrics.CEILING_SHARE).where("quantity", "input")))
        .fields("decimals", 1, "min", 0, "max", 1)
        .linkToLayer(PlanesDashboard.UID);
  }

  /** Not judged: a layer that says all there is about the label is what training is for. */
  private static Panel labelShare() {
    return Panels.lines(
            "I(T;Y) as a share of its ceiling",
            "percentunit",
            "I(T;Y) over the entropy of the labels. Near 100 % the layer says all there is"
                + " to say about the label, which is the aim, unless the null comes near as"
                + " well or the layer is marked as saturated. Not the accuracy of the"
                + " network: the probe set may be one it has learnt by heart.",
            NOTHING_YET,
            Query.lines("share", Series.of(PlaneMetrics.CEILING_SHARE).where("quantity", "label")))
        .fields("decimals", 1, "min", 0, "max", 1)
        .linkToLayer(PlanesDashboard.UID);
  }
}
