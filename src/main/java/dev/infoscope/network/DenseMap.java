// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Range;
import dev.infoscope.numeric.Require;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a layer as a map from what it is given to what it puts out: {@code y_j = act(b_j +
 * sum_k x_k W[k][j])}. A convolution is one from a receptive field to the channels at one position.
 *
 * @param inputs values one output depends on
 * @param outputs units of the layer
 * @param weights row by row, {@code [inputs x outputs]}; read in place, not copied
 * @param bias {@code [outputs]}; read in place, not copied
 * @param activation the function at the end; the identity for the logits of a softmax
 * @param inputBounds values the layer before can put out at all; null when unbounded or unknown
 * @param inputsSeen smallest to largest input on the probe set; null when there was NaN or nothing
 * @param outputsSeen smallest to largest output on the probe set, of logits for a softmax; null
 *     when there was NaN or nothing
 * @param note how the layer was turned into this map, as in {@code batch norm folded}; empty for a
 *     plain dense layer
 * @param feeder name of the layer whose outputs, as its own map gives them, are all the inputs;
 *     null if there is none, as before the first layer or behind a pooling
 */
@SuppressWarnings("ArrayRecordComponent")
public record DenseMap(
    int inputs,
    int outputs,
    double[] weights,
    double[] bias,
    Activation activation,
    @Nullable Range inputBounds,
    @Nullable Range inputsSeen,
    @Nullable Range outputsSeen,
    String note,
    @Nullable String feeder) {
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
   * A map of which nothing else is known.
   *
   * @param inputs values one output depends on
   * @param outputs units of the layer
   * @param weights row by row, {@code [inputs x outputs]}
   * @param bias {@code [outputs]}
   * @param activation the function at the end
   * @return the map
   * @throws IllegalArgumentException if shapes disagree
   */
  public static DenseMap of(
      int inputs, int outputs, double[] weights, double[] bias, Activation activation) {
    return new DenseMap(inputs, outputs, weights, bias, activation, null, null, null, "");
  }

  /**
   * The same map to some of its outputs; weights are copied.
   *
   * @param units which outputs
   * @return a map that none feeds
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
    return new DenseMap(
        inputs,
        units.length,
        someWeights,
        someBias,
        activation,
        inputBounds,
        inputsSeen,
        outputsSeen,
        note);
  }

  /**
   * A map whose inputs are no other map's outputs.
   *
   * @param inputs values one output depends on
   * @param outputs units of the layer
   * @param weights row by row, {@code [inputs x outputs]}
   * @param bias {@code [outputs]}
   * @param activation the function at the end
   * @param inputBounds values the layer before can put out at all
   * @param inputsSeen smallest to largest input on the probe set
   * @param outputsSeen smallest to largest output on the probe set
   * @param note how the layer was turned into this map
   */
  public DenseMap(
      int inputs,
      int outputs,
      double[] weights,
      double[] bias,
      Activation activation,
      @Nullable Range inputBounds,
      @Nullable Range inputsSeen,
      @Nullable Range outputsSeen,
      String note) {
    this(
        inputs,
        outputs,
        weights,
        bias,
        activation,
        inputBounds,
        inputsSeen,
        outputsSeen,
        note,
        null);
  }
}
