// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.alerts;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Networks on which alerts are tried, small enough for twenty runs in a row. */
enum FaultNetwork {
  /** Two ReLU layers under Adam. */
  RELU(Activation.RELU, WeightInit.RELU, List.of(64, 32), 1e-3),
  /** Three tanh layers under Adam. */
  TANH(Activation.TANH, WeightInit.XAVIER, List.of(48, 32, 16), 1e-3),
  /** Two sigmoid layers under Adam. */
  SIGMOID(Activation.SIGMOID, WeightInit.XAVIER, List.of(48, 24), 2e-3),
  /** Four narrow layers of leaky ReLUs under SGD with momentum. */
  LEAKY(Activation.LEAKYRELU, WeightInit.RELU, List.of(32, 32, 16, 16), 2e-2);

  private static final int PIXELS = 784;
  private static final int CLASSES = 10;

  private final Activation activation;
  private final WeightInit weights;
  private final List<Integer> widths;
  private final double rate;

  FaultNetwork(Activation activation, WeightInit weights, List<Integer> widths, double rate) {
    this.activation = activation;
    this.weights = weights;
    this.widths = widths;
    this.rate = rate;
  }

  /** Learning rate of a healthy run. */
  double rate() {
    return rate;
  }

  /** Value of the label model. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT)
        + widths.toString().replaceAll("[^0-9]+", "-").replaceAll("-$", "");
  }

  MultiLayerConfiguration configuration(long seed) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(this == LEAKY ? new Nesterovs(rate, 0.9) : new Adam(rate))
            .weightInit(weights)
            .activation(activation)
            .list();
    int inputs = PIXELS;
    for (int width : widths) {
      String name = "dense_" + (layers.getLayerwise().size() + 1);
      layers.layer(new DenseLayer.Builder().name(name).nIn(inputs).nOut(width).build());
      inputs = width;
    }
    return layers.layer(output(inputs)).build();
  }

  private static OutputLayer output(int inputs) {
    return new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
        .name("output")
        .nIn(inputs)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }
}
