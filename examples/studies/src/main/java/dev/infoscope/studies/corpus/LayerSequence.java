// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Layers one after the other, as a network or as a graph. */
record LayerSequence(
    InputType input, INDArray features, @Nullable INDArray mask, List<LayerPart> parts) {
  /** Examples of the data. */
  static final int ROWS = 12;

  private static final int SEED = 11;

  static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder()
        .seed(SEED)
        .updater(new Adam(0.01))
        .trainingWorkspaceMode(WorkspaceMode.NONE)
        .biasInit(0.1)
        .activation(Activation.TANH);
  }

  /** As a {@link MultiLayerNetwork} or a {@link ComputationGraph}. */
  /** Layers on seeded vectors. */
  static LayerSequence vectors(int features, LayerPart... parts) {
    return new LayerSequence(
        InputType.feedForward(features), normal(ROWS, features), null, List.of(parts));
  }

  CorpusNetwork as(boolean graph, String about, String name) {
    Supplier<Model> network = graph ? this::graph : this::network;
    String form = graph ? "graph" : "network";
    return new CorpusNetwork(
        about,
        form + ", " + name,
        network,
        this::data,
        (layer, type, shape, examples) ->
            parts.get(Integer.parseInt(layer.substring("layer".length()))).axes());
  }

  private Model network() {
    NeuralNetConfiguration.ListBuilder list = base().list();
    parts.forEach(part -> list.layer(part.layer().get()));
    MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(input).build());
    network.init();
    return network;
  }

  private Model graph() {
    ComputationGraphConfiguration.GraphBuilder graph =
        base().graphBuilder().addInputs("in").setInputTypes(input);
    String last = "in";
    for (int i = 0; i < parts.size(); i++) {
      graph.addLayer("layer" + i, parts.get(i).layer().get(), last);
      last = "layer" + i;
    }
    ComputationGraph built = new ComputationGraph(graph.setOutputs(last).build());
    built.init();
    return built;
  }

  private MultiDataSet data(Model model) {
    return data(model, new INDArray[] {features}, new INDArray[] {mask});
  }

  /** Labels of zeros and ones in the shape of what the network puts out, masked as the inputs. */
  static MultiDataSet data(Model model, INDArray[] features, @Nullable INDArray[] masks) {
    INDArray[] outputs =
        model instanceof MultiLayerNetwork network
            ? new INDArray[] {network.output(features[0].dup())}
            : ((ComputationGraph) model).output(copies(features));
    List<INDArray> labels = new ArrayList<>();
    List<@Nullable INDArray> labelMasks = new ArrayList<>();
    INDArray first = masks[0];
    for (INDArray output : outputs) {
      labels.add(bits(output.shape()));
      boolean steps =
          first != null
              && output.rank() == 3
              && (output.size(1) == first.size(1) || output.size(2) == first.size(1));
      labelMasks.add(steps ? first.dup() : null);
    }
    boolean masked = Arrays.stream(masks).anyMatch(mask -> mask != null);
    boolean labelled = labelMasks.stream().anyMatch(mask -> mask != null);
    return new MultiDataSet(
        copies(features),
        labels.toArray(INDArray[]::new),
        masked ? masks : null,
        labelled ? labelMasks.toArray(INDArray[]::new) : null);
  }

  private static INDArray[] copies(INDArray[] arrays) {
    return Arrays.stream(arrays).map(INDArray::dup).toArray(INDArray[]::new);
  }

  private static INDArray bits(long... shape) {
    Random random = new Random(3);
    INDArray bits = Nd4j.create(DataType.FLOAT, shape);
    for (long i = 0; i < bits.length(); i++) {
      bits.putScalar(i, random.nextInt(2));
    }
    return bits;
  }

  /** Seeded values, none of them zero. */
  static INDArray normal(long... shape) {
    Random random = new Random(5);
    INDArray values = Nd4j.create(DataType.FLOAT, shape);
    for (long i = 0; i < values.length(); i++) {
      values.putScalar(i, random.nextGaussian() + 1e-3);
    }
    return values;
  }
}
