// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.causal.CausalMetrics;
import java.util.List;

/** What inputs of a layer do to its outputs when they are set at random. */
final class CausalRow {
  private static final String NOTHING_YET = "No epoch examined yet, or no layer with weights";

  private CausalRow() {}

  static Row create() {
    Planes plane = plane();
    return new Row(
        "Causal plane, effective information by $kind",
        List.of(
            linePerLayer(plane),
            colouredByEpoch(plane),
            sensitivity(),
            information(),
            degeneracy(),
            wideLimit(),
            integrated()));
  }

  private static Planes plane() {
    return Planes.signed(
        new Planes.Axis("ei", Series.of(CausalMetrics.EFFECTIVE_INFORMATION), "EI"),
        new Planes.Axis("degeneracy", Series.of(CausalMetrics.DEGENERACY), "Degeneracy"));
  }

  private static Panel linePerLayer(Planes plane) {
    return plane.linePerLayer(
        "Causal plane, one line per layer ($kind)",
        "Right: the inputs of a layer, set at random, say more about its outputs. Up: more"
            + " is lost because they act together. Sensitivity is the sum of both axes, so"
            + " a layer that climbs straight up grows more sensitive and more degenerate"
            + " at once. The published plane is this one turned by 45 degrees. Layers of"
            + " different width are not comparable: everything is a sum over edges.",
        NOTHING_YET);
  }

  private static Panel colouredByEpoch(Planes plane) {
    return plane.colouredByEpoch(
        "Causal plane, coloured by epoch ($kind)",
        "The same points, from the first epoch in the time range (blue) to the last"
            + " (red). It knows the weights and not the data: inputs are uniform and"
            + " independent here, which those of a real network are not. That movement in"
            + " this plane foretells generalisation is a conjecture.",
        NOTHING_YET);
  }

  private static Panel lines(
      String title, String unit, String description, String noValue, Metric metric) {
    return Panels.lines(title, unit, description, noValue, Query.lines("causal", Series.of(metric)))
        .field("decimals", 2)
        .linkToLayer(PlanesDashboard.UID);
  }

  private static Panel sensitivity() {
    return lines(
        "Sensitivity",
        "bits",
        "What each input does to each output while all others are held at 0, summed over edges;"
            + " exact. In wide layers it is often 0: one input alone moves no output into"
            + " another bin. 0 is the edge of a sigmoid's range and the middle of a tanh's, so"
            + " the two are not comparable.",
        NOTHING_YET,
        CausalMetrics.SENSITIVITY);
  }

  private static Panel information() {
    return lines(
        "Effective information ($kind)",
        "bits",
        "What the inputs say about the outputs when all are set at random. By parts: summed over"
            + " single edges, exact. Joint: of all inputs about all outputs, estimated, and"
            + " refused (a gap) where the outputs have too many patterns. No score for pruning:"
            + " in the authors' own test the size of a weight did better.",
        NOTHING_YET,
        CausalMetrics.EFFECTIVE_INFORMATION);
  }

  private static Panel degeneracy() {
    return lines(
        "Degeneracy ($kind)",
        "bits",
        "Sensitivity less effective information. Below 0 it is no error: with coarse bins the"
            + " other inputs lift an edge over a bin edge that it does not reach alone.",
        NOTHING_YET,
        CausalMetrics.DEGENERACY);
  }

  private static Panel wideLimit() {
    return lines(
        "Effective information by parts, over the wide limit",
        "percentunit",
        "Per unit, over the 0.72 bits that a wide layer with fine bins comes to whatever its"
            + " weights. Near 100 % in a wide layer effective information by parts tells"
            + " nothing about what was learnt; a fall is saturation.",
        NOTHING_YET,
        CausalMetrics.WIDE_LIMIT_SHARE);
  }

  private static Panel integrated() {
    return lines(
        "Integrated information",
        "bits",
        "Joint effective information less that by parts. Below 0 where units repeat each other."
            + " Values of earlier programs are too high for more than about six inputs: their"
            + " joint estimate was the entropy of the outputs.",
        "Only with the joint estimate: builder.causal(causal -> causal.withJoint())",
        CausalMetrics.INTEGRATED_INFORMATION);
  }
}
