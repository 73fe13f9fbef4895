// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/** Makes circuits of networks. */
public final class Circuits {
  private Circuits() {}

  /**
   * A circuit of a network; layer i is node i.
   *
   * @param network whose parameters are used, not copied, if {@code type} is its own
   * @param type of all arrays
   * @return up to the logits
   * @throws NotDifferentiable if a layer on the way has no gradient, or the last has no logits
   */
  public static Circuit of(MultiLayerNetwork network, DataType type) {
    MultiLayerNetwork plain = PlainCopy.of(network, type);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < plain.getnLayers(); i++) {
      var layer = plain.getLayer(i);
      String given = layer.conf().getLayer().getLayerName();
      Reshaping reshaping = new Reshaping(plain.getLayerWiseConfigurations().getInputPreProcess(i));
      String name = given == null ? "layer" + i : given;
      nodes.add(new Node(name, layer, reshaping, null, null, List.of(i - 1)));
    }
    LogitEnd end = LogitEnd.of(nodes.size() - 1, nodes);
    return new Circuit(nodes, List.of(end), new LayerMasks(plain));
  }

  /**
   * A circuit of a graph; nodes are its vertices without the inputs, in topological order.
   *
   * @param graph whose parameters are used, not copied, if {@code type} is its own
   * @param type of all arrays
   * @return up to the logits of all outputs
   * @throws NotDifferentiable if a layer on the way has no gradient, or an output has no logits
   */
  public static Circuit of(ComputationGraph graph, DataType type) {
    ComputationGraph plain = PlainCopy.of(graph, type);
    ComputationGraphConfiguration configuration = plain.getConfiguration();
    List<String> names = new ArrayList<>();
    for (int index : plain.topologicalSortOrder()) {
      String name = plain.getVertices()[index].getVertexName();
      if (configuration.getVertices().containsKey(name)) {
        names.add(name);
      }
    }
    List<Node> nodes = new ArrayList<>();
    for (String name : names) {
      nodes.add(node(name, names, plain));
    }
    List<LogitEnd> ends =
        configuration.getNetworkOutputs().stream()
            .map(output -> LogitEnd.of(names.indexOf(output), nodes))
            .toList();
    return new Circuit(nodes, ends, new GraphMasks(plain));
  }

  private static Node node(String name, List<String> names, ComputationGraph plain) {
    ComputationGraphConfiguration configuration = plain.getConfiguration();
    List<Integer> sources = new ArrayList<>();
    for (String source : Objects.requireNonNull(configuration.getVertexInputs().get(name))) {
      int input = configuration.getNetworkInputs().indexOf(source);
      sources.add(input < 0 ? names.indexOf(source) : -1 - input);
    }
    GraphVertex vertex = plain.getVertex(name);
    var given = configuration.getVertices().get(name);
    return given instanceof LayerVertex layer
        ? new Node(
            name, vertex.getLayer(), new Reshaping(layer.getPreProcessor()), null, null, sources)
        : new Node(name, null, new Reshaping(null), vertex, given, sources);
  }
}
