// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.imports;

import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks of DL4J, whose weights the files get. */
final class Networks {
  static final int INPUTS = 6;
  static final int CLASSES = 3;
  static final int SIDE = 8;
  private static final int ROWS = 48;

  private Networks() {}

  static MultiLayerNetwork dense() {
    return initialised(
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .list()
            .layer(dense("first", 8, Activation.TANH))
            .layer(dense("second", 5, Activation.RELU))
            .layer(output())
            .setInputType(InputType.feedForward(INPUTS)));
  }

  /** Channels come last, as in TensorFlow. */
  static MultiLayerNetwork convolutional() {
    return initialised(
        new NeuralNetConfiguration.Builder()
            .seed(6)
            .list()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .name("conv")
                    .nOut(4)
                    .dataFormat(CNN2DFormat.NHWC)
                    .activation(Activation.RELU)
                    .build())
            .layer(
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .name("pool")
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .dataFormat(CNN2DFormat.NHWC)
                    .build())
            .layer(dense("dense", 6, Activation.TANH))
            .layer(output())
            .setInputType(InputType.convolutional(SIDE, SIDE, 1, CNN2DFormat.NHWC)));
  }

  private static DenseLayer dense(String name, int units, Activation activation) {
    return new DenseLayer.Builder().name(name).nOut(units).activation(activation).build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .name("output")
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork initialised(NeuralNetConfiguration.ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  static INDArray bias(MultiLayerNetwork network, int layer) {
    INDArray bias = network.getParam(layer + "_b");
    return bias.dup('c').reshape(bias.length());
  }

  static DataSet data(long... shape) {
    Random random = new Random(1);
    shape[0] = ROWS;
    INDArray features = Nd4j.create(DataType.FLOAT, shape);
    INDArray labels = Nd4j.create(DataType.FLOAT, ROWS, CLASSES);
    for (long i = 0; i < features.length(); i++) {
      features.putScalar(i, random.nextGaussian());
    }
    for (int row = 0; row < ROWS; row++) {
      labels.putScalar(row, row % CLASSES, 1);
    }
    return new DataSet(features, labels);
  }
}
