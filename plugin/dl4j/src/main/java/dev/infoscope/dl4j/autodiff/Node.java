// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import dev.infoscope.dl4j.topology.TopologyNode;
import dev.infoscope.network.Source;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.jspecify.annotations.Nullable;

/**
 * A layer or vertex that can be run, and where its inputs come from.
 *
 * @param topology its entry in the topology of the network; its configuration keeps the wrappers
 *     that DL4J's running layer hides
 * @param layer null for a vertex that is no layer
 * @param vertex of a graph; null in a MultiLayerNetwork
 * @param given runs it where it is neither layer nor vertex; null if it is
 */
record Node(
    TopologyNode topology,
    @Nullable Layer layer,
    @Nullable GraphVertex vertex,
    @Nullable Stage given) {
  Node(TopologyNode topology, @Nullable Layer layer, @Nullable GraphVertex vertex) {
    this(topology, layer, vertex, null);
  }

  String name() {
    return topology.name();
  }

  List<Source> sources() {
    return topology.sources();
  }

  Reshaping reshaping() {
    return new Reshaping(topology.reshaping());
  }

  Stage stage() {
    if (given != null) {
      return given;
    }
    if (layer != null && topology.layer() != null) {
      return Stages.of(name(), layer, topology.layer(), reshaping());
    }
    if (vertex == null || topology.vertex() == null) {
      throw new NotDifferentiable(name(), "is neither layer nor vertex");
    }
    return Stages.of(name(), vertex, topology.vertex());
  }
}
