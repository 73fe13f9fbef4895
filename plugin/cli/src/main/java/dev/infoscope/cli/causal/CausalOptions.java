// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.discrete.Range;
import dev.infoscope.measure.causal.CausalBins;
import dev.infoscope.measure.causal.JointPlan;
import dev.infoscope.measure.causal.UnitReadings;
import dev.infoscope.network.Layer;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How layers are read.
 *
 * @param inputRange over which inputs are set
 * @param chosenOutputRange over which outputs are binned; null for that of the activation
 * @param bins of inputs and outputs, and what happens beyond them
 * @param joint whether the joint information is estimated
 * @param perEdge whether matrices are wanted
 * @param samples of a block of several layers
 * @param seed of all samples
 */
record CausalOptions(
    Range inputRange,
    @Nullable Range chosenOutputRange,
    CausalBins bins,
    boolean joint,
    boolean perEdge,
    int samples,
    long seed) {
  /** The chosen one or that of the layer's activation. */
  Range outputRange(LayerFiles layer) {
    return chosenOutputRange == null ? layer.outputRange() : chosenOutputRange;
  }

  @Nullable JointPlan plan() {
    return joint ? JointPlan.defaults(seed) : null;
  }

  /** The layer with the ranges over which a transition that ends with it is read. */
  Layer noted(Layer layer, LayerFiles end) {
    return layer.noted(
        String.format(
            Locale.ROOT,
            "inputs %s as given, outputs %s",
            words(inputRange),
            words(outputRange(end))));
  }

  static String words(Range range) {
    return range.low() + ":" + range.high();
  }

  /** What units whose outputs lie beyond the range mean, in a line for people. */
  String outOfRange(UnitReadings units) {
    boolean[] outside = units.outside();
    long count = IntStream.range(0, outside.length).filter(unit -> outside[unit]).count();
    String template =
        switch (bins.overflow()) {
          case CLAMP ->
              "of %d of %d units most outputs are beyond the range and count for an end bin";
          case DROP -> "of %d of %d units all outputs are beyond the range, and so left out";
        };
    return String.format(Locale.ROOT, template, count, outside.length) + "; see --output-range";
  }

  /** Ranges and bins in a line for people. */
  String words(Range outputRange, String activations) {
    String beyond =
        switch (bins.overflow()) {
          case CLAMP -> "count for the end bins";
          case DROP -> "are left out";
        };
    return String.format(
        Locale.ROOT,
        "%s, %d bins, inputs %s, outputs %s, values beyond %s%n",
        activations,
        bins.inputBins(),
        words(inputRange),
        words(outputRange),
        beyond);
  }
}
