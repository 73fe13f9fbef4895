// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Activation functions that the causal plane knows, each in a small network. */
enum KnownActivation {
  IDENTITY(new ActivationIdentity()),
  SIGMOID(new ActivationSigmoid()),
  TANH(new ActivationTanH()),
  RELU(new ActivationReLU()),
  RELU_WITH_SLOPE(new ActivationReLU(null, null, 0.3)),
  LEAKY_RELU(new ActivationLReLU(0.2)),
  ELU(new ActivationELU(0.7)),
  SOFTPLUS(new ActivationSoftPlus()),
  HARD_SIGMOID(new ActivationHardSigmoid()),
  HARD_TANH(new ActivationHardTanH()),
  GELU(new ActivationGELU()),
  SWISH(new ActivationSwish());

  private final IActivation function;

  KnownActivation(IActivation function) {
    this.function = function;
  }

  MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .name("first")
                        .nIn(Networks.INPUTS)
                        .nOut(5)
                        .activation(function)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(5)
                        .nOut(Networks.CLASSES)
                        .activation(new ActivationSigmoid())
                        .build())
                .build());
    network.init();
    return network;
  }
}
