// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import dev.infoscope.dl4j.topology.Topology;
import dev.infoscope.dl4j.topology.TopologyNode;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes the gradient graphs of networks. */
public final class GradientGraphs {
  private GradientGraphs() {}

  /**
   * The gradient graph of a network; layer i is node i.
   *
   * @param network whose parameters are used, not copied, if {@code type} is its own
   * @param type of all arrays
   * @return up to the logits
   * @throws NotDifferentiable if a layer on the way has no gradient, or the last has no logits
   */
  public static GradientGraph of(MultiLayerNetwork network, DataType type) {
    MultiLayerNetwork plain = InferenceCopy.of(network, type);
    Topology topology = Topology.of(plain);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < topology.nodes().size(); i++) {
      nodes.add(new Node(topology.nodes().get(i), plain.getLayer(i), null));
    }
    return gradientGraph(nodes, topology, new LayerMasks(plain));
  }

  /**
   * The gradient graph of a ComputationGraph; nodes are its vertices without the inputs, in
   * topological order.
   *
   * @param graph whose parameters are used, not copied, if {@code type} is its own
   * @param type of all arrays
   * @return up to the logits of all outputs
   * @throws NotDifferentiable if a layer on the way has no gradient, or an output has no logits
   */
  public static GradientGraph of(ComputationGraph graph, DataType type) {
    ComputationGraph plain = InferenceCopy.of(graph, type);
    Topology topology = Topology.of(plain);
    List<Node> nodes = new ArrayList<>();
    for (TopologyNode node : topology.nodes()) {
      GraphVertex vertex = plain.getVertex(node.name());
      nodes.add(new Node(node, node.layer() == null ? null : vertex.getLayer(), vertex));
    }
    return gradientGraph(nodes, topology, new GraphMasks(plain));
  }

  /**
   * The gradient graph of a network that is no network of DL4J's.
   *
   * @param topology what follows what; place i is node i
   * @param stages one per place
   * @param ends one per output
   * @return up to the logits
   */
  public static GradientGraph of(Topology topology, List<Stage> stages, List<LogitLayer> ends) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      nodes.add(new Node(topology.nodes().get(i), null, null, stages.get(i)));
    }
    return new GradientGraph(nodes, ends, new NoMasks());
  }

  /** Where no masks reach the layers. */
  private record NoMasks() implements GradientGraph.Masks {
    @Override
    public void set(INDArray[] inputs, INDArray @Nullable [] masks) {}

    @Override
    public void clear() {}
  }

  private static GradientGraph gradientGraph(
      List<Node> nodes, Topology topology, GradientGraph.Masks masks) {
    List<LogitLayer> ends =
        topology.outputs().stream().map(output -> LogitLayer.of(output, nodes)).toList();
    return new GradientGraph(nodes, ends, masks);
  }
}
