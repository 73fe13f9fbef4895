// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.discrete.Activations;
import dev.infoscope.measure.neuron.LabelledRows;
import dev.infoscope.numeric.Require;
import java.util.List;

/**
 * A classifier of dense layers. The class is the highest output, the first of equal ones, and none
 * with {@code NaN} among the outputs; a monotone activation of the last layer, as softmax, changes
 * nothing and is not applied.
 *
 * @param layers from input to output, at least one
 */
public record DenseNetwork(List<DenseLayer> layers) {
  /**
   * Checks that the layers fit.
   *
   * @throws IllegalArgumentException if there is none, or one has other inputs than the one before
   *     has units
   */
  public DenseNetwork {
    layers = List.copyOf(layers);
    Require.atLeast("layers", layers.size(), 1);
    for (int i = 1; i < layers.size(); i++) {
      Require.that(
          layers.get(i).inputs() == layers.get(i - 1).units(),
          "layer %d has %d inputs, the layer before %d units",
          i,
          layers.get(i).inputs(),
          layers.get(i - 1).units());
    }
  }

  /**
   * Number of classes.
   *
   * @return units of the last layer
   */
  public int classes() {
    return layers.get(layers.size() - 1).units();
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
    int units = layers.get(layer).units();
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
      blocks[layer] = new float[layers.get(layer).units() * Blocks.ROWS];
    }
    return blocks;
  }

  /** Runs a block through the first layers. */
  void forward(float[] inputs, float[][] values, int count) {
    float[] below = inputs;
    for (int layer = 0; layer < count; layer++) {
      layers.get(layer).affine(below, values[layer]);
      if (layer < layers.size() - 1) {
        layers.get(layer).activation().apply(values[layer], 0, values[layer].length);
      }
      below = values[layer];
    }
  }
}
