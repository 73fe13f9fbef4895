// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.relay;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * The two networks of Hintze and Adami 2023, both 784-20-10, tanh throughout, targets -1 and 1: one
 * trained as a whole, and one put together of ten specialists with two hidden neurons each.
 */
final class RelayNetworks {
  private static final int PIXELS = 784;
  private static final int DIGITS = 10;
  private static final int HIDDEN = 20;
  private static final int OWN = HIDDEN / DIGITS;
  private static final int BATCH = 1000;
  private static final int SMALL_BATCH = 500;
  private static final int EXAMPLES_EACH = 5000;
  private static final int CHECKED = 10_000;

  private final DataSet training;
  private final int[] labels;
  private final long seed;

  RelayNetworks(DataSet training, long seed) {
    training.shuffle(seed);
    this.training = training;
    this.labels = training.getLabels().argMax(1).toIntVector();
    this.seed = seed;
  }

  private static MultiLayerNetwork network(int hidden, int outputs, long seed) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(1e-3))
            .weightInit(WeightInit.XAVIER)
            .activation(Activation.TANH)
            .list()
            .layer(new DenseLayer.Builder().nIn(PIXELS).nOut(hidden).build())
            .layer(output(hidden, outputs))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  private static OutputLayer output(int inputs, int outputs) {
    return new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
        .nIn(inputs)
        .nOut(outputs)
        .activation(Activation.TANH)
        .build();
  }

  /** Trained until the mean balanced accuracy over digits is 0.96 on training images. */
  MultiLayerNetwork full(int mostEpochs) {
    MultiLayerNetwork network = network(HIDDEN, DIGITS, seed);
    DataSet signed = new DataSet(training.getFeatures(), training.getLabels().mul(2).subi(1));
    DataSetIterator batches = new ListDataSetIterator<>(signed.batchBy(BATCH), 1);
    INDArray some = training.getFeatures().get(NDArrayIndex.interval(0, CHECKED));
    int[] someLabels = Arrays.copyOf(labels, CHECKED);
    double accuracy = 0;
    int epoch = 0;
    while (accuracy < 0.96 && epoch < mostEpochs) {
      network.fit(batches);
      epoch++;
      accuracy = balanced(network.output(some), someLabels);
    }
    System.out.printf(
        Locale.ROOT, "full network: %d epochs, mean balanced accuracy %.4f%n", epoch, accuracy);
    return network;
  }

  private static double balanced(INDArray outputs, int[] labels) {
    float[] values = outputs.dup('c').data().asFloat();
    double sum = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      double[] size = new double[2];
      double[] right = new double[2];
      for (int row = 0; row < labels.length; row++) {
        int own = labels[row] == digit ? 1 : 0;
        size[own]++;
        right[own] += (values[row * DIGITS + digit] > 0) == (own == 1) ? 1 : 0;
      }
      sum += (right[0] / size[0] + right[1] / size[1]) / 2;
    }
    return sum / DIGITS;
  }

  /** Hidden neurons 2c and 2c + 1 are those of the specialist for digit c. */
  MultiLayerNetwork composed(int mostEpochs) {
    MultiLayerNetwork whole = network(HIDDEN, DIGITS, seed);
    INDArray hiddenWeights = Nd4j.zeros(PIXELS, HIDDEN);
    INDArray hiddenBias = Nd4j.zeros(1, HIDDEN);
    INDArray weights = Nd4j.zeros(HIDDEN, DIGITS);
    INDArray bias = Nd4j.zeros(1, DIGITS);
    for (int digit = 0; digit < DIGITS; digit++) {
      MultiLayerNetwork specialist = specialist(digit, mostEpochs);
      for (int unit = 0; unit < OWN; unit++) {
        int at = OWN * digit + unit;
        hiddenWeights.putColumn(at, specialist.getParam("0_W").getColumn(unit));
        hiddenBias.putScalar(0, at, specialist.getParam("0_b").getDouble(unit));
        weights.putScalar(at, digit, specialist.getParam("1_W").getDouble(unit, 0));
      }
      bias.putScalar(0, digit, specialist.getParam("1_b").getDouble(0));
    }
    whole.setParam("0_W", hiddenWeights);
    whole.setParam("0_b", hiddenBias);
    whole.setParam("1_W", weights);
    whole.setParam("1_b", bias);
    return whole;
  }

  /** The first examples of a digit and of all others, as many of each. */
  private int[] balanced(int digit) {
    int[] wanted = {EXAMPLES_EACH, EXAMPLES_EACH};
    return IntStream.range(0, labels.length)
        .filter(row -> wanted[labels[row] == digit ? 1 : 0]-- > 0)
        .toArray();
  }

  private MultiLayerNetwork specialist(int digit, int mostEpochs) {
    int[] chosen = balanced(digit);
    INDArray features = Nd4j.pullRows(training.getFeatures(), 1, chosen);
    double[] signs =
        Arrays.stream(chosen).mapToDouble(row -> labels[row] == digit ? 1 : -1).toArray();
    INDArray targets =
        Nd4j.createFromArray(signs).castTo(features.dataType()).reshape(chosen.length, 1);
    DataSetIterator batches =
        new ListDataSetIterator<>(new DataSet(features, targets).batchBy(SMALL_BATCH), 1);
    MultiLayerNetwork network = network(OWN, 1, seed + digit);
    double accuracy = 0;
    int epoch = 0;
    while (accuracy < 0.98 && epoch < mostEpochs) {
      network.fit(batches);
      epoch++;
      accuracy = accuracy(network.output(features), signs);
    }
    System.out.printf(
        Locale.ROOT,
        "specialist for %d: %d epochs (%d steps), training accuracy %.4f%n",
        digit,
        epoch,
        epoch * (chosen.length / SMALL_BATCH),
        accuracy);
    return network;
  }

  private static double accuracy(INDArray outputs, double[] signs) {
    double right = 0;
    for (int row = 0; row < signs.length; row++) {
      right += (outputs.getDouble(row, 0) > 0) == (signs[row] > 0) ? 1 : 0;
    }
    return right / signs.length;
  }
}
