// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The last step of a sequence is the last that the mask of that very layer leaves in. */
class HandedMasksTest {
  private static final int ROWS = 20;
  private static final int STEPS = 12;

  private static int length(int row) {
    return 4 + 2 * (row / 2 % 5);
  }

  private enum Kind {
    STRIDED(2, new Convolution1D.Builder(2).stride(2).nOut(4).build()),
    STRIDED_SAME(
        2,
        new Convolution1D.Builder(3)
            .stride(2)
            .convolutionMode(ConvolutionMode.Same)
            .nOut(4)
            .build()),
    POOLED(2, new Subsampling1DLayer.Builder(SubsamplingLayer.PoolingType.MAX, 2, 2).build()),
    BIDIRECTIONAL(
        1, new Bidirectional(Bidirectional.Mode.CONCAT, new LSTM.Builder().nOut(4).build())),
    MASK_OF_ZEROS(
        1,
        new MaskZeroLayer.Builder()
            .setUnderlying(new LSTM.Builder().nIn(3).nOut(4).build())
            .setMaskValue(0)
            .build());

    private final int stride;
    private final Layer layer;

    Kind(int stride, Layer layer) {
      this.stride = stride;
      this.layer = layer;
    }

    boolean makesItsOwn() {
      return this == MASK_OF_ZEROS;
    }
  }

  private static Model network(boolean graph, Layer... layers) {
    var builder = new NeuralNetConfiguration.Builder().seed(3).activation(Activation.TANH);
    builder.biasInit(0.1);
    Layer pool = new GlobalPoolingLayer.Builder(PoolingType.AVG).build();
    Layer out =
        new OutputLayer.Builder(LossFunction.MCXENT).nOut(2).activation(Activation.SOFTMAX).build();
    InputType type = InputType.recurrent(3, STEPS);
    if (graph) {
      var built = builder.graphBuilder().addInputs("in").setInputTypes(type);
      String before = "in";
      for (int i = 0; i < layers.length; i++) {
        built.addLayer("layer" + i, layers[i].clone(), before);
        before = "layer" + i;
      }
      ComputationGraph network =
          new ComputationGraph(
              built
                  .addLayer("pool", pool, before)
                  .addLayer("out", out, "pool")
                  .setOutputs("out")
                  .build());
      network.init();
      return network;
    }
    var list = builder.list();
    for (int i = 0; i < layers.length; i++) {
      Layer copy = layers[i].clone();
      copy.setLayerName("layer" + i);
      list.layer(copy);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.layer(pool).layer(out).setInputType(type).build());
    network.init();
    return network;
  }

  private static Model lengthening(boolean graph) {
    Layer up = new Upsampling1D.Builder(2).build();
    Layer out =
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nIn(3)
            .nOut(2)
            .activation(Activation.SOFTMAX)
            .build();
    var builder = new NeuralNetConfiguration.Builder().seed(3);
    if (graph) {
      var built = builder.graphBuilder().addInputs("in").addLayer("layer0", up, "in");
      ComputationGraph network =
          new ComputationGraph(built.addLayer("out", out, "layer0").setOutputs("out").build());
      network.init();
      return network;
    }
    MultiLayerNetwork network = new MultiLayerNetwork(builder.list().layer(up).layer(out).build());
    network.init();
    return network;
  }

  private static INDArray mask() {
    INDArray mask = Nd4j.zeros(DataType.FLOAT, ROWS, STEPS);
    for (int row = 0; row < ROWS; row++) {
      for (int step = 0; step < length(row); step++) {
        mask.putScalar(row, step, 1);
      }
    }
    return mask;
  }

  private static INDArray features() {
    Nd4j.getRandom().setSeed(4);
    INDArray features = Nd4j.randn(DataType.FLOAT, ROWS, 3, STEPS);
    return features.muli(mask().reshape(ROWS, 1, STEPS).broadcast(ROWS, 3, STEPS));
  }

  private static INDArray output(Model model, INDArray features, @Nullable INDArray mask) {
    if (model instanceof ComputationGraph graph) {
      if (mask != null) {
        graph.setLayerMaskArrays(new INDArray[] {mask}, null);
      }
      INDArray found = graph.feedForward(new INDArray[] {features}, false).get("layer0");
      graph.clearLayerMaskArrays();
      return found;
    }
    MultiLayerNetwork network = (MultiLayerNetwork) model;
    if (mask != null) {
      network.setLayerMaskArrays(mask, null);
    }
    List<INDArray> found = network.feedForward(features, false);
    network.clearLayerMaskArrays();
    return found.get(1);
  }

  private static void assertRead(Kind kind, boolean graph) {
    Model model = network(graph, kind.layer);
    INDArray features = features();
    INDArray mask = kind.makesItsOwn() ? null : mask();
    int[] last = IntStream.range(0, ROWS).map(row -> length(row) / kind.stride - 1).toArray();
    double[][] expected = ReadLayers.steps(output(model, features.dup(), mask), false, last);
    INDArray[] masks = mask == null ? null : new INDArray[] {mask};
    ReadLayers read = ReadLayers.of(model, new INDArray[] {features}, masks);
    ReadLayers.assertRows(read.layer("layer0").activations(), expected);
    assertThat(Arrays.stream(last).distinct().count()).isGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void aLayersOwnMaskTellsTheLastStep(Kind kind) {
    assertRead(kind, false);
  }

  @ParameterizedTest
  @EnumSource
  void aVertexsOwnMaskTellsTheLastStep(Kind kind) {
    assertRead(kind, true);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMaskOfAnotherLengthThanTheLayerIsRefusedByName(boolean graph) {
    Model model = lengthening(graph);
    ReadLayers read = ReadLayers.of(model, new INDArray[] {features()}, new INDArray[] {mask()});
    assertThat(read.skipped().get(graph ? "out" : "layer1")).contains("has shape [20, 12]");
    assertThat(read.skipped().get("layer0"))
        .isEqualTo(
            "the mask that DL4J hands on has shape [20, 12], and the layer has 24 steps of 20 examples");
  }
}
