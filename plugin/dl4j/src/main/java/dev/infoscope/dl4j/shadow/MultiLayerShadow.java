// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import dev.infoscope.dl4j.circuit.Circuit;
import dev.infoscope.dl4j.circuit.Circuits;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shadow of a {@link MultiLayerNetwork}. */
final class MultiLayerShadow implements Shadow {
  private final MultiLayerNetwork network;
  private final List<org.deeplearning4j.nn.conf.layers.Layer> configurations = new ArrayList<>();
  private final List<Layer> layers = new ArrayList<>();

  MultiLayerShadow(MultiLayerNetwork network) {
    this.network = network;
    Set<String> names = new HashSet<>();
    for (int i = 0; i < network.getnLayers(); i++) {
      org.deeplearning4j.nn.conf.layers.Layer configuration =
          network.getLayerWiseConfigurations().getConf(i).getLayer();
      String given = configuration.getLayerName();
      String name = given == null ? "layer" + i : given;
      configurations.add(configuration);
      layers.add(
          new Layer(
              i,
              unique(name, i, names),
              LayerFacts.kind(configuration),
              LayerFacts.range(configuration),
              ""));
    }
  }

  private static String unique(String name, int index, Set<String> taken) {
    String free = name;
    for (int i = index; !taken.add(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  @Override
  public INDArray parameters() {
    return network.params();
  }

  @Override
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public org.deeplearning4j.nn.conf.layers.Layer configuration(int index) {
    return configurations.get(index);
  }

  @Override
  public List<Integer> sources(int index) {
    return List.of(index - 1); // the network's input is -1
  }

  @Override
  public List<String> inputs() {
    return List.of("input");
  }

  @Override
  public List<Integer> outputs() {
    return List.of(layers.size() - 1);
  }

  @Override
  public @Nullable INDArray parameter(int index, String key) {
    return network.getLayer(index).paramTable().get(key);
  }

  @Override
  public boolean isIdentity(Layer layer) {
    return LayerFacts.isIdentity(configurations.get(layer.index()));
  }

  @Override
  public ArrayLayout layout() {
    return ArrayLayout.of(configurations);
  }

  @Override
  public Circuit circuit(DataType type) {
    return Circuits.of(network, type);
  }

  @Override
  public boolean reshapes(int index) {
    return network.getLayerWiseConfigurations().getInputPreProcess(index) != null;
  }

  @Override
  public void begin(Probe.Block block) {
    network.setInput(block.features()[0]);
    if (block.masks() != null) {
      network.setLayerMaskArrays(block.masks()[0], null);
    }
  }

  @Override
  public INDArray activate(int index, List<INDArray> inputs) {
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    InputPreProcessor reshaping = network.getLayerWiseConfigurations().getInputPreProcess(index);
    INDArray input = inputs.get(0);
    if (reshaping != null) {
      input = reshaping.preProcess(input, network.getInputMiniBatchSize(), none);
    }
    if (LayerFacts.writesOverInput(configurations.get(index))) {
      input = input.dup();
    }
    return network.getLayer(index).activate(input, false, none);
  }

  @Override
  public void end() {
    network.clearLayerMaskArrays();
    network.clear();
  }
}
