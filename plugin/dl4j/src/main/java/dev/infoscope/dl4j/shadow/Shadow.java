// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.copy.NewNetwork;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.dl4j.topology.Topology;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network like the live one, built anew once, into which parameters are copied for every
 * snapshot. Batch-norm statistics are parameters, so they come along. It shares no object with the
 * live network and is run in inference mode by the analysis thread alone; the live network is never
 * run.
 */
public interface Shadow {
  /** The flat parameter vector, to be written before {@link #forward}. */
  INDArray parameters();

  /** How many vectors of parameters are kept: the shadow's own, and one that waits for it. */
  default int copies() {
    return 2;
  }

  /** The vector of {@link #parameters} was written; to be told before {@link #forward}. */
  default void received() {}

  /** All layers that can be examined, from input to output. */
  List<Layer> layers();

  /** What follows what; place i is layer i. */
  Topology topology();

  /** The configuration of a layer; null for a vertex that is none. */
  default org.deeplearning4j.nn.conf.layers.@Nullable Layer configuration(int index) {
    return topology().nodes().get(index).layer();
  }

  /** Where a layer's input comes from. */
  default List<Source> sources(int index) {
    return topology().nodes().get(index).sources();
  }

  /** Names of the network's inputs, by number. */
  default List<String> inputs() {
    return topology().inputs();
  }

  /** Indices of the layers whose activations the network puts out. */
  default List<Integer> outputs() {
    return topology().outputs();
  }

  /** Views of the parameters of a layer, by key; empty if it has none. */
  Map<String, INDArray> parameters(int index);

  /** A view of one parameter of a layer, null if it has none of this name. */
  default @Nullable INDArray parameter(int index, String key) {
    return parameters(index).get(key);
  }

  /**
   * Whether a layer hands its input on unchanged, and so is not examined unless asked for. Vertices
   * that are no layers rearrange or add what layers made.
   */
  default boolean isIdentity(Layer layer) {
    var configuration = configuration(layer.index());
    return configuration == null || LayerFacts.isIdentity(configuration);
  }

  /** How the array of a layer or input is to be read. */
  ArrayLayout layout(Source source);

  /** How what a layer puts out is to be read. */
  default ArrayLayout layout(int index) {
    return layout(Source.layer(index));
  }

  /**
   * The mask of what a layer put out in the last pass, until the next {@link #begin}; null for
   * none.
   */
  @Nullable OutputMask mask(int index);

  /** Activations by layer index, detached; the caller closes them. */
  default Map<Integer, INDArray> forward(Probe.Block block) {
    Map<Integer, INDArray> seen = new HashMap<>();
    begin(block);
    for (Layer layer : layers()) {
      seen.put(layer.index(), run(layer.index(), block, seen));
    }
    end();
    return seen;
  }

  /**
   * What a layer puts out after others; failures name it. A part of another array, as of a layer
   * that crops, is copied, so that it outlives that array.
   */
  default INDArray run(int index, Probe.Block block, Map<Integer, INDArray> seen) {
    try {
      INDArray output = activate(index, inputs(index, block, seen));
      return output != null && output.isView() ? output.dup() : output;
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "at layer '%s': %s", layers().get(index).name(), e.getMessage()),
          e);
    }
  }

  /** What a layer is given, one array per source. */
  default List<INDArray> inputs(int index, Probe.Block block, Map<Integer, INDArray> seen) {
    List<INDArray> inputs = new ArrayList<>();
    for (Source source : sources(index)) {
      inputs.add(source.in(seen, block.features()));
    }
    return inputs;
  }

  /**
   * The network as a graph that can also be run backward; node i is layer i.
   *
   * @throws dev.infoscope.dl4j.autodiff.NotDifferentiable if a layer has no gradient
   */
  GradientGraph gradientGraph(DataType type);

  /** Whether a layer's input is rearranged before it is taken. */
  default boolean reshapes(int index) {
    return topology().nodes().get(index).reshaping() != null;
  }

  /** Prepares {@link #activate} for a block: its size and its masks. */
  void begin(Probe.Block block);

  /**
   * What a layer puts out for given inputs, one per source; between {@link #begin} and {@link
   * #end}. Detached, but it may be a view of an input; {@link #run} copies that. Inputs stay as
   * they are, although DL4J's activation layers write over them.
   */
  INDArray activate(int index, List<INDArray> inputs);

  /** Forgets the block. */
  void end();

  /**
   * The loss of an output on a block after {@link #forward}, as its own layer computes it from its
   * input: with the output's loss function and its parts, such as distances from centres, without
   * regularisation. A mask on the targets holds as DL4J applies it; so does one that reaches the
   * layer from the features.
   *
   * @param index of the layer
   * @param block of the probe
   * @param seen activations by layer index
   * @param target of the block's examples
   * @param mask of the targets; null for none
   * @return mean over the examples, also where the network is set to add them up; null if the layer
   *     has no loss
   * @throws RuntimeException whatever DL4J says of targets that do not suit the output
   */
  @Nullable Double loss(
      int index,
      Probe.Block block,
      Map<Integer, INDArray> seen,
      INDArray target,
      @Nullable INDArray mask);

  /** The shadow's parameters, and those that wait for it. */
  private static void requireRoom(Model model) {
    INDArray parameters = LiveModel.isNetwork(model) ? model.params() : null;
    if (parameters != null) {
      MemoryHeadroom.requireNative(2 * parameters.length() * parameters.dataType().width());
    }
  }

  /**
   * A shadow of a network; called on the thread that owns the network at the moment.
   *
   * @throws IllegalArgumentException if the model is no network, or cannot be built anew
   */
  static Shadow of(Model model) {
    requireRoom(model);
    if (model instanceof MultiLayerNetwork network) {
      return new MultiLayerShadow(NewNetwork.like(network));
    }
    if (model instanceof ComputationGraph graph) {
      return new GraphShadow(NewNetwork.like(graph));
    }
    throw new IllegalArgumentException(
        "model ("
            + model.getClass().getName()
            + ") must be a MultiLayerNetwork or ComputationGraph");
  }
}
