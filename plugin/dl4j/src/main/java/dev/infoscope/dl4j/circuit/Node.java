// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.circuit;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.jspecify.annotations.Nullable;

/**
 * A layer or vertex and where its inputs come from.
 *
 * @param name for messages
 * @param layer null for a vertex that is no layer
 * @param reshaping before the layer
 * @param vertex of a graph; null in a MultiLayerNetwork
 * @param configuration of the vertex; null in a MultiLayerNetwork
 * @param sources indices of nodes, or -1 less the number of an input
 */
record Node(
    String name,
    @Nullable Layer layer,
    Reshaping reshaping,
    org.deeplearning4j.nn.graph.vertex.@Nullable GraphVertex vertex,
    @Nullable GraphVertex configuration,
    List<Integer> sources) {
  Stage stage() {
    if (layer != null) {
      return Stages.of(name, layer, reshaping);
    }
    if (vertex == null || configuration == null) {
      throw new NotDifferentiable(name, "is neither layer nor vertex");
    }
    return Stages.of(name, vertex, configuration);
  }
}
