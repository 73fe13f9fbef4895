// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.discrete.Range;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.List;

/**
 * Several dense layers seen as one map, from the inputs of the first to the outputs of the last.
 *
 * @param layers from input to output, at least one
 */
public record LayerBlock(List<LayerTransition> layers) {
  /**
   * Checks that the layers fit together and are finite.
   *
   * @throws IllegalArgumentException if there is no layer, neighbours disagree in width, or a
   *     weight or bias is not finite
   */
  public LayerBlock {
    layers = List.copyOf(layers);
    Require.atLeast("layers", layers.size(), 1);
    for (int i = 0; i < layers.size(); i++) {
      LayerTransition layer = layers.get(i);
      int before = i == 0 ? layer.inputs() : layers.get(i - 1).outputs();
      Require.that(
          layer.inputs() == before,
          "layer %d takes %d inputs, the one before puts out %d",
          i,
          layer.inputs(),
          before);
      Require.that(layer.isFinite(), "weights and biases of layer %d must be finite", i);
    }
  }

  /**
   * Width of the block's input.
   *
   * @return units
   */
  public int inputs() {
    return layers.get(0).inputs();
  }

  /**
   * Width of the block's output.
   *
   * @return units
   */
  public int outputs() {
    return last().outputs();
  }

  Range inputRange() {
    return layers.get(0).inputRange();
  }

  Range outputRange() {
    return last().outputRange();
  }

  private LayerTransition last() {
    return layers.get(layers.size() - 1);
  }

  /** Maps inputs {@code [inputs x points]} to outputs {@code [outputs x points]}. */
  double[] map(double[] values, int points) {
    double[] now = values;
    for (LayerTransition layer : layers) {
      now = ForwardPass.map(layer, now, points);
    }
    return now;
  }

  /** Maps values of one input, all others at 0, to outputs {@code [outputs x points]}. */
  double[] sweep(int input, double[] values) {
    double[] now = ForwardPass.map(only(input), values, values.length);
    for (LayerTransition layer : layers.subList(1, layers.size())) {
      now = ForwardPass.map(layer, now, values.length);
    }
    return now;
  }

  /** The first layer with one of its inputs alone. */
  private LayerTransition only(int input) {
    LayerTransition first = layers.get(0);
    int units = first.outputs();
    double[] row = Arrays.copyOfRange(first.weights(), input * units, (input + 1) * units);
    return new LayerTransition(
        1, units, row, first.bias(), first.activation(), first.inputRange(), first.outputRange());
  }
}
