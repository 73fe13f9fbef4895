// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.Source;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks with batch norm in different places. */
final class Norms {
  private Norms() {}

  private static NeuralNetConfiguration.ListBuilder list() {
    return new NeuralNetConfiguration.Builder().seed(3).updater(new Adam(0.02)).list();
  }

  private static DenseLayer dense(String name, Activation activation) {
    return new DenseLayer.Builder().name(name).nOut(7).activation(activation).build();
  }

  /** How a batch norm scales and shifts. */
  enum Kind {
    LEARNED(new BatchNormalization.Builder()),
    FIXED_GAMMA_AND_BETA(new BatchNormalization.Builder().lockGammaBeta(true).gamma(1.5).beta(0.3)),
    WITHOUT_GAMMA_AND_BETA(new BatchNormalization.Builder().lockGammaBeta(true)),
    LOGARITHM_OF_DEVIATION(new BatchNormalization.Builder().useLogStd(true)),
    LARGE_EPSILON(new BatchNormalization.Builder().eps(0.1));

    private final BatchNormalization.Builder builder;

    Kind(BatchNormalization.Builder builder) {
      this.builder = builder;
    }

    private BatchNormalization norm() {
      return builder.name("norm").build().clone();
    }
  }

  private static BatchNormalization norm() {
    return Kind.LEARNED.norm();
  }

  private static MultiLayerNetwork closed(NeuralNetConfiguration.ListBuilder list, InputType in) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .name("output")
                        .nOut(Networks.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(in)
                .build());
    network.init();
    return network;
  }

  private static InputType flat() {
    return InputType.feedForward(Networks.INPUTS);
  }

  /** Dense without activation, batch norm, activation layer. */
  static MultiLayerNetwork behindIdentity(Kind kind) {
    return closed(
        list()
            .layer(dense("plain", Activation.IDENTITY))
            .layer(kind.norm())
            .layer(new ActivationLayer.Builder().name("act").activation(Activation.RELU).build()),
        flat());
  }

  /** Dense with tanh, batch norm, dense. */
  static MultiLayerNetwork behindTanh(Kind kind) {
    return closed(
        list()
            .layer(dense("first", Activation.TANH))
            .layer(kind.norm())
            .layer(dense("second", Activation.SIGMOID)),
        flat());
  }

  /** Convolution with tanh, batch norm of its channels, dense. */
  static MultiLayerNetwork betweenImageAndDense(CNN2DFormat format) {
    return closed(
        list()
            .layer(convolution("conv", format, Activation.TANH))
            .layer(norm())
            .layer(dense("dense", Activation.SIGMOID)),
        InputType.convolutional(Networks.SIDE, Networks.SIDE, 1, format));
  }

  /** Convolution without activation, batch norm of its channels, activation layer. */
  static MultiLayerNetwork behindPlainConvolution(Kind kind, CNN2DFormat format) {
    return closed(
        list()
            .layer(convolution("conv", format, Activation.IDENTITY))
            .layer(kind.norm())
            .layer(new ActivationLayer.Builder().name("act").activation(Activation.RELU).build()),
        InputType.convolutional(Networks.SIDE, Networks.SIDE, 1, format));
  }

  private static ConvolutionLayer convolution(String name, CNN2DFormat format, Activation end) {
    return new ConvolutionLayer.Builder(3, 3)
        .name(name)
        .nOut(4)
        .dataFormat(format)
        .activation(end)
        .build();
  }

  /**
   * A graph with a plain dense layer and its batch norm on each of two branches. The left one
   * belongs to its layer alone; what the right dense layer makes is also used without the norm.
   */
  static ComputationGraph branches() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.02))
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(flat())
                .addLayer("left", dense("left", Activation.IDENTITY), "in")
                .addLayer("leftNorm", new BatchNormalization(), "left")
                .addLayer(
                    "leftEnd",
                    new ActivationLayer.Builder().activation(Activation.SIGMOID).build(),
                    "leftNorm")
                .addLayer("right", dense("right", Activation.IDENTITY), "in")
                .addLayer("rightNorm", new BatchNormalization(), "right")
                .addLayer("behind", dense("behind", Activation.TANH), "rightNorm")
                .addVertex("merged", new MergeVertex(), "leftEnd", "right", "behind")
                .addLayer(
                    "output",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(Networks.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "merged")
                .setOutputs("output")
                .build());
    graph.init();
    for (int epoch = 0; epoch < 20; epoch++) {
      graph.fit(Examples.flat(96, 8));
    }
    return graph;
  }

  /** Images in the layout of the network. */
  static DataSet images(MultiLayerNetwork network, int rows, long seed) {
    DataSet data = Examples.images(rows, seed);
    boolean last = Shadow.of(network).layout(Source.input(0)).channelsLast();
    if (last) {
      data.setFeatures(data.getFeatures().permute(0, 2, 3, 1).dup('c'));
    }
    return data;
  }

  /** Some epochs, so that means, variances, gamma and beta are not what they began as. */
  static MultiLayerNetwork trained(MultiLayerNetwork network) {
    boolean image = network.getLayer(0).type() == Layer.Type.CONVOLUTIONAL;
    DataSet data = image ? images(network, 96, 8) : Examples.flat(96, 8);
    for (int epoch = 0; epoch < 20; epoch++) {
      network.fit(data);
    }
    return network;
  }
}
