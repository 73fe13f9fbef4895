// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.autodiff.GradientGraphs;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.topology.Topology;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shadow of a {@link MultiLayerNetwork}. */
final class MultiLayerShadow extends TopologyShadow {
  private final MultiLayerNetwork network;

  MultiLayerShadow(MultiLayerNetwork network) {
    super(Topology.of(network));
    this.network = network;
  }

  @Override
  public INDArray parameters() {
    return network.params();
  }

  @Override
  public Map<String, INDArray> parameters(int index) {
    return network.getLayer(index).paramTable();
  }

  @Override
  public GradientGraph gradientGraph(DataType type) {
    return GradientGraphs.of(network, type);
  }

  @Override
  void set(Probe.Block block) {
    network.setInput(block.features()[0]);
    if (block.masks() != null) {
      network.setLayerMaskArrays(block.masks()[0], null);
    }
  }

  @Override
  @Nullable Pair<INDArray, MaskState> handOn(
      int index, @Nullable INDArray[] masks, @Nullable MaskState state, int rows) {
    INDArray mask = masks[0];
    MaskState given = state;
    InputPreProcessor reshaping = reshaping(index);
    if (reshaping != null) {
      var reshaped = reshaping.feedForwardMaskArray(mask, state, rows);
      mask = reshaped == null ? null : reshaped.getFirst();
      given = reshaped == null ? null : reshaped.getSecond();
    }
    return network.getLayer(index).feedForwardMaskArray(mask, given, rows);
  }

  private @Nullable InputPreProcessor reshaping(int index) {
    return topology().nodes().get(index).reshaping();
  }

  private INDArray reshaped(int index, INDArray input) {
    InputPreProcessor reshaping = reshaping(index);
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    return reshaping == null
        ? input
        : reshaping.preProcess(input, network.getInputMiniBatchSize(), none);
  }

  @Override
  org.deeplearning4j.nn.api.Layer given(int index, INDArray input) {
    var layer = network.getLayer(index);
    layer.setInput(reshaped(index, input), LayerWorkspaceMgr.noWorkspaces());
    return layer;
  }

  @Override
  public INDArray activate(int index, List<INDArray> inputs) {
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    INDArray input = reshaped(index, inputs.get(0));
    INDArray output = network.getLayer(index).activate(own(index, input), false, none);
    remember(index, network.getLayer(index));
    return output;
  }

  @Override
  public void end() {
    network.clearLayerMaskArrays();
    network.clear();
  }
}
