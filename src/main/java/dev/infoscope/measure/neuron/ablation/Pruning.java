// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.measure.neuron.DuplicateUnit;
import dev.infoscope.measure.neuron.LayerNeurons;
import dev.infoscope.measure.neuron.UnitValues;
import dev.infoscope.network.DenseMap;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
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
    DenseMap own = network.layers().get(layer);
    Require.that(
        own.outputs() == neurons.neurons().size() && own.outputs() == values.units(),
        "layer %d has %d units, the neurons are %d and the values %d",
        layer,
        own.outputs(),
        neurons.neurons().size(),
        values.units());
    DenseMap next = rewired(network.layers().get(layer + 1), neurons, values);
    int[] kept = kept(own.outputs(), neurons);
    List<DenseMap> layers = new ArrayList<>(network.layers());
    layers.set(layer, own.outputsOnly(kept));
    layers.set(layer + 1, next.inputsOnly(kept));
    return new Pruning(
        new DenseNetwork(layers), neurons.dead().size(), neurons.duplicates().size());
  }

  private static int[] kept(int units, LayerNeurons neurons) {
    boolean[] gone = new boolean[units];
    neurons.dead().forEach(unit -> gone[unit] = true);
    neurons.duplicates().forEach(twin -> gone[twin.unit()] = true);
    int[] kept = IntStream.range(0, units).filter(unit -> !gone[unit]).toArray();
    return kept.length == 0 ? new int[1] : kept;
  }

  /** The next layer, with what the units said moved to where it stays; dead ones weigh nothing. */
  private static DenseMap rewired(DenseMap next, LayerNeurons neurons, UnitValues values) {
    double[] weights = next.weights().clone();
    double[] bias = next.bias().clone();
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
    return new DenseMap(next.inputs(), bias.length, weights, bias, next.activation());
  }
}
