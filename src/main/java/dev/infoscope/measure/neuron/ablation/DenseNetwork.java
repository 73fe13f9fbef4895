// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.discrete.Activations;
import dev.infoscope.measure.neuron.LabelledRows;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.numeric.Require;
import java.util.List;
import java.util.Objects;

/**
 * A classifier of dense layers. The class is the highest output, the first of equal ones, and none
 * with {@code NaN} among the outputs; a monotone activation of the last layer, as softmax, changes
 * nothing and is not applied. Computed in single precision, with weights rounded to it.
 *
 * @param layers from input to output, at least one
 */
public record DenseNetwork(List<DenseMap> layers) {
  /**
   * Checks that the layers fit.
   *
   * @throws IllegalArgumentException if there is none, one has other inputs than the one before has
   *     outputs, or a hidden one has an activation that is not {@linkplain #runs run}
   */
  public DenseNetwork {
    layers = List.copyOf(layers);
    Require.atLeast("layers", layers.size(), 1);
    for (int i = 1; i < layers.size(); i++) {
      Require.that(
          layers.get(i).inputs() == layers.get(i - 1).outputs(),
          "layer %d has %d inputs, the layer before %d units",
          i,
          layers.get(i).inputs(),
          layers.get(i - 1).outputs());
      Require.that(
          runs(layers.get(i - 1).activation()),
          "activation (%s) of layer %d must be identity, relu, sigmoid or tanh",
          layers.get(i - 1).activation(),
          i - 1);
    }
  }

  /**
   * Whether hidden layers may have this activation: identity, ReLU, sigmoid or tanh.
   *
   * @param activation of a layer
   * @return false for all others
   */
  public static boolean runs(Activation activation) {
    return ActivationLoop.of(activation) != null;
  }

  /**
   * Number of classes.
   *
   * @return units of the last layer
   */
  public int classes() {
    return layers.get(layers.size() - 1).outputs();
  }

  /**
   * Share of the examples classified correctly: a forward pass.
   *
   * @param inputs {@code [examples x inputs]}
   * @param labels one per example
   * @return from 0 to 1; {@code NaN} without examples
   * @throws IllegalArgumentException if shapes disagree or a label is out of range
   */
  public double accuracy(Activations inputs, int[] labels) {
    check(inputs, labels);
    float[][] values = blocks(layers.size());
    float[] block = new float[inputs.units() * Blocks.ROWS];
    double[] rows = new double[block.length];
    int correct = 0;
    for (int first = 0; first < labels.length; first += Blocks.ROWS) {
      Blocks.load(inputs, first, rows, block);
      forward(block, values, layers.size());
      correct += Blocks.correct(values[layers.size() - 1], classes(), labels, first);
    }
    return (double) correct / labels.length;
  }

  /**
   * What a layer puts out; the last one without its activation.
   *
   * @param layer index of the layer
   * @param inputs {@code [examples x inputs]}
   * @return {@code [examples x units of the layer]}
   */
  public Activations outputs(int layer, Activations inputs) {
    int units = layers.get(layer).outputs();
    float[] outputs = new float[inputs.examples() * units];
    float[][] values = blocks(layer + 1);
    float[] block = new float[inputs.units() * Blocks.ROWS];
    double[] rows = new double[block.length];
    for (int first = 0; first < inputs.examples(); first += Blocks.ROWS) {
      Blocks.load(inputs, first, rows, block);
      forward(block, values, layer + 1);
      int count = Math.min(Blocks.ROWS, inputs.examples() - first);
      for (int i = 0; i < count * units; i++) {
        outputs[first * units + i] = values[layer][i % units * Blocks.ROWS + i / units];
      }
    }
    return Activations.of(outputs, units);
  }

  /** Refuses test data that do not fit. */
  void check(Activations inputs, int[] labels) {
    Require.that(
        inputs.units() == layers.get(0).inputs(),
        "the data have %d columns, the network %d inputs",
        inputs.units(),
        layers.get(0).inputs());
    LabelledRows.check(inputs, labels, classes(), inputs.units());
  }

  /** Room for one block of the outputs of the first layers. */
  float[][] blocks(int count) {
    float[][] blocks = new float[count][];
    for (int layer = 0; layer < count; layer++) {
      blocks[layer] = new float[layers.get(layer).outputs() * Blocks.ROWS];
    }
    return blocks;
  }

  /** The activation of a hidden layer. */
  ActivationLoop loop(int layer) {
    return Objects.requireNonNull(ActivationLoop.of(layers.get(layer).activation()));
  }

  /** Runs a block through the first layers. */
  void forward(float[] inputs, float[][] values, int count) {
    float[] below = inputs;
    for (int layer = 0; layer < count; layer++) {
      Blocks.affine(layers.get(layer), below, values[layer]);
      if (layer < layers.size() - 1) {
        loop(layer).apply(values[layer], 0, values[layer].length);
      }
      below = values[layer];
    }
  }
}
