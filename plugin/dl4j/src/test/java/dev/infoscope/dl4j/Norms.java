// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
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

  private static BatchNormalization norm() {
    return new BatchNormalization.Builder().name("norm").build();
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
  static MultiLayerNetwork behindIdentity() {
    return closed(
        list()
            .layer(dense("plain", Activation.IDENTITY))
            .layer(norm())
            .layer(new ActivationLayer.Builder().name("act").activation(Activation.RELU).build()),
        flat());
  }

  /** Dense with tanh, batch norm, dense. */
  static MultiLayerNetwork behindTanh() {
    return closed(
        list()
            .layer(dense("first", Activation.TANH))
            .layer(norm())
            .layer(dense("second", Activation.SIGMOID)),
        flat());
  }

  /** Convolution with tanh, batch norm of its channels, dense. */
  static MultiLayerNetwork betweenImageAndDense(CNN2DFormat format) {
    return closed(
        list()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .name("conv")
                    .nOut(4)
                    .dataFormat(format)
                    .activation(Activation.TANH)
                    .build())
            .layer(norm())
            .layer(dense("dense", Activation.SIGMOID)),
        InputType.convolutional(Networks.SIDE, Networks.SIDE, 1, format));
  }

  /** Images in the layout of the network. */
  static DataSet images(MultiLayerNetwork network, int rows, long seed) {
    DataSet data = Examples.images(rows, seed);
    boolean last = new MultiLayerShadow(network).layout().channelsLast();
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
