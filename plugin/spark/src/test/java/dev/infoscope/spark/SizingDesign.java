// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A network and what it is read by; as text {@code 64-32:10:30}.
 *
 * @param hidden units of each hidden layer
 * @param classes units of the last
 * @param bins of the information plane
 */
record SizingDesign(List<Integer> hidden, int classes, int bins) {
  private static final int BATCHES = 150;
  private static final int BATCH = 128;

  static SizingDesign parse(String text) {
    String[] parts = text.split(":");
    return new SizingDesign(
        Arrays.stream(parts[0].split("-")).map(Integer::parseInt).toList(),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]));
  }

  @Override
  public String toString() {
    String layers = hidden.stream().map(String::valueOf).collect(Collectors.joining("-"));
    return String.format(Locale.ROOT, "%s:%d:%d", layers, classes, bins);
  }

  /** Of all layers that are measured. */
  int units() {
    return classes + hidden.stream().mapToInt(Integer::intValue).sum();
  }

  /** Pairs of units that feed each other, those of the inputs among them. */
  int links() {
    int links = 0;
    int before = TiledDigits.PIXELS;
    for (int units : hidden) {
      links += before * units;
      before = units;
    }
    return links + before * classes;
  }

  /** Trained a little. */
  SharedNetwork network(TiledDigits digits) throws IOException {
    MultiLayerNetwork network = untrained();
    for (int batch = 0; batch < BATCHES; batch++) {
      INDArray features = Nd4j.create(BATCH, TiledDigits.PIXELS);
      INDArray targets = Nd4j.create(BATCH, classes);
      for (int i = 0; i < BATCH; i++) {
        LabelledRow row = digits.row((long) batch * BATCH + i, classes);
        features.putRow(i, Nd4j.create(row.features()));
        targets.putScalar(i, row.label(), 1);
      }
      network.fit(new DataSet(features, targets));
    }
    Path zip = Files.createTempFile("mnist", ".zip");
    try {
      ModelSerializer.writeModel(network, zip.toFile(), false);
      return SharedNetwork.of(zip, List.of(), TiledDigits.PIXELS);
    } finally {
      Files.delete(zip);
    }
  }

  private MultiLayerNetwork untrained() {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(1e-3)).list();
    int before = TiledDigits.PIXELS;
    for (int units : hidden) {
      layers.layer(
          new DenseLayer.Builder().nIn(before).nOut(units).activation(Activation.TANH).build());
      before = units;
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(before)
            .nOut(classes)
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }
}
