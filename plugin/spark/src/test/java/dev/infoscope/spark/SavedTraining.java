// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
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
record SavedTraining(Path folder) {
  static final int WIDTH = 4;
  private static final int ROWS = 90;

  Path networks() {
    return folder.resolve("nets");
  }

  Path probe() {
    return folder.resolve("x.csv");
  }

  Path labels() {
    return folder.resolve("y.csv");
  }

  static MultiLayerNetwork network(int hidden) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.05))
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .name("hidden")
                        .nIn(WIDTH)
                        .nOut(hidden)
                        .activation(Activation.RELU)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .name("output")
                        .nIn(hidden)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** Trains and saves the network after each epoch. */
  SavedTraining train(int hidden, int epochs) throws IOException {
    DataSet data = examples();
    Files.createDirectories(networks());
    MultiLayerNetwork network = network(hidden);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      network.fit(data);
      network.setEpochCount(epoch);
      save(network, epoch);
    }
    return this;
  }

  Path save(MultiLayerNetwork network, int epoch) throws IOException {
    Path file = networks().resolve(String.format(Locale.ROOT, "net_%d.zip", epoch));
    ModelSerializer.writeModel(network, file.toFile(), false);
    Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * epoch);
    Files.setLastModifiedTime(file, FileTime.from(time));
    return file;
  }

  private DataSet examples() throws IOException {
    Random random = new Random(5);
    INDArray features = Nd4j.create(DataType.FLOAT, ROWS, WIDTH);
    INDArray targets = Nd4j.create(DataType.FLOAT, ROWS, 3);
    StringBuilder rows = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      for (int k = 0; k < WIDTH; k++) {
        features.putScalar(row, k, random.nextGaussian() + row % 3);
        rows.append(k == 0 ? "" : ",").append(features.getFloat(row, k));
      }
      rows.append('\n');
      labels.append(row % 3).append('\n');
      targets.putScalar(row, row % 3, 1);
    }
    Files.writeString(probe(), rows);
    Files.writeString(labels(), labels);
    return new DataSet(features, targets);
  }
}
