// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.count.Mix;
import dev.infoscope.measure.Layer;
import org.jspecify.annotations.Nullable;

/**
 * How the causal plane of a training run is read.
 *
 * @param bins of inputs and outputs; the same for all layers and epochs
 * @param joint how much the joint effective information may cost; null to leave it out
 */
public record CausalSettings(CausalBins bins, @Nullable JointPlan joint) {
  /**
   * 16 bins, clamped, no joint effective information: a few milliseconds per layer and epoch.
   *
   * @return the defaults
   */
  public static CausalSettings defaults() {
    return new CausalSettings(CausalBins.of(16), null);
  }

  /**
   * Another number of bins on both sides.
   *
   * @param count at least 2; cost grows with its square
   * @return a copy
   */
  public CausalSettings withBins(int count) {
    return new CausalSettings(CausalBins.of(count), joint);
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
    return new CausalSettings(bins, plan);
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
