// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.topology;

import dev.infoscope.network.Source;
import java.util.List;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;

/**
 * A layer or vertex and where its inputs come from.
 *
 * @param name unique in the network
 * @param layer its configuration, with wrappers; null for a vertex that is no layer
 * @param vertex its configuration; null for a layer
 * @param reshaping before the layer; null for none
 * @param sources other places, counted as layers are, and inputs
 */
public record TopologyNode(
    String name,
    @Nullable Layer layer,
    @Nullable GraphVertex vertex,
    @Nullable InputPreProcessor reshaping,
    List<Source> sources) {
  /** Copies the list. */
  public TopologyNode {
    sources = List.copyOf(sources);
  }
}
