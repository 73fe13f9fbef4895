// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.plain;

import dev.infoscope.Infoscope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Trains a small network with and without Infoscope, prints what came of it in one line, and saves
 * the network and its data in a folder. Fails if an epoch is missing in the history, or if training
 * took another course.
 */
public final class PlainTraining {
  private static final int EPOCHS = 5;

  private PlainTraining() {}

  /**
   * Trains, checks and saves; ends with status 1 if the check fails.
   *
   * @param arguments the folder, which is made if it is not there
   * @throws IOException if nothing can be written there
   */
  public static void main(String... arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path history = folder.resolve("history.jsonl");
    DataSet data = data();
    MultiLayerNetwork watched = network();
    try (Infoscope scope =
        Infoscope.builder().probe(data).run("plain").history(history).synchronous().build()) {
      watched.setListeners(scope.listener());
      watched.fit(new SingletonDataSetIterator(data), EPOCHS);
    }
    MultiLayerNetwork alone = network();
    alone.fit(new SingletonDataSetIterator(data), EPOCHS);
    List<String> lines = // the last one says that the run has ended
        Files.readAllLines(history).stream().filter(line -> !line.contains("\"ended\"")).toList();
    boolean same = watched.params().equalsWithEps(alone.params(), 0);
    System.out.printf(
        "Java %s: %d epochs in the history, %s bits%n",
        Runtime.version().feature(), lines.size(), same ? "same" : "other");
    if (!same || lines.size() != EPOCHS || !lines.get(0).contains("infoscope.information")) {
      System.exit(1);
    }
    save(alone, data, folder);
  }

  private static void save(MultiLayerNetwork network, DataSet data, Path folder)
      throws IOException {
    ModelSerializer.writeModel(network, folder.resolve("net.zip").toFile(), false);
    List<String> rows = new ArrayList<>();
    for (double[] row : data.getFeatures().toDoubleMatrix()) {
      rows.add(Arrays.stream(row).mapToObj(String::valueOf).collect(Collectors.joining(",")));
    }
    Files.write(folder.resolve("x.csv"), rows);
    List<String> classes = new ArrayList<>();
    for (int label : data.getLabels().argMax(1).toIntVector()) {
      classes.add(String.valueOf(label));
    }
    Files.write(folder.resolve("y.csv"), classes);
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .activation(Activation.TANH)
                .updater(new Adam(0.01))
                .list()
                .layer(new DenseLayer.Builder().nOut(6).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.feedForward(4))
                .build());
    network.init();
    return network;
  }

  /** Whether four numbers sum to more than 0. */
  private static DataSet data() {
    Random random = new Random(1);
    double[][] features = new double[200][4];
    double[][] labels = new double[200][2];
    for (int row = 0; row < features.length; row++) {
      double sum = 0;
      for (int i = 0; i < 4; i++) {
        features[row][i] = random.nextGaussian();
        sum += features[row][i];
      }
      labels[row][sum > 0 ? 1 : 0] = 1;
    }
    return new DataSet(Nd4j.create(features), Nd4j.create(labels));
  }
}
