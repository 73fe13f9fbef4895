// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers that are no affine map with a known activation, called "odd". */
enum UnsupportedLayer {
  CUBE(
      new DenseLayer.Builder().name("odd").nOut(4).activation(Activation.CUBE).build(),
      "ActivationCube is no activation function the causal plane knows"),
  ON_THE_SPOT(
      new DenseLayer.Builder().name("odd").nOut(4).activation(new ActivationTanH() {}).build(),
      "UnsupportedLayer$1 is no activation function the causal plane knows"),
  CAPPED(
      new DenseLayer.Builder()
          .name("odd")
          .nOut(4)
          .activation(new ActivationReLU(6.0, 0.0, 0.0))
          .build(),
      "ActivationReLU is no"),
  STEEP_LEAK(
      new DenseLayer.Builder().name("odd").nOut(4).activation(new ActivationLReLU(2)).build(),
      "ActivationLReLU is no"),
  FALLING_ELU(
      new DenseLayer.Builder().name("odd").nOut(4).activation(new ActivationELU(-1)).build(),
      "ActivationELU is no"),
  LAYER_NORM(
      new DenseLayer.Builder()
          .name("odd")
          .nOut(4)
          .activation(Activation.TANH)
          .hasLayerNorm(true)
          .build(),
      "layer normalisation"),
  DECONVOLUTION(
      new Deconvolution2D.Builder(2, 2).name("odd").nOut(2).activation(Activation.TANH).build(),
      "Deconvolution2D is not read as an affine map"),
  DEPTHWISE(
      new DepthwiseConvolution2D.Builder(2, 2)
          .name("odd")
          .depthMultiplier(2)
          .activation(Activation.TANH)
          .build(),
      "DepthwiseConvolution2D"),
  WIDE(
      new DenseLayer.Builder().name("odd").nOut(140_000).activation(Activation.TANH).build(),
      "8960000 weights are more than 8388608"),
  INPUT_NORM(new BatchNormalization.Builder().name("odd").build(), "no affine map next to it");

  private final Layer layer;
  private final String reason;

  UnsupportedLayer(Layer layer, String reason) {
    this.layer = layer;
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  DataSet data() {
    return Examples.images(20, 3);
  }

  /** A cubic layer behind it takes nothing up. */
  MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(2)
                .list()
                .layer(layer)
                .layer(new DenseLayer.Builder().nOut(3).activation(Activation.CUBE).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(Networks.CLASSES)
                        .activation(Activation.SIGMOID)
                        .build())
                .setInputType(InputType.convolutional(Networks.SIDE, Networks.SIDE, 1))
                .build());
    network.init();
    return network;
  }
}
