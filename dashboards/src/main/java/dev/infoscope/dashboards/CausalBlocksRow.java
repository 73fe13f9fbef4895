// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.causal.CausalMetrics;
import java.util.List;

/** What inputs of several layers together do to the outputs of the last. */
final class CausalBlocksRow {
  private static final String NOT_ASKED_FOR =
      "Only on request: builder.causal(causal -> causal.withBlocks())";

  private CausalBlocksRow() {}

  static Row create() {
    return new Row(
            "Causal plane of blocks of layers",
            List.of(information(), sensitivity(), degeneracy(), connected()))
        .collapsed();
  }

  private static Panel lines(String title, String unit, String description, Metric metric) {
    return Panels.lines(
            title, unit, description, NOT_ASKED_FOR, Query.lines("block", Series.of(metric)))
        .field("decimals", 2)
        .linkToLayer(PlanesDashboard.UID);
  }

  private static Panel information() {
    return lines(
        "Effective information of blocks, by parts",
        "bits",
        "From the inputs of the layer named last in the legend, set at random, to the outputs of"
            + " the layer named first: summed over pairs, sampled, corrected for bias. A fall"
            + " along the depth is what later layers no longer tell of single inputs. Compare a"
            + " block with itself over epochs.",
        CausalMetrics.BLOCK_INFORMATION);
  }

  private static Panel sensitivity() {
    return lines(
        "Sensitivity of blocks",
        "bits",
        "What each input does to each output through all layers of the block while all others are"
            + " held at 0, summed over pairs.",
        CausalMetrics.BLOCK_SENSITIVITY);
  }

  private static Panel degeneracy() {
    return lines(
        "Degeneracy of blocks",
        "bits",
        "Sensitivity less effective information of the block. Below 0 it is no error: with coarse"
            + " bins other inputs lift a pair over a bin edge that it does not reach alone.",
        CausalMetrics.BLOCK_DEGENERACY);
  }

  private static Panel connected() {
    return lines(
        "Connected pairs of blocks",
        "percentunit",
        "Pairs of input and output with more information than chance gives (chi-squared, a false"
            + " discovery rate of 5 %). A pair left out may be connected too weakly for the"
            + " number of samples.",
        CausalMetrics.BLOCK_CONNECTED);
  }
}
