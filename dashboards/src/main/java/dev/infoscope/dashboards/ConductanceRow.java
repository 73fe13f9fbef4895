// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.plane.Completeness;
import dev.infoscope.measure.plane.PlaneMetrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plane with conductances in place of activations, and efficiency where it can be trusted. */
final class ConductanceRow {
  private static final String NOTHING_YET =
      "No conductance yet: it is read every fifth epoch, and not of every kind of layer";

  private static final Map<String, @Nullable Object> GREY_AND_DASHED =
      Json.joined(
          Json.object("color", Json.object("mode", "fixed", "fixedColor", "#8e8e8e55")),
          Json.object("custom.lineWidth", 1, "custom.lineStyle", PanelStyle.DASHES));

  private ConductanceRow() {}

  static Row create() {
    Planes plane =
        Planes.of(
            new Planes.Axis("ixc", conductance(PlaneMetrics.INPUT), "I(X;C)"),
            new Planes.Axis("icy", conductance(PlaneMetrics.LABEL), "I(C;Y)"));
    return new Row(
        "Conductance plane, $estimator estimator",
        List.of(linePerLayer(plane), colouredByEpoch(plane), efficiency(), peak(), completeness()));
  }

  private static Panel linePerLayer(Planes plane) {
    return plane.linePerLayer(
        "Conductance plane, one line per layer ($estimator)",
        "A layer is represented by what its units contribute to the logit of the class"
            + " the network predicts. Up: how the layer is used says more about the label."
            + " It knows the layers above, so it may lie higher than the layer's"
            + " activations and need not fall with depth: that is no information gained."
            + " Every fifth epoch, on fewer examples than the activations: its ceilings"
            + " are lower.",
        NOTHING_YET);
  }

  private static Panel colouredByEpoch(Planes plane) {
    return plane.colouredByEpoch(
        "Conductance plane, coloured by epoch ($estimator)",
        "The same points, from the first epoch in the time range (blue) to the last"
            + " (red). A reconstruction after Dabounou and Baazzouz 2024, of whose paper"
            + " the formulas were not known; look for saturation first.",
        NOTHING_YET);
  }

  private static Series conductance(Metric metric) {
    return Series.of(metric).where("signal", "conductance");
  }

  /** What is saturated stays visible, grey and thin. */
  private static final String EFFICIENCY =
      "I(C;Y) / I(X;C), or I(T;Y) / I(X;T), as the signal chosen above. Grey and dashed: I(X;.) is"
          + " at its ceiling, and the quotient is that of two ceilings, the entropy of the labels"
          + " over the logarithm of the number of examples, whatever the network.";

  private static Panel efficiency() {
    Series all = Series.of(PlaneMetrics.EFFICIENCY);
    return Panels.lines(
            "Efficiency per layer, grey where saturated ($signal)",
            "percentunit",
            EFFICIENCY,
            NOTHING_YET,
            Query.lines("resolved", resolved(all), all.legend()),
            Query.lines("all", all.lines(), all.legend() + " (saturated)"))
        .fields("decimals", 1, "min", 0)
        .override("byFrameRefID", "all", GREY_AND_DASHED)
        .linkToLayer(PlanesDashboard.UID);
  }

  private static String resolved(Series all) {
    Series saturated = Series.of(PlaneMetrics.SATURATED).where("quantity", "input");
    return String.format(
        Locale.ROOT,
        "%s unless on (%s) (%s == 1)",
        all.lines(),
        String.join(", ", all.labels()),
        saturated.lines());
  }

  private static Panel peak() {
    return Panels.lines(
            "Layer of largest efficiency ($signal)",
            "none",
            "Index of the layer whose efficiency is largest among those that are not saturated;"
                + " a gap where all are. The paper calls such layers critical; here it is a"
                + " place to look, no finding.",
            NOTHING_YET,
            Query.lines("peak", Series.of(PlaneMetrics.EFFICIENCY_PEAK)))
        .fields("decimals", 0, "min", 0);
  }

  private static Panel completeness() {
    return Panels.judgedLines(
            "Completeness error of conductances",
            "percentunit",
            Completeness.LIMIT,
            "The conductances of a layer must add up to the change of the logit along the"
                + " path. By how much they do not, over that change: summed over examples"
                + " (mean), and of the worst example (max), which is large where the change"
                + " itself is small. A mean above 1 % asks for more steps, unless"
                + " the readings are flagged as not converging.",
            NOTHING_YET,
            Query.lines("error", Series.of(PlaneMetrics.COMPLETENESS_ERROR)))
        .fields("decimals", 2, "min", 0)
        .linkToLayer(PlanesDashboard.UID);
  }
}
