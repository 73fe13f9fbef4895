// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.circuit;

import dev.infoscope.dl4j.topology.Place;
import dev.infoscope.dl4j.topology.Topology;
import java.util.ArrayList;
import java.util.List;
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
    Topology topology = Topology.of(plain);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < topology.places().size(); i++) {
      nodes.add(new Node(topology.places().get(i), plain.getLayer(i), null));
    }
    return circuit(nodes, topology, new LayerMasks(plain));
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
    Topology topology = Topology.of(plain);
    List<Node> nodes = new ArrayList<>();
    for (Place place : topology.places()) {
      GraphVertex vertex = plain.getVertex(place.name());
      nodes.add(new Node(place, place.layer() == null ? null : vertex.getLayer(), vertex));
    }
    return circuit(nodes, topology, new GraphMasks(plain));
  }

  private static Circuit circuit(List<Node> nodes, Topology topology, Circuit.Masks masks) {
    List<LogitEnd> ends =
        topology.outputs().stream().map(output -> LogitEnd.of(output, nodes)).toList();
    return new Circuit(nodes, ends, masks);
  }
}
