// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.count.Mix;
import dev.infoscope.count.Range;
import dev.infoscope.count.Require;
import dev.infoscope.measure.Layer;
import org.jspecify.annotations.Nullable;

/**
 * How the causal plane of a training run is read.
 *
 * @param bins of inputs and outputs; the same for all layers and epochs
 * @param joint how much the joint effective information may cost; null to leave it out
 * @param inputs range of inputs that have no bounds of their own, as of the network's; null to take
 *     what the probe set fills when a layer is first seen
 */
public record CausalSettings(CausalBins bins, @Nullable JointPlan joint, @Nullable Range inputs) {
  /**
   * 16 bins, clamped, no joint effective information: a few milliseconds per layer and epoch.
   *
   * @return the defaults
   */
  public static CausalSettings defaults() {
    return new CausalSettings(CausalBins.of(16), null, null);
  }

  /**
   * Another number of bins on both sides.
   *
   * @param count at least 2; cost grows with its square
   * @return a copy
   */
  public CausalSettings withBins(int count) {
    return new CausalSettings(CausalBins.of(count), joint, inputs);
  }

  /**
   * With the joint effective information, for layers of up to about ten units; wider ones are
   * refused with bounds. About a second of CPU per layer and epoch.
   *
   * @return a copy
   */
  public CausalSettings withJoint() {
    return withJoint(JointPlan.defaults(1));
  }

  /**
   * With the joint effective information.
   *
   * @param plan how much it may cost
   * @return a copy
   */
  public CausalSettings withJoint(JointPlan plan) {
    return new CausalSettings(bins, plan, inputs);
  }

  /**
   * A range for inputs that have no bounds of their own, in place of what the probe set fills.
   *
   * @param low smallest value
   * @param high largest value, above {@code low}
   * @return a copy
   * @throws IllegalArgumentException if the range is empty or not finite
   */
  public CausalSettings withInputRange(double low, double high) {
    Range range = new Range(low, high);
    Require.that(!range.isPoint(), "input range (%s) must not be a point", range);
    return new CausalSettings(bins, joint, range);
  }

  /**
   * Another seed of the joint plan, if there is one; all else is exact.
   *
   * @param seed any number
   * @return a copy
   */
  public CausalSettings withSeed(long seed) {
    return joint == null
        ? this
        : withJoint(new JointPlan(joint.cells(), joint.points(), joint.samples(), seed));
  }

  /** The plan of a layer, the same every epoch. */
  @Nullable JointPlan plan(Layer layer) {
    return joint == null ? null : withSeed(Mix.at(joint.seed(), layer.index())).joint();
  }
}
