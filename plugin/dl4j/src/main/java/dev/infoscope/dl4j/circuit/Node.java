// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.circuit;

import dev.infoscope.dl4j.topology.Place;
import dev.infoscope.network.Source;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.jspecify.annotations.Nullable;

/**
 * A layer or vertex that can be run, and where its inputs come from.
 *
 * @param place of the network's topology; its configuration keeps the wrappers that DL4J's running
 *     layer hides
 * @param layer null for a vertex that is no layer
 * @param vertex of a graph; null in a MultiLayerNetwork
 */
record Node(Place place, @Nullable Layer layer, @Nullable GraphVertex vertex) {
  String name() {
    return place.name();
  }

  List<Source> sources() {
    return place.sources();
  }

  Reshaping reshaping() {
    return new Reshaping(place.reshaping());
  }

  Stage stage() {
    if (layer != null && place.layer() != null) {
      return Stages.of(name(), layer, place.layer(), reshaping());
    }
    if (vertex == null || place.vertex() == null) {
      throw new NotDifferentiable(name(), "is neither layer nor vertex");
    }
    return Stages.of(name(), vertex, place.vertex());
  }
}
