// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.versions;

import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Trainings that give the same bits each time. */
enum Trainings {
  DENSE(48, 0) {
    @Override
    MultiLayerNetwork network() {
      return initialised(
          base()
              .list()
              .layer(new DenseLayer.Builder().nOut(8).dropOut(0.8).build())
              .layer(new DenseLayer.Builder().nOut(5).build())
              .layer(output())
              .setInputType(InputType.feedForward(INPUTS))
              .build());
    }
  },
  CONVOLUTION(48, 0) {
    @Override
    MultiLayerNetwork network() {
      return initialised(
          base()
              .list()
              .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
              .layer(new BatchNormalization.Builder().build())
              .layer(
                  new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                      .kernelSize(2, 2)
                      .stride(2, 2)
                      .build())
              .layer(output())
              .setInputType(InputType.convolutionalFlat(6, 6, 1))
              .build());
    }
  },
  LSTM(24, 5) {
    @Override
    MultiLayerNetwork network() {
      return initialised(
          base()
              .list()
              .layer(new LSTM.Builder().nOut(6).build())
              .layer(
                  new RnnOutputLayer.Builder(LossFunction.MCXENT)
                      .nOut(CLASSES)
                      .activation(Activation.SOFTMAX)
                      .build())
              .setInputType(InputType.recurrent(INPUTS))
              .build());
    }
  };

  private static final int INPUTS = 36;
  private static final int CLASSES = 3;
  private static final int EPOCHS = 3;

  private final int rows;
  private final int steps;

  Trainings(int rows, int steps) {
    this.rows = rows;
    this.steps = steps;
  }

  abstract MultiLayerNetwork network();

  static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .activation(Activation.TANH)
        .updater(new Adam(0.01));
  }

  static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  static MultiLayerNetwork initialised(
      org.deeplearning4j.nn.conf.MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  DataSet data() {
    return data(rows, steps);
  }

  private static DataSet data(int rows, int steps) {
    Random random = new Random(1);
    long[] places = steps == 0 ? new long[] {rows, INPUTS} : new long[] {rows, INPUTS, steps};
    long[] classes = steps == 0 ? new long[] {rows, CLASSES} : new long[] {rows, CLASSES, steps};
    INDArray features = Nd4j.create(DataType.FLOAT, places);
    INDArray labels = Nd4j.create(DataType.FLOAT, classes);
    for (long i = 0; i < features.length(); i++) {
      features.putScalar(i, random.nextGaussian());
    }
    for (int row = 0; row < rows; row++) {
      if (steps == 0) {
        labels.putScalar(row, row % CLASSES, 1);
      }
      for (int step = 0; step < steps; step++) {
        labels.putScalar(new int[] {row, (row + step) % CLASSES, step}, 1);
      }
    }
    return new DataSet(features, labels);
  }

  /** The parameters afterwards. */
  float[] train(TrainingListener... listeners) {
    Nd4j.getRandom().setSeed(5);
    MultiLayerNetwork network = network();
    network.setListeners(listeners);
    network.fit(new SingletonDataSetIterator(data()), EPOCHS);
    return network.params().dup().data().asFloat();
  }

  static DataSet graphData() {
    return data(48, 0);
  }

  /** A dense graph of SameDiff. */
  static SameDiff graph() {
    Nd4j.getRandom().setSeed(3);
    SameDiff graph = SameDiff.create();
    SDVariable in = graph.placeHolder("in", DataType.FLOAT, -1, INPUTS);
    SDVariable label = graph.placeHolder("label", DataType.FLOAT, -1, CLASSES);
    SDVariable first = graph.var("w1", Nd4j.randn(DataType.FLOAT, INPUTS, 8).mul(0.2));
    SDVariable hidden = graph.math().tanh("hidden", in.mmul(first));
    SDVariable second = graph.var("w2", Nd4j.randn(DataType.FLOAT, 8, CLASSES).mul(0.2));
    SDVariable logits = hidden.mmul("logits", second);
    graph.nn().softmax("output", logits, 1);
    SDVariable loss = graph.loss().softmaxCrossEntropy("loss", label, logits, null);
    graph.setLossVariables("loss");
    graph.setTrainingConfig(
        new TrainingConfig.Builder()
            .updater(new Adam(0.01))
            .dataSetFeatureMapping("in")
            .dataSetLabelMapping("label")
            .build());
    return graph;
  }

  /** The weights afterwards. */
  static float[] trainGraph(Listener... listeners) {
    SameDiff graph = graph();
    graph.setListeners(listeners);
    graph.fit(new SingletonDataSetIterator(graphData()), EPOCHS);
    return graph.getVariable("w1").getArr().dup().data().asFloat();
  }
}
