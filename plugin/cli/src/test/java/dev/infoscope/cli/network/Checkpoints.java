// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A small network in training, its checkpoints, and the probe set as CSV. */
final class Checkpoints {
  static final int WIDTH = 4;
  private static final Instant SAVED = Instant.parse("2026-01-01T00:00:00Z");

  private final Path folder;
  private final DataSet data;

  Checkpoints(Path folder) throws IOException {
    this.folder = folder;
    this.data = examples(90);
    StringBuilder rows = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    for (int row = 0; row < 90; row++) {
      for (int k = 0; k < WIDTH; k++) {
        rows.append(k == 0 ? "" : ",").append(data.getFeatures().getFloat(row, k));
      }
      rows.append('\n');
      labels.append(row % 3).append('\n');
    }
    Files.writeString(probe(), rows);
    Files.writeString(labels(), labels);
    Files.createDirectory(saved());
  }

  private static DataSet examples(int rows) {
    Random random = new Random(5);
    INDArray features = Nd4j.create(DataType.FLOAT, rows, WIDTH);
    INDArray labels = Nd4j.create(DataType.FLOAT, rows, 3);
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < WIDTH; k++) {
        features.putScalar(row, k, random.nextGaussian() + row % 3);
      }
      labels.putScalar(row, row % 3, 1);
    }
    return new DataSet(features, labels);
  }

  Path probe() {
    return folder.resolve("x.csv");
  }

  Path labels() {
    return folder.resolve("y.csv");
  }

  Path saved() {
    return folder.resolve("nets");
  }

  static MultiLayerNetwork dense(int hidden) {
    return initialised(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Adam(0.05))
            .list()
            .layer(dense("hidden", hidden))
            .layer(output())
            .setInputType(InputType.feedForward(WIDTH)));
  }

  /** A layer without bounds, whose bins are frozen by what is seen first. */
  static MultiLayerNetwork rectified(int hidden) {
    return initialised(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Adam(0.05))
            .list()
            .layer(
                new DenseLayer.Builder()
                    .name("hidden")
                    .nOut(hidden)
                    .activation(Activation.RELU)
                    .build())
            .layer(output())
            .setInputType(InputType.feedForward(WIDTH)));
  }

  /** Images of 2 x 2. */
  static MultiLayerNetwork convolutional() {
    return initialised(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .list()
            .layer(
                new ConvolutionLayer.Builder(2, 2)
                    .name("conv")
                    .nOut(3)
                    .activation(Activation.TANH)
                    .build())
            .layer(output())
            .setInputType(InputType.convolutional(2, 2, 1)));
  }

  private static DenseLayer dense(String name, int units) {
    return new DenseLayer.Builder().name(name).nOut(units).activation(Activation.TANH).build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .name("output")
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork initialised(NeuralNetConfiguration.ListBuilder list) {
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  /** Trains for some epochs and saves the network after each. */
  void train(MultiLayerNetwork network, int epochs) throws IOException {
    for (int epoch = 0; epoch < epochs; epoch++) {
      network.fit(data);
      network.setEpochCount(network.getEpochCount() + 1);
      save(network, String.format(Locale.ROOT, "net_%d.zip", network.getEpochCount()));
    }
  }

  Path save(MultiLayerNetwork network, String name) throws IOException {
    Path file = saved().resolve(name);
    ModelSerializer.writeModel(network, file.toFile(), false);
    Instant time = SAVED.plusSeconds(60L * network.getEpochCount());
    Files.setLastModifiedTime(file, FileTime.from(time));
    return file;
  }
}
