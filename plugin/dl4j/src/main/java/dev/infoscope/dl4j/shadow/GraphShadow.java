// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import dev.infoscope.dl4j.circuit.Circuit;
import dev.infoscope.dl4j.circuit.Circuits;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shadow of a {@link ComputationGraph}; layers and other vertices in topological order. */
final class GraphShadow implements Shadow {
  private final ComputationGraph graph;
  private final Map<String, org.deeplearning4j.nn.conf.layers.Layer> configurations =
      new HashMap<>();
  private final List<Layer> layers = new ArrayList<>();

  GraphShadow(ComputationGraph graph) {
    this.graph = graph;
    for (int index : graph.topologicalSortOrder()) {
      String name = graph.getVertices()[index].getVertexName();
      GraphVertex vertex = graph.getConfiguration().getVertices().get(name);
      if (vertex instanceof LayerVertex layer) {
        addLayer(name, layer.getLayerConf().getLayer());
      } else if (vertex != null) { // inputs have no configuration
        layers.add(new Layer(layers.size(), name, vertex.getClass().getSimpleName(), null, ""));
      }
    }
  }

  private void addLayer(String name, org.deeplearning4j.nn.conf.layers.Layer configuration) {
    configurations.put(name, configuration);
    layers.add(
        new Layer(
            layers.size(),
            name,
            LayerFacts.kind(configuration),
            LayerFacts.range(configuration),
            ""));
  }

  @Override
  public org.deeplearning4j.nn.conf.layers.@Nullable Layer configuration(int index) {
    return configurations.get(layers.get(index).name());
  }

  @Override
  public List<Integer> sources(int index) {
    List<Integer> sources = new ArrayList<>();
    var inputs = graph.getConfiguration().getVertexInputs().get(layers.get(index).name());
    for (String name : Objects.requireNonNull(inputs)) {
      int input = graph.getConfiguration().getNetworkInputs().indexOf(name);
      sources.add(input < 0 ? indexOf(name) : -1 - input);
    }
    return sources;
  }

  @Override
  public List<String> inputs() {
    return graph.getConfiguration().getNetworkInputs();
  }

  @Override
  public List<Integer> outputs() {
    return graph.getConfiguration().getNetworkOutputs().stream().map(this::indexOf).toList();
  }

  private int indexOf(String name) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow()
        .index();
  }

  @Override
  public @Nullable INDArray parameter(int index, String key) {
    var layer = graph.getLayer(layers.get(index).name());
    return layer == null ? null : layer.paramTable().get(key);
  }

  @Override
  public INDArray parameters() {
    return graph.params();
  }

  @Override
  public List<Layer> layers() {
    return layers;
  }

  /** Vertices that are no layers rearrange or add what layers made. */
  @Override
  public boolean isIdentity(Layer layer) {
    org.deeplearning4j.nn.conf.layers.Layer configuration = configurations.get(layer.name());
    return configuration == null || LayerFacts.isIdentity(configuration);
  }

  @Override
  public ArrayLayout layout() {
    return ArrayLayout.of(configurations.values());
  }

  @Override
  public Circuit circuit(DataType type) {
    return Circuits.of(graph, type);
  }

  @Override
  public boolean reshapes(int index) {
    GraphVertex vertex = graph.getConfiguration().getVertices().get(layers.get(index).name());
    return vertex instanceof LayerVertex layer && layer.getPreProcessor() != null;
  }

  @Override
  public void begin(Probe.Block block) {
    graph.setInputs(block.features());
    if (block.masks() != null) {
      graph.setLayerMaskArrays(block.masks(), null);
    }
  }

  @Override
  public INDArray activate(int index, List<INDArray> inputs) {
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    var vertex = graph.getVertex(layers.get(index).name());
    var configuration = configuration(index);
    boolean writesOver = configuration != null && LayerFacts.writesOverInput(configuration);
    for (int i = 0; i < inputs.size(); i++) {
      vertex.setInput(i, writesOver ? inputs.get(i).dup() : inputs.get(i), none);
    }
    INDArray output = vertex.doForward(false, none);
    vertex.clear();
    return output;
  }

  @Override
  public void end() {
    graph.clearLayerMaskArrays();
    graph.clear();
  }
}
