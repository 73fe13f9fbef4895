// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.dl4j.topology.Layouts;
import dev.infoscope.dl4j.topology.Topology;
import dev.infoscope.dl4j.topology.TopologyNode;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Source;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.layers.training.CenterLossOutputLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What both kinds of networks have in common: all that follows from their topology. */
abstract class TopologyShadow implements Shadow {
  private final Topology topology;
  private final Layouts layouts;
  private final List<Layer> layers;
  private final MaskPropagation masks;

  TopologyShadow(Topology topology) {
    this.topology = topology;
    this.layouts = new Layouts(topology);
    this.layers = IntStream.range(0, topology.nodes().size()).mapToObj(this::layer).toList();
    this.masks = new MaskPropagation(topology, this::handOn);
  }

  private Layer layer(int index) {
    TopologyNode node = topology.nodes().get(index);
    var configuration = node.layer();
    return configuration == null
        ? new Layer(
            index,
            node.name(),
            Objects.requireNonNull(node.vertex()).getClass().getSimpleName(),
            null,
            "")
        : new Layer(
            index,
            node.name(),
            LayerFacts.kind(configuration),
            LayerFacts.range(configuration),
            "");
  }

  /** Hands the network the inputs and masks of a block. */
  abstract void set(Probe.Block block);

  /** The mask that DL4J hands on with what a layer puts out. */
  abstract @Nullable Pair<INDArray, MaskState> handOn(
      int index, @Nullable INDArray[] masks, @Nullable MaskState state, int rows);

  @Override
  public Topology topology() {
    return topology;
  }

  @Override
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public ArrayLayout layout(Source source) {
    return layouts.of(source);
  }

  @Override
  public @Nullable OutputMask mask(int index) {
    return masks.of(index);
  }

  @Override
  public void begin(Probe.Block block) {
    set(block);
    masks.walk(block);
  }

  /** A layer that was handed its input, rearranged as before its pass; null for another vertex. */
  abstract org.deeplearning4j.nn.api.@Nullable Layer given(int index, INDArray input);

  @Override
  public @Nullable Double loss(
      int index,
      Probe.Block block,
      Map<Integer, INDArray> seen,
      INDArray target,
      @Nullable INDArray mask) {
    set(block);
    try {
      var layer = given(index, inputs(index, block, seen).get(0).dup());
      if (!(layer instanceof IOutputLayer output)) {
        return null;
      }
      if (mask != null) {
        layer.setMaskArray(mask);
      }
      output.setLabels(target.castTo(parameters().dataType()));
      double loss = output.computeScore(0, false, LayerWorkspaceMgr.noWorkspaces());
      double mean = addsUp(layer) ? loss / layer.getInputMiniBatchSize() : loss;
      layer.clear(); // the targets, too
      return mean;
    } finally {
      end();
    }
  }

  /** Only these heed {@code miniBatch(false)}. */
  private static boolean addsUp(org.deeplearning4j.nn.api.Layer layer) {
    boolean heeds = layer instanceof BaseOutputLayer && !(layer instanceof CenterLossOutputLayer);
    return heeds && !layer.conf().isMiniBatch();
  }

  /** DL4J's activation layers write over what they are given. */
  INDArray own(int index, INDArray input) {
    var configuration = configuration(index);
    return configuration != null && LayerFacts.writesOverInput(configuration) ? input.dup() : input;
  }

  /** Takes down the mask that a layer made of its own input. */
  void remember(int index, org.deeplearning4j.nn.api.Layer layer) {
    var configuration = configuration(index);
    if (configuration != null && LayerFacts.makesMask(configuration)) {
      masks.put(index, layer.getMaskArray());
    }
  }
}
