// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.measure.neuron.DuplicateUnit;
import dev.infoscope.measure.neuron.LayerNeurons;
import dev.infoscope.measure.neuron.UnitValues;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes units out of a hidden dense layer that are dead or duplicates on the data they were read
 * on, and changes nothing on these data: the value of a dead unit times its weights goes to the
 * biases of the next layer, the outgoing weights of a duplicate to those of the unit it repeats.
 *
 * @param network the smaller network
 * @param dead how many units were dead
 * @param duplicates how many were duplicates
 */
public record Pruning(DenseNetwork network, int dead, int duplicates) {
  /**
   * Prunes one layer.
   *
   * @param network the network
   * @param layer index of the layer, not the last
   * @param neurons the layer's neurons
   * @param values what was seen of them, for the values of dead ones
   * @return the smaller network; a layer that is dead altogether keeps its first unit
   * @throws IllegalArgumentException if the layer is not a hidden one, or has other units
   */
  public static Pruning of(
      DenseNetwork network, int layer, LayerNeurons neurons, UnitValues values) {
    Require.that(
        layer >= 0 && layer < network.layers().size() - 1,
        "layer %d must be a hidden one, from 0 to %d",
        layer,
        network.layers().size() - 2);
    DenseLayer own = network.layers().get(layer);
    Require.that(
        own.units() == neurons.neurons().size() && own.units() == values.units(),
        "layer %d has %d units, the neurons are %d and the values %d",
        layer,
        own.units(),
        neurons.neurons().size(),
        values.units());
    DenseLayer next = rewired(network.layers().get(layer + 1), neurons, values);
    boolean[] gone = new boolean[own.units()];
    neurons.dead().forEach(unit -> gone[unit] = true);
    neurons.duplicates().forEach(twin -> gone[twin.unit()] = true);
    int[] kept = IntStream.range(0, gone.length).filter(unit -> !gone[unit]).toArray();
    List<DenseLayer> layers = new ArrayList<>(network.layers());
    layers.set(layer, columns(own, kept.length == 0 ? new int[1] : kept));
    layers.set(layer + 1, rows(next, kept.length == 0 ? new int[1] : kept));
    return new Pruning(
        new DenseNetwork(layers), neurons.dead().size(), neurons.duplicates().size());
  }

  /** The next layer, with what the units said moved to where it stays; dead ones weigh nothing. */
  private static DenseLayer rewired(DenseLayer next, LayerNeurons neurons, UnitValues values) {
    float[] weights = next.weights().clone();
    double[] bias = new double[next.units()];
    Arrays.setAll(bias, j -> next.bias()[j]);
    for (int unit : neurons.dead()) {
      for (int j = 0; j < bias.length; j++) {
        bias[j] += values.mean(unit) * weights[unit * bias.length + j];
        weights[unit * bias.length + j] = 0;
      }
    }
    for (DuplicateUnit twin : neurons.duplicates()) {
      for (int j = 0; j < bias.length; j++) {
        weights[twin.of() * bias.length + j] += weights[twin.unit() * bias.length + j];
      }
    }
    float[] rounded = new float[bias.length];
    for (int j = 0; j < bias.length; j++) {
      rounded[j] = (float) bias[j];
    }
    return new DenseLayer(weights, rounded, next.activation());
  }

  private static DenseLayer columns(DenseLayer layer, int[] kept) {
    float[] weights = new float[layer.inputs() * kept.length];
    float[] bias = new float[kept.length];
    for (int column = 0; column < kept.length; column++) {
      bias[column] = layer.bias()[kept[column]];
      for (int i = 0; i < layer.inputs(); i++) {
        weights[i * kept.length + column] = layer.weights()[i * layer.units() + kept[column]];
      }
    }
    return new DenseLayer(weights, bias, layer.activation());
  }

  private static DenseLayer rows(DenseLayer layer, int[] kept) {
    int units = layer.units();
    float[] weights = new float[kept.length * units];
    for (int row = 0; row < kept.length; row++) {
      System.arraycopy(layer.weights(), kept[row] * units, weights, row * units, units);
    }
    return new DenseLayer(weights, layer.bias(), layer.activation());
  }
}
