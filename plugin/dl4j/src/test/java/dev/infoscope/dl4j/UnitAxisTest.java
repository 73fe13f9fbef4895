// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CapsuleLayer;
import org.deeplearning4j.nn.conf.layers.CapsuleStrengthLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1D;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.PrimaryCapsules;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The dimension of the units is that of each layer's own format, equal sizes or not. */
class UnitAxisTest {
  private static final int ROWS = 12;

  private static Layer convolution(int in, int out, RNNFormat format) {
    return new Convolution1D.Builder(3)
        .nIn(in)
        .nOut(out)
        .convolutionMode(ConvolutionMode.Same)
        .rnnDataFormat(format)
        .build();
  }

  private static GlobalPoolingLayer pool(int... dimensions) {
    return new GlobalPoolingLayer.Builder(PoolingType.MAX).poolingDimensions(dimensions).build();
  }

  private static OutputLayer output(int in) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(in)
        .nOut(2)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static NeuralNetConfiguration.Builder builder() {
    Nd4j.getRandom().setSeed(3);
    return new NeuralNetConfiguration.Builder().seed(3).activation(Activation.TANH);
  }

  /** Networks all of whose layers have their units last. */
  private enum Last {
    CONVOLUTION_1D(new long[] {9, 2}, convolution(2, 4, RNNFormat.NWC), pool(1), output(4)),
    CONVOLUTION_1D_OF_EQUAL_SIZES(
        new long[] {9, 9}, convolution(9, 9, RNNFormat.NWC), pool(1), output(9)),
    NORM_AND_ACTIVATION_OF_SEQUENCES(
        new long[] {5, 5},
        convolution(5, 5, RNNFormat.NWC),
        new BatchNormalization.Builder().nIn(5).nOut(5).dataFormat(CNN2DFormat.NHWC).build(),
        new ActivationLayer(Activation.RELU),
        pool(1),
        output(5)),
    ACTIVATION_BEFORE_ALL(
        new long[] {4, 4},
        new ActivationLayer(Activation.RELU),
        convolution(4, 4, RNNFormat.NWC),
        pool(1),
        output(4)),
    TIME_DISTRIBUTED(
        new long[] {4, 4},
        new TimeDistributed(
            new DenseLayer.Builder().nIn(4).nOut(4).activation(Activation.TANH).build(),
            RNNFormat.NWC),
        pool(1),
        output(4)),
    BIDIRECTIONAL(
        new long[] {8, 3},
        new Bidirectional(new LSTM.Builder().nIn(3).nOut(4).dataFormat(RNNFormat.NWC).build()),
        new ActivationLayer(Activation.RELU),
        pool(1),
        output(8)),
    UPSAMPLING_OF_IMAGES(
        new long[] {4, 4, 4},
        new Upsampling2D.Builder(2).dataFormat(CNN2DFormat.NHWC).build(),
        new ActivationLayer(Activation.RELU),
        pool(1, 2),
        output(4)),
    ACTIVATION_BEFORE_IMAGES(
        new long[] {6, 4, 2},
        new ActivationLayer(Activation.RELU),
        new ConvolutionLayer.Builder(2, 2).nIn(2).nOut(3).dataFormat(CNN2DFormat.NHWC).build(),
        pool(1, 2),
        output(3)),
    VOLUMES(
        new long[] {4, 4, 4, 4},
        new Subsampling3DLayer.Builder(Subsampling3DLayer.PoolingType.MAX)
            .kernelSize(2, 2, 2)
            .stride(1, 1, 1)
            .dataFormat(Convolution3D.DataFormat.NDHWC)
            .build(),
        new ActivationLayer(Activation.RELU),
        pool(1, 2, 3),
        output(4));

    private final long[] shape;
    private final Layer[] layers;

    Last(long[] shape, Layer... layers) {
      this.shape = shape;
      this.layers = layers;
    }

    MultiLayerNetwork network() {
      var list = builder().list();
      for (int i = 0; i < layers.length; i++) {
        layers[i].setLayerName("layer" + i);
        list.layer(layers[i]);
      }
      MultiLayerNetwork network = new MultiLayerNetwork(list.build());
      network.init();
      return network;
    }

    INDArray features() {
      long[] full = new long[shape.length + 1];
      full[0] = ROWS;
      System.arraycopy(shape, 0, full, 1, shape.length);
      return Nd4j.randn(DataType.FLOAT, full);
    }
  }

  @ParameterizedTest
  @EnumSource
  void unitsThatStandLastAreReadAsUnits(Last kind) {
    MultiLayerNetwork network = kind.network();
    INDArray features = kind.features();
    List<INDArray> expected = network.feedForward(features.dup(), false);
    ReadLayers read = ReadLayers.of(network, new INDArray[] {features.dup()}, null);
    // An activation layer writes over its input, so that the array before it is not what came out.
    for (int i = 0; i < kind.layers.length; i++) {
      boolean overwritten =
          i + 1 < kind.layers.length && kind.layers[i + 1] instanceof ActivationLayer;
      if (!overwritten) {
        ReadLayers.assertRows(
            read.layer("layer" + i).activations(), ReadLayers.plain(expected.get(i + 1), true));
      }
    }
    if (features.rank() == 3) {
      ReadLayers.assertRows(
          read.snapshot().inputs().get(0).activations(), ReadLayers.plain(features, true));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void verticesHandOnTheFormatOfWhatTheyTake(boolean last) {
    RNNFormat format = last ? RNNFormat.NWC : RNNFormat.NCW;
    ComputationGraph graph =
        new ComputationGraph(
            builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("left", convolution(4, 4, format), "in")
                .addLayer("right", convolution(4, 4, format), "in")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "left", "right")
                .addLayer("act", new ActivationLayer(Activation.RELU), "sum")
                .addLayer("pool", pool(last ? 1 : 2), "act")
                .addLayer("out", output(4), "pool")
                .setOutputs("out")
                .build());
    graph.init();
    INDArray features = Nd4j.randn(DataType.FLOAT, ROWS, 4, 4);
    Map<String, INDArray> expected = graph.feedForward(new INDArray[] {features.dup()}, false);
    ReadLayers read = ReadLayers.of(graph, new INDArray[] {features}, null);
    for (String name : List.of("left", "right", "act", "pool", "out")) {
      ReadLayers.assertRows(
          read.layer(name).activations(), ReadLayers.plain(expected.get(name), last));
    }
    ReadLayers.assertRows(
        read.snapshot().inputs().get(0).activations(), ReadLayers.plain(features, last));
  }

  /** One network may hold both formats. */
  @ParameterizedTest
  @CsvSource({"NWC, NCW", "NCW, NWC"})
  void theFormatIsThatOfEachLayerNotOfTheNetwork(RNNFormat one, RNNFormat other) {
    ComputationGraph graph =
        new ComputationGraph(
            builder()
                .graphBuilder()
                .addInputs("a", "b")
                .addLayer("one", convolution(4, 4, one), "a")
                .addLayer("other", convolution(4, 4, other), "b")
                .addLayer("p", pool(one == RNNFormat.NWC ? 1 : 2), "one")
                .addLayer("q", pool(other == RNNFormat.NWC ? 1 : 2), "other")
                .addVertex("both", new MergeVertex(), "p", "q")
                .addLayer("out", output(8), "both")
                .setOutputs("out")
                .build());
    graph.init();
    INDArray[] features = {
      Nd4j.randn(DataType.FLOAT, ROWS, 4, 4), Nd4j.randn(DataType.FLOAT, ROWS, 4, 4)
    };
    Map<String, INDArray> expected = graph.feedForward(features, false);
    ReadLayers read = ReadLayers.of(graph, features, null);
    ReadLayers.assertRows(
        read.layer("one").activations(),
        ReadLayers.plain(expected.get("one"), one == RNNFormat.NWC));
    ReadLayers.assertRows(
        read.layer("other").activations(),
        ReadLayers.plain(expected.get("other"), other == RNNFormat.NWC));
  }

  @ParameterizedTest
  @CsvSource({"NWC, true", "NCW, false"})
  void embeddedWordsAreReadInTheirOwnFormat(RNNFormat format, boolean last) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder()
                .list()
                .layer(
                    new EmbeddingSequenceLayer.Builder()
                        .nIn(7)
                        .nOut(5)
                        .inputLength(5)
                        .outputDataFormat(format)
                        .build())
                .layer(pool(last ? 1 : 2))
                .layer(output(5))
                .build());
    network.init();
    INDArray words = Nd4j.rand(DataType.FLOAT, ROWS, 5).muli(6.9);
    words = Transforms.floor(words);
    List<INDArray> expected = network.feedForward(words.dup(), false);
    ReadLayers read = ReadLayers.of(network, new INDArray[] {words}, null);
    ReadLayers.assertRows(
        read.layer("layer0").activations(), ReadLayers.plain(expected.get(1), last));
  }

  @Test
  void capsulesAreReadWithAllTheirValues() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
                .layer(new PrimaryCapsules.Builder(4, 2).kernelSize(3, 3).build())
                .layer(new CapsuleLayer.Builder(2, 4, 1).build())
                .layer(new CapsuleStrengthLayer.Builder().build())
                .layer(new ActivationLayer(Activation.SOFTMAX))
                .layer(new LossLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD).build())
                .setInputType(InputType.convolutional(8, 8, 2))
                .build());
    network.init();
    INDArray features = Nd4j.rand(DataType.FLOAT, ROWS, 2, 8, 8);
    List<INDArray> expected = network.feedForward(features, false);
    ReadLayers read = ReadLayers.of(network, new INDArray[] {features}, null);
    for (int layer : new int[] {1, 2}) {
      INDArray all = expected.get(layer + 1).dup('c').reshape('c', ROWS, -1);
      ReadLayers.assertRows(
          read.layer("layer" + layer).activations(), ReadLayers.plain(all, false));
      assertThat(read.layer("layer" + layer).layer().reduction()).isEmpty();
      assertThat(read.skipped().get("layer" + layer + " (causal)"))
          .contains("is not read as an affine map of its inputs");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stackedTowersAreReadSideBySide(boolean sequences) {
    InputType type = sequences ? InputType.recurrent(6, 5) : InputType.feedForward(6);
    Layer shared =
        sequences
            ? new LSTM.Builder().nOut(3).build()
            : new DenseLayer.Builder().nOut(3).activation(Activation.TANH).build();
    var graph =
        builder()
            .graphBuilder()
            .addInputs("a", "b")
            .setInputTypes(type, type)
            .addVertex("stack", new StackVertex(), "a", "b")
            .addLayer("shared", shared, "stack")
            .addVertex("u0", new UnstackVertex(0, 2), "shared")
            .addVertex("u1", new UnstackVertex(1, 2), "shared")
            .addVertex("m", new MergeVertex(), "u0", "u1");
    Layer end =
        sequences
            ? new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build()
            : output(6);
    ComputationGraph network =
        new ComputationGraph(graph.addLayer("out", end, "m").setOutputs("out").build());
    network.init();
    long[] shape = sequences ? new long[] {ROWS, 6, 5} : new long[] {ROWS, 6};
    INDArray[] features = {Nd4j.randn(DataType.FLOAT, shape), Nd4j.randn(DataType.FLOAT, shape)};
    Map<String, INDArray> expected = network.feedForward(features, false);
    ReadLayers read = ReadLayers.of(network, features, null);
    INDArray merged = Nd4j.concat(1, expected.get("u0"), expected.get("u1"));
    ReadLayers.assertRows(read.layer("shared").activations(), ReadLayers.plain(merged, false));
    assertThat(read.layer("shared").layer().reduction())
        .isEqualTo(sequences ? "last step; 2 towers side by side" : "2 towers side by side");
  }
}
