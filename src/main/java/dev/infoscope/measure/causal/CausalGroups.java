// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Require;

/**
 * Effective information between a group of inputs and a group of outputs, I(X_G;Y_H), all inputs
 * being varied: the inputs outside the group are noise, the outputs outside it are not looked at.
 * One of each is an edge of EI_parts, all of both the joint effective information.
 */
public final class CausalGroups {
  private final CausalBins bins;
  private final JointPlan plan;

  /**
   * A view with given bins.
   *
   * @param bins of inputs and outputs
   * @param plan how much sampling it may cost
   */
  public CausalGroups(CausalBins bins, JointPlan plan) {
    this.bins = bins;
    this.plan = plan;
  }

  /**
   * Estimates the information between two groups.
   *
   * @param layer the layer, all weights and biases finite
   * @param inputs numbers of the input units, from 0, each once, at least one
   * @param outputs numbers of the output units, from 0, each once, at least one
   * @return the estimate with its bounds
   * @throws IllegalArgumentException if a group is empty, names a unit that is not there or twice,
   *     or a weight is not finite
   */
  public JointInformation between(LayerTransition layer, int[] inputs, int[] outputs) {
    check("inputs", inputs, layer.inputs());
    check("outputs", outputs, layer.outputs());
    LayerTransition part = layer.outputsOnly(outputs);
    for (int at = 0; at < part.weights().length; at++) {
      double weight = part.weights()[at];
      Require.that(Double.isFinite(weight), "weight %d (%s) must be finite", at, weight);
    }
    OutputThresholds thresholds =
        OutputThresholds.of(layer.activation(), layer.outputRange(), bins);
    InputCells cells = new InputCells(layer, bins.inputBins(), inputs);
    double lower = mostOfOneOutput(part, inputs);
    double upper = Math.min(inputs.length * Bits.log2(bins.inputBins()), entropies(part));
    return new JointSampler(plan).estimate(part, cells, thresholds, lower, upper);
  }

  /** Information of the inputs, one by one, about the output they tell most about. */
  private double mostOfOneOutput(LayerTransition part, int[] inputs) {
    double[] edges = new CausalEdges(bins).parts(part);
    int outputs = part.outputs();
    double most = 0;
    for (int unit = 0; unit < outputs; unit++) {
      double sum = 0;
      for (int input : inputs) {
        sum += edges[input * outputs + unit];
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  private double entropies(LayerTransition part) {
    return new CausalPlane(bins, null).measure(part).units().totalEntropy();
  }

  private static void check(String name, int[] group, int size) {
    Require.atLeast("number of " + name, group.length, 1);
    boolean[] seen = new boolean[size];
    for (int unit : group) {
      Require.that(unit >= 0 && unit < size, "%s (%d) must be from 0 to %d", name, unit, size - 1);
      Require.that(!seen[unit], "%s (%d) must be named once", name, unit);
      seen[unit] = true;
    }
  }
}
