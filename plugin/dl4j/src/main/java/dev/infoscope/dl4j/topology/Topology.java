// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.topology;

import dev.infoscope.network.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The layers and vertices of a network in the order in which they run, under unique names.
 *
 * @param nodes layers and vertices; the inputs of a graph are none
 * @param inputs names of the network's inputs
 * @param outputs indices of the places whose activations the network puts out
 */
public record Topology(List<TopologyNode> nodes, List<String> inputs, List<Integer> outputs) {
  /** Copies the lists. */
  public Topology {
    nodes = List.copyOf(nodes);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Walks a network.
   *
   * @param network initialised
   * @return one place per layer, each fed by the one before it
   */
  public static Topology of(MultiLayerNetwork network) {
    var configuration = network.getLayerWiseConfigurations();
    List<TopologyNode> nodes = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer layer = configuration.getConf(i).getLayer();
      String given = layer.getLayerName();
      String name = unique(given == null ? "layer" + i : given, i, taken);
      Source source = i == 0 ? Source.input(0) : Source.layer(i - 1);
      nodes.add(
          new TopologyNode(
              name, layer, null, configuration.getInputPreProcess(i), List.of(source)));
    }
    return new Topology(nodes, List.of("input"), List.of(nodes.size() - 1));
  }

  private static String unique(String name, int index, Set<String> taken) {
    String free = name;
    for (int i = index; !taken.add(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  /**
   * Walks a graph.
   *
   * @param graph initialised
   * @return its vertices without the inputs, in topological order
   */
  public static Topology of(ComputationGraph graph) {
    ComputationGraphConfiguration configuration = graph.getConfiguration();
    List<String> names = new ArrayList<>();
    for (int index : graph.topologicalSortOrder()) {
      String name = graph.getVertices()[index].getVertexName();
      if (configuration.getVertices().containsKey(name)) { // inputs have no configuration
        names.add(name);
      }
    }
    return new Topology(
        names.stream().map(name -> node(name, names, configuration)).toList(),
        configuration.getNetworkInputs(),
        configuration.getNetworkOutputs().stream().map(names::indexOf).toList());
  }

  private static TopologyNode node(
      String name, List<String> names, ComputationGraphConfiguration configuration) {
    List<Source> sources = new ArrayList<>();
    for (String source : Objects.requireNonNull(configuration.getVertexInputs().get(name))) {
      int input = configuration.getNetworkInputs().indexOf(source);
      sources.add(input < 0 ? Source.layer(names.indexOf(source)) : Source.input(input));
    }
    GraphVertex vertex = Objects.requireNonNull(configuration.getVertices().get(name));
    return vertex instanceof LayerVertex layer
        ? new TopologyNode(
            name, layer.getLayerConf().getLayer(), null, layer.getPreProcessor(), sources)
        : new TopologyNode(name, null, vertex, null, sources);
  }
}
