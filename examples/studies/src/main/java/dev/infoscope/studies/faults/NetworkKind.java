// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Networks so small that hundreds can be trained. */
public enum NetworkKind {
  /** Three dense ReLU layers. */
  RELU(5e-3),
  /** Three dense tanh layers. */
  TANH(5e-3),
  /** Two convolutions, each with batch normalisation, and a dense layer. */
  CNN(8e-3),
  /** An LSTM that reads two rows of an image at a time, and a dense layer. */
  LSTM_ROWS(1e-2);

  private static final List<Integer> WIDTHS = List.of(32, 24, 16);

  private final double rate;

  NetworkKind(double rate) {
    this.rate = rate;
  }

  /** Learning rate of a healthy run. */
  double rate() {
    return rate;
  }

  /**
   * The kind in names of runs and in tables.
   *
   * @return in lower case
   */
  public String label() {
    return this == LSTM_ROWS ? "lstm" : name().toLowerCase(Locale.ROOT);
  }

  /** Whether it takes pairs of rows of an image as time steps. */
  boolean isRecurrent() {
    return this == LSTM_ROWS;
  }

  MultiLayerConfiguration configuration(long seed) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(rate))
            .weightInit(this == TANH || this == LSTM_ROWS ? WeightInit.XAVIER : WeightInit.RELU)
            .activation(this == TANH ? Activation.TANH : Activation.RELU)
            .list();
    switch (this) {
      case CNN -> convolutional(layers);
      case LSTM_ROWS -> recurrent(layers);
      default -> dense(layers, WIDTHS);
    }
    return layers
        .layer(
            new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .name("output")
                .nOut(ImageTask.CLASSES)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(input())
        .build();
  }

  private InputType input() {
    return switch (this) {
      case CNN -> InputType.convolutionalFlat(ImageTask.SIDE, ImageTask.SIDE, 1);
      case LSTM_ROWS -> InputType.recurrent(2 * ImageTask.SIDE, ImageTask.SIDE / 2);
      default -> InputType.feedForward(ImageTask.PIXELS);
    };
  }

  private static void dense(NeuralNetConfiguration.ListBuilder layers, List<Integer> widths) {
    for (int i = 0; i < widths.size(); i++) {
      layers.layer(new DenseLayer.Builder().name("dense_" + (i + 1)).nOut(widths.get(i)).build());
    }
  }

  private static void convolutional(NeuralNetConfiguration.ListBuilder layers) {
    int[] channels = {6, 12};
    for (int i = 0; i < channels.length; i++) {
      layers
          .layer(
              new ConvolutionLayer.Builder(3, 3)
                  .name("conv_" + (i + 1))
                  .stride(2, 2)
                  .nOut(channels[i])
                  .activation(Activation.IDENTITY)
                  .build())
          .layer(
              new BatchNormalization.Builder()
                  .name("norm_" + (i + 1))
                  .activation(Activation.IDENTITY)
                  .useLogStd(false)
                  .build())
          .layer(
              new ActivationLayer.Builder()
                  .name("relu_" + (i + 1))
                  .activation(Activation.RELU)
                  .build());
    }
    layers.layer(new DenseLayer.Builder().name("dense").nOut(16).build());
  }

  private static void recurrent(NeuralNetConfiguration.ListBuilder layers) {
    layers
        .layer(
            new LastTimeStep(
                new LSTM.Builder().name("lstm").nOut(24).activation(Activation.TANH).build()))
        .layer(new DenseLayer.Builder().name("dense").nOut(16).build());
  }
}
