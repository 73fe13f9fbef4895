// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph of named layers and vertices, and what the dimensions of each one's output are. */
final class GraphWiring {
  private interface Adding {
    void to(GraphBuilder graph);
  }

  private final Map<String, Axes> axes = new HashMap<>();
  private final Map<String, Adding> added = new LinkedHashMap<>();
  private final List<InputType> types;
  private final INDArray[] features;
  private final @Nullable INDArray[] masks;

  /** One input, "in". */
  GraphWiring(InputType type, INDArray features, @Nullable INDArray mask) {
    this(List.of(type), new INDArray[] {features}, new INDArray[] {mask});
  }

  /** Inputs "in", "in1" and so on. */
  GraphWiring(List<InputType> types, INDArray[] features, @Nullable INDArray[] masks) {
    this.types = types;
    this.features = features;
    this.masks = masks;
  }

  GraphWiring layer(String name, Axes out, Supplier<? extends Layer> layer, String from) {
    axes.put(name, out);
    added.put(name, graph -> graph.addLayer(name, layer.get(), from));
    return this;
  }

  GraphWiring vertex(
      String name, Axes out, Supplier<? extends GraphVertex> vertex, String... from) {
    axes.put(name, out);
    added.put(name, graph -> graph.addVertex(name, vertex.get(), from));
    return this;
  }

  CorpusNetwork network(String about, String name, String... outputs) {
    return new CorpusNetwork(
        about,
        "graph, " + name,
        () -> build(outputs),
        model -> LayerSequence.data(model, features, masks),
        (layer, type, shape, examples) -> axes.getOrDefault(layer, Axes.NONE));
  }

  private ComputationGraph build(String... outputs) {
    GraphBuilder graph = LayerSequence.base().graphBuilder();
    for (int i = 0; i < types.size(); i++) {
      graph.addInputs(i == 0 ? "in" : "in" + i);
    }
    graph.setInputTypes(types.toArray(InputType[]::new));
    added.values().forEach(each -> each.to(graph));
    ComputationGraph built = new ComputationGraph(graph.setOutputs(outputs).build());
    built.init();
    return built;
  }
}
