// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * The weights of a layer as a map from what it is given to what it puts out: {@code y_j = act(b_j +
 * sum_k x_k W[k][j])}. A convolution is one from a receptive field to the channels at one position.
 *
 * @param inputs values one output depends on
 * @param outputs units of the layer
 * @param weights row by row, {@code [inputs x outputs]}; read in place, not copied
 * @param bias {@code [outputs]}; read in place, not copied
 * @param activation the function at the end; the identity for the logits of a softmax
 */
@SuppressWarnings("ArrayRecordComponent")
public record DenseMap(
    int inputs, int outputs, double[] weights, double[] bias, Activation activation) {
  /**
   * Checks the shapes. NaN and infinite weights pass.
   *
   * @throws IllegalArgumentException if shapes disagree
   */
  public DenseMap {
    Require.atLeast("inputs", inputs, 1);
    Require.atLeast("outputs", outputs, 1);
    Require.that(
        weights.length == (long) inputs * outputs,
        "weights (%d values) must be inputs x outputs (%d x %d)",
        weights.length,
        inputs,
        outputs);
    Require.that(
        bias.length == outputs,
        "bias (%d values) must have one per output (%d)",
        bias.length,
        outputs);
  }

  /**
   * The same map from some of its inputs; weights are copied.
   *
   * @param kept which inputs; the others are left out, as if they were 0
   * @return a map from as many inputs
   */
  public DenseMap inputsOnly(int... kept) {
    double[] some = new double[kept.length * outputs];
    for (int k = 0; k < kept.length; k++) {
      System.arraycopy(weights, kept[k] * outputs, some, k * outputs, outputs);
    }
    return new DenseMap(kept.length, outputs, some, bias.clone(), activation);
  }

  /**
   * The same map to some of its outputs; weights are copied.
   *
   * @param units which outputs
   * @return a map to as many outputs
   */
  public DenseMap outputsOnly(int... units) {
    double[] someWeights = new double[inputs * units.length];
    double[] someBias = new double[units.length];
    for (int j = 0; j < units.length; j++) {
      someBias[j] = bias[units[j]];
    }
    for (int k = 0; k < inputs; k++) {
      for (int j = 0; j < units.length; j++) {
        someWeights[k * units.length + j] = weights[k * outputs + units[j]];
      }
    }
    return new DenseMap(inputs, units.length, someWeights, someBias, activation);
  }

  /**
   * Weight magnitude of every output: the Euclidean length of its incoming weights.
   *
   * @return {@code [outputs]}; {@code NaN} where a weight is
   */
  public double[] magnitudes() {
    double[] squares = new double[outputs];
    for (int i = 0; i < weights.length; i++) {
      squares[i % outputs] += weights[i] * weights[i];
    }
    return Arrays.stream(squares).map(Math::sqrt).toArray();
  }
}
