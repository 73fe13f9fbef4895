// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.autodiff.GradientGraphs;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.topology.Topology;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shadow of a {@link ComputationGraph}; layers and other vertices in topological order. */
final class GraphShadow extends TopologyShadow {
  private final ComputationGraph graph;

  GraphShadow(ComputationGraph graph) {
    super(Topology.of(graph));
    this.graph = graph;
  }

  private GraphVertex vertex(int index) {
    return graph.getVertex(topology().nodes().get(index).name());
  }

  @Override
  public Map<String, INDArray> parameters(int index) {
    Map<String, INDArray> table = vertex(index).paramTable(false);
    return table == null ? Map.of() : table;
  }

  @Override
  public INDArray parameters() {
    return graph.params();
  }

  @Override
  public GradientGraph gradientGraph(DataType type) {
    return GradientGraphs.of(graph, type);
  }

  @Override
  void set(Probe.Block block) {
    graph.setInputs(block.features());
    if (block.masks() != null) {
      graph.setLayerMaskArrays(block.masks(), null);
    }
  }

  @Override
  @Nullable Pair<INDArray, MaskState> handOn(
      int index, @Nullable INDArray[] masks, @Nullable MaskState state, int rows) {
    return vertex(index).feedForwardMaskArrays(masks, state, rows);
  }

  @Override
  org.deeplearning4j.nn.api.@Nullable Layer given(int index, INDArray input) {
    GraphVertex vertex = vertex(index);
    if (!vertex.hasLayer()) {
      return null;
    }
    vertex.setInput(0, input, LayerWorkspaceMgr.noWorkspaces());
    return vertex.getLayer();
  }

  @Override
  public INDArray activate(int index, List<INDArray> inputs) {
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    GraphVertex vertex = vertex(index);
    for (int i = 0; i < inputs.size(); i++) {
      vertex.setInput(i, own(index, inputs.get(i)), none);
    }
    INDArray output = vertex.doForward(false, none);
    if (vertex.hasLayer()) {
      remember(index, vertex.getLayer());
    }
    vertex.clear();
    return output;
  }

  @Override
  public void end() {
    graph.clearLayerMaskArrays();
    graph.clear();
  }
}
