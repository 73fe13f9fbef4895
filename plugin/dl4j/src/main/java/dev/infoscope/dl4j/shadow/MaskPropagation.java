// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.topology.Topology;
import dev.infoscope.dl4j.topology.TopologyNode;
import dev.infoscope.network.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The masks that DL4J hands from layer to layer, taken down as it does so. */
final class MaskPropagation {
  /** How one layer or vertex makes the mask of its output of those of its inputs. */
  interface Hand {
    @Nullable Pair<INDArray, MaskState> on(
        int index, @Nullable INDArray[] masks, @Nullable MaskState state, int rows);
  }

  private final Topology topology;
  private final Hand hand;
  private final Map<Integer, OutputMask> outputMask = new HashMap<>();

  MaskPropagation(Topology topology, Hand hand) {
    this.topology = topology;
    this.hand = hand;
  }

  /** The mask of a layer's output; null for none. */
  @Nullable OutputMask of(int index) {
    return outputMask.get(index);
  }

  /** A layer has made a mask of its own. */
  void put(int index, @Nullable INDArray mask) {
    if (mask == null) {
      outputMask.remove(index);
    } else {
      outputMask.put(index, new OutputMask(mask, true));
    }
  }

  /** Walks the network with the masks of a block; forgets those of the last. */
  void walk(Probe.Block block) {
    outputMask.clear();
    INDArray[] masks = block.masks();
    if (masks == null) {
      return;
    }
    Map<Source, Pair<INDArray, MaskState>> handed = new HashMap<>();
    for (int i = 0; i < masks.length; i++) {
      if (masks[i] != null) {
        handed.put(Source.input(i), new Pair<>(masks[i], MaskState.Active));
      }
    }
    for (int index = 0; index < topology.nodes().size(); index++) {
      pass(index, handed, block.rows());
    }
  }

  private void pass(int index, Map<Source, Pair<INDArray, MaskState>> handed, int rows) {
    TopologyNode node = topology.nodes().get(index);
    List<@Nullable INDArray> given = new ArrayList<>();
    MaskState state = null;
    for (Source source : node.sources()) {
      Pair<INDArray, MaskState> mask = handed.get(source);
      given.add(mask == null ? null : mask.getFirst());
      state = state == null && mask != null ? mask.getSecond() : state;
    }
    if (given.stream().allMatch(mask -> mask == null)) {
      return;
    }
    Pair<INDArray, MaskState> out = hand.on(index, given.toArray(INDArray[]::new), state, rows);
    if (out != null && out.getFirst() != null) {
      handed.put(Source.layer(index), out);
      outputMask.put(index, new OutputMask(out.getFirst(), true));
    } else if (out == null && given.size() == 1) {
      ended(node, index, given.get(0), state, rows);
    }
  }

  /** An output layer hands on nothing; what it puts out has the mask it was given. */
  private void ended(
      TopologyNode node, int index, INDArray given, @Nullable MaskState state, int rows) {
    INDArray mask = given;
    if (node.reshaping() != null) {
      var reshaped = node.reshaping().feedForwardMaskArray(given, state, rows);
      mask = reshaped == null ? null : reshaped.getFirst();
    }
    if (mask != null) {
      outputMask.put(index, new OutputMask(mask, true));
    }
  }
}
