// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.count.Range;
import dev.infoscope.measure.causal.CausalBins;
import dev.infoscope.measure.causal.JointPlan;
import org.jspecify.annotations.Nullable;

/**
 * How a layer is read.
 *
 * @param activation of the layer
 * @param inputRange over which inputs are set
 * @param chosenOutputRange over which outputs are binned; null for that of the activation
 * @param bins on both sides
 * @param joint whether the joint information is estimated
 * @param perEdge whether matrices are wanted
 * @param seed of the joint estimate
 */
record CausalOptions(
    NamedActivation activation,
    Range inputRange,
    @Nullable Range chosenOutputRange,
    int bins,
    boolean joint,
    boolean perEdge,
    long seed) {
  private static final Range UNIT = new Range(0, 1);

  /** Without bounds and without a choice 0 to 1, as in the authors' own runs. */
  Range outputRange() {
    Range bounds = activation.function().range();
    if (chosenOutputRange != null) {
      return chosenOutputRange;
    }
    return bounds == null ? UNIT : bounds;
  }

  CausalBins causalBins() {
    return CausalBins.of(bins);
  }

  @Nullable JointPlan plan() {
    return joint ? JointPlan.defaults(seed) : null;
  }

  static String words(Range range) {
    return range.low() + ":" + range.high();
  }
}
