// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.usable.UsableMetrics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What layers know about input and label, how far to believe it, and what they do to inputs set at
 * random.
 */
final class PlanesDashboard {
  static final String UID = "infoscope-planes";

  private static final String NOTHING_YET = "No epoch examined yet";

  private static final Map<String, @Nullable Object> DASHED =
      Json.object("custom.lineWidth", 1, "custom.lineStyle", PanelStyle.DASHES);

  private PlanesDashboard() {}

  static Dashboard create() {
    return new Dashboard(
        UID,
        "Infoscope / Planes",
        "Where information about the input goes while a network trains, where information about"
            + " the label comes from, whether the estimates can be trusted, and what layers do"
            + " to inputs set at random.",
        List.of(
            plane(),
            course(),
            ConductanceRow.create(),
            UncertaintyRow.create(),
            CausalRow.create(),
            CausalBlocksRow.create()));
  }

  private static Row plane() {
    Planes plane =
        Planes.of(
            new Planes.Axis("ixt", Series.of(PlaneMetrics.INPUT), "I(X;T)"),
            new Planes.Axis("ity", Series.of(PlaneMetrics.LABEL), "I(T;Y)"));
    return new Row(
        "Information plane, $estimator estimator, $signal",
        List.of(linePerLayer(plane), colouredByEpoch(plane)));
  }

  private static Panel linePerLayer(Planes plane) {
    return plane.linePerLayer(
        "Information plane, one line per layer ($estimator)",
        "Right: the layer keeps more of the input. Up: it says more about the label. One"
            + " line per layer, dots grow with the epoch. Do not read compression out of"
            + " a leftward turn before the row \"How far to trust it\" shows no"
            + " saturation: at the ceiling the place of a layer says more about the"
            + " number of examples than about the layer. Epochs shorter than the step of"
            + " the time range are left out; zoom in. A run restarted under its old name"
            + " is drawn over itself.",
        NOTHING_YET);
  }

  private static Panel colouredByEpoch(Planes plane) {
    return plane.colouredByEpoch(
        "Information plane, coloured by epoch ($estimator)",
        "The same points, from the first epoch in the time range (blue) to the last"
            + " (red), so that phases show across layers. The same caveats apply: look for"
            + " saturation first. Never compare with a plane of another estimator.",
        NOTHING_YET);
  }

  private static Row course() {
    return new Row(
        "Over time", List.of(input(), label(), usable(), efficiency(), givenLabel(), estimators()));
  }

  private static Panel usable() {
    return Panels.lines(
            "Usable by a linear reader",
            "bits",
            "How many bits about the label a linear reader of the layer can use, less what"
                + " learning to read costs; every fifth epoch. It rises with depth where"
                + " layers make information easier to read, though I(T;Y) cannot. Dashed:"
                + " the same with shuffled labels, about 0.",
            "Nothing yet: it is read every fifth epoch",
            Query.lines("usable", Series.of(UsableMetrics.USABLE)),
            Query.named("shuffled", Series.of(UsableMetrics.NULL)))
        .field("decimals", 2)
        .override("byFrameRefID", "shuffled", DASHED)
        .linkToLayer(UID);
  }

  private static Panel input() {
    return Panels.lines(
            "I(X;T): what a layer keeps of the input",
            "bits",
            "How many bits tell the probe examples apart after this layer, at the estimator's"
                + " resolution. A network without noise loses nothing in theory, so a falling"
                + " line means that values crowd together within the bins or the noise, not"
                + " that information is gone for good. Flat at the top: see saturation.",
            NOTHING_YET,
            Query.lines("ixt", Series.of(PlaneMetrics.INPUT)))
        .fields("decimals", 2, "min", 0)
        .linkToLayer(UID);
  }

  /** The null is thin and dashed, so that it reads as the floor of the line above. */
  private static Panel label() {
    return Panels.lines(
            "I(T;Y): what a layer says about the label, and its null",
            "bits",
            "Solid: bits about the label. Dashed: what the same estimator reads when the"
                + " labels are shuffled and there is nothing to know. Only the distance"
                + " between the two means something; where they meet, the reading is an"
                + " artefact of too few examples. Whether the level can be believed with so many"
                + " examples, units and classes: flag beyond_audit, under Flagged readings.",
            NOTHING_YET,
            Query.lines("ity", Series.of(PlaneMetrics.LABEL)),
            Query.named("shuffled", Series.of(PlaneMetrics.LABEL_NULL)))
        .fields("decimals", 2, "min", 0)
        .override("byFrameRefID", "shuffled", DASHED)
        .linkToLayer(UID);
  }

  private static Panel efficiency() {
    return Panels.lines(
            "Efficiency: I(T;Y) / I(X;T)",
            "percentunit",
            "How much of what a layer keeps is about the label (information transformation"
                + " efficiency). Rising while I(T;Y) stays level: the layer drops what the"
                + " label does not need. When either quantity is saturated, this is the"
                + " quotient of two ceilings and tells nothing.",
            NOTHING_YET,
            Query.lines("ite", Series.of(PlaneMetrics.EFFICIENCY)))
        .fields("decimals", 1, "min", 0)
        .linkToLayer(UID);
  }

  private static Panel givenLabel() {
    return Panels.lines(
            "I(X;T|Y): what a layer keeps beyond the label",
            "bits",
            "I(X;T) - I(T;Y) under one estimator. Falling while I(T;Y) stays level: the layer"
                + " drops what the label does not need. When either quantity is saturated,"
                + " this is the difference of two ceilings and tells nothing.",
            NOTHING_YET,
            Query.lines("ixt_y", Series.of(PlaneMetrics.INPUT_GIVEN_LABEL)))
        .field("decimals", 2)
        .linkToLayer(UID);
  }

  /** Side by side, each its own line: the one place where estimators meet. */
  private static Panel estimators() {
    Series every = Series.of(PlaneMetrics.INPUT).every("estimator");
    return Panels.lines(
            "I(X;T) by every estimator",
            "bits",
            "Each line is one layer under one estimator, named at its end. The pairwise bounds"
                + " bracket the truth of a noisy network, bins see another resolution: levels"
                + " are not comparable. Trust a trend that all of them show, and choose one"
                + " layer above to see it.",
            NOTHING_YET,
            Query.lines("every", every))
        .fields("decimals", 2, "min", 0);
  }
}
