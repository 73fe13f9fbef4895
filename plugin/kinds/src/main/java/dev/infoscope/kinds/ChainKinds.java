// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Kinds of layers that stand in a {@link Chain}; each becomes a network and a graph. */
final class ChainKinds {
  private final List<Kind> kinds;
  private final UnaryOperator<NeuralNetConfiguration.Builder> networks;
  private final UnaryOperator<NeuralNetConfiguration.Builder> graphs;

  private ChainKinds(
      List<Kind> kinds,
      UnaryOperator<NeuralNetConfiguration.Builder> networks,
      UnaryOperator<NeuralNetConfiguration.Builder> graphs) {
    this.kinds = kinds;
    this.networks = networks;
    this.graphs = graphs;
  }

  /** None yet, in networks and graphs as they are usually made. */
  static ChainKinds none() {
    return new ChainKinds(new ArrayList<>(), UnaryOperator.identity(), UnaryOperator.identity());
  }

  /** The same list for further kinds, whose networks and graphs are changed. */
  ChainKinds in(
      UnaryOperator<NeuralNetConfiguration.Builder> networks,
      UnaryOperator<NeuralNetConfiguration.Builder> graphs) {
    return new ChainKinds(kinds, networks, graphs);
  }

  /** All that were added, those in changed networks too. */
  List<Kind> all() {
    return kinds;
  }

  /** Two layers; the first is the one that is tried. */
  void chain(InputType input, Supplier<Layer> first, Supplier<Layer> second) {
    add(input, Chain.features(input), () -> List.of(first.get(), second.get()));
  }

  /** Three layers; the first is the one that is tried. */
  void chain(
      InputType input, Supplier<Layer> first, Supplier<Layer> second, Supplier<Layer> third) {
    add(input, Chain.features(input), () -> List.of(first.get(), second.get(), third.get()));
  }

  /** A layer on its own. */
  void last(InputType input, long @Nullable [] labels, Supplier<Layer> layer) {
    Class<?> type = layer.get().getClass();
    addAs(type, input, Chain.features(input), labels, () -> List.of(layer.get()));
  }

  /** Layers for other features than those of the input's type; the first is the one tried. */
  void add(InputType input, INDArray features, Supplier<List<Layer>> layers) {
    addAs(layers.get().get(0).getClass(), input, features, null, layers);
  }

  /** Layers of which another than the first is tried. */
  void addAs(Class<?> type, InputType input, Supplier<List<Layer>> layers) {
    addAs(type, input, Chain.features(input), null, layers);
  }

  void addAs(
      Class<?> type,
      InputType input,
      INDArray features,
      long @Nullable [] labels,
      Supplier<List<Layer>> layers) {
    INDArray[] given = {features};
    kinds.add(new Kind(type, "a network", Chain.network(networks, input, layers), given, labels));
    kinds.add(new Kind(type, "a graph", Chain.graph(graphs, input, layers), given, labels));
  }
}
