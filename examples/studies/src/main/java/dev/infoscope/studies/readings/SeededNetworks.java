// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.readings;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks of four kinds, initialised from a seed. */
public final class SeededNetworks {
  private SeededNetworks() {}

  private static NeuralNetConfiguration.Builder base(long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Adam(5e-3))
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.TANH);
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .name("output")
        .nOut(SeededData.CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static DenseLayer dense(String name, int units, Activation activation) {
    return new DenseLayer.Builder().name(name).nOut(units).activation(activation).build();
  }

  /** Dense layers of five kinds of units. */
  static MultiLayerNetwork dense() {
    return initialised(
        base(1)
            .list()
            .layer(dense("tanh", 8, Activation.TANH))
            .layer(dense("sigmoid", 6, Activation.SIGMOID))
            .layer(dense("relu", 6, Activation.RELU))
            .layer(dense("elu", 4, Activation.ELU))
            .layer(output())
            .setInputType(InputType.feedForward(SeededData.FEATURES)));
  }

  /** Two convolutions, batch normalisation and pooling. */
  static MultiLayerNetwork convolutional() {
    return initialised(
        base(1)
            .list()
            .layer(convolution("first", 4, Activation.RELU))
            .layer(new BatchNormalization.Builder().name("normal").build())
            .layer(
                new SubsamplingLayer.Builder().name("pool").kernelSize(2, 2).stride(2, 2).build())
            .layer(convolution("second", 5, Activation.TANH))
            .layer(dense("dense", 6, Activation.LEAKYRELU))
            .layer(output())
            .setInputType(InputType.convolutional(SeededData.SIDE, SeededData.SIDE, 1)));
  }

  private static ConvolutionLayer convolution(String name, int channels, Activation activation) {
    return new ConvolutionLayer.Builder(3, 3)
        .name(name)
        .nOut(channels)
        .activation(activation)
        .build();
  }

  /**
   * A recurrent layer, then one dense layer for each step.
   *
   * @param seed of its weights
   * @return initialised
   */
  public static MultiLayerNetwork recurrent(long seed) {
    return initialised(
        base(seed)
            .list()
            .layer(new LSTM.Builder().name("lstm").nOut(7).build())
            .layer(dense("dense", 5, Activation.SOFTPLUS))
            .layer(
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .name("output")
                    .nOut(SeededData.CLASSES)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.recurrent(SeededData.FEATURES, SeededData.STEPS)));
  }

  private static MultiLayerNetwork initialised(NeuralNetConfiguration.ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  /**
   * Two inputs, a dense layer for each, merged.
   *
   * @param seed of its weights
   * @return initialised
   */
  public static ComputationGraph twoInputs(long seed) {
    InputType vector = InputType.feedForward(SeededData.FEATURES);
    ComputationGraphConfiguration configuration =
        base(seed)
            .graphBuilder()
            .addInputs("left", "right")
            .addLayer("leftDense", dense("leftDense", 5, Activation.TANH), "left")
            .addLayer("rightDense", dense("rightDense", 4, Activation.HARDTANH), "right")
            .addVertex("merged", new MergeVertex(), "leftDense", "rightDense")
            .addLayer("dense", dense("dense", 6, Activation.SELU), "merged")
            .addLayer("output", output(), "dense")
            .setOutputs("output")
            .setInputTypes(vector, vector)
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }
}
