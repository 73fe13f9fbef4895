// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import org.jspecify.annotations.Nullable;

/**
 * How the causal plane of a training run is read.
 *
 * @param bins of inputs and outputs; the same for all layers and epochs
 * @param joint how much the joint effective information may cost; null to leave it out
 * @param inputs range of inputs that have no bounds of their own, as of the network's; null to take
 *     what the probe set fills when a layer is first seen
 * @param blocks how much blocks of several layers may cost; null to leave them out
 */
public record CausalSettings(
    CausalBins bins,
    @Nullable JointPlan joint,
    @Nullable Range inputs,
    @Nullable BlockPlan blocks) {
  /**
   * Checks that blocks can be read with the bins.
   *
   * @throws IllegalArgumentException if blocks are asked for with more bins than they can have, or
   *     with {@link Overflow#DROP}
   */
  public CausalSettings {
    if (blocks != null) {
      CausalBlocks.check(bins);
    }
  }

  /**
   * 16 bins, clamped, no joint effective information: a few milliseconds per layer and epoch.
   *
   * @return the defaults
   */
  public static CausalSettings defaults() {
    return new CausalSettings(CausalBins.of(16), null, null, null);
  }

  /**
   * Another number of bins on both sides.
   *
   * @param count at least 2; cost grows with its square
   * @return a copy
   */
  public CausalSettings withBins(int count) {
    return new CausalSettings(CausalBins.of(count).with(bins.overflow()), joint, inputs, blocks);
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
    return new CausalSettings(bins, plan, inputs, blocks);
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
    return new CausalSettings(bins, joint, range, blocks);
  }

  /**
   * Another rule for outputs beyond their range. {@link Overflow#DROP} is for comparison with the
   * authors' program only.
   *
   * @param rule the rule; {@link Overflow#CLAMP} by default
   * @return a copy
   */
  public CausalSettings withOverflow(Overflow rule) {
    return new CausalSettings(bins.with(rule), joint, inputs, blocks);
  }

  /**
   * With blocks of several dense layers, from the inputs of the first that feeds the next to the
   * outputs of every later one; sampled. Seconds of CPU per epoch where the first layer has
   * hundreds of inputs.
   *
   * @return a copy
   */
  public CausalSettings withBlocks() {
    return withBlocks(BlockPlan.defaults(1));
  }

  /**
   * With blocks of several dense layers.
   *
   * @param plan how much they may cost
   * @return a copy
   * @throws IllegalArgumentException if there are too many bins for blocks, or values are dropped
   */
  public CausalSettings withBlocks(BlockPlan plan) {
    return new CausalSettings(bins, joint, inputs, plan);
  }

  /**
   * Another seed of what is sampled; all else is exact.
   *
   * @param seed any number
   * @return a copy
   */
  public CausalSettings withSeed(long seed) {
    return new CausalSettings(
        bins,
        joint == null ? null : joint.withSeed(seed),
        inputs,
        blocks == null ? null : blocks.withSeed(seed));
  }

  /** The plan of a layer, the same every epoch. */
  @Nullable JointPlan plan(Layer layer) {
    return joint == null ? null : joint.withSeed(Mix.at(joint.seed(), layer.index()));
  }
}
