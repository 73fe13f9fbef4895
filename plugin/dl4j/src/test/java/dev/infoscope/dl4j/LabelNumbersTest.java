// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The class of a label is the number of a class of the network, whichever of them occur; the label
 * of a sequence is that of its last step, along the axis that the network says.
 */
class LabelNumbersTest {
  private static final int ROWS = 30;
  private static final int INPUTS = 4;
  private static final Moment NOW = new Moment(1, 1, Instant.EPOCH, 0);

  private static INDArray values(long... shape) {
    double[] values =
        new Random(3).doubles(Arrays.stream(shape).reduce(1, (a, b) -> a * b)).toArray();
    return Nd4j.create(values, shape, 'c').castTo(DataType.FLOAT);
  }

  private static Examiner examiner(Model model, Probe probe) {
    return new Examiner(model, probe, List.of(), false);
  }

  private static Snapshot examine(Model model, Probe probe) {
    return examiner(model, probe).examine(NOW);
  }

  /** Rows in their own order, so that labels can be compared one by one. */
  private static int[] labels(Model model, MultiDataSet data) {
    Snapshot seen = examine(model, Probe.inOrder(data));
    assertThat(seen.predictions()).isNotNull();
    return seen.labels();
  }

  private static MultiDataSet flat(double... labels) {
    INDArray features = values(ROWS, Networks.INPUTS);
    INDArray column = Nd4j.zeros(ROWS, 1);
    for (int row = 0; row < ROWS; row++) {
      column.putScalar(row, 0, labels[row % labels.length]);
    }
    return new MultiDataSet(features, column);
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "1, 2", "0, 1", "2, 2"})
  void aClassThatDoesNotOccurIsStillOneOfTheNetworks(int first, int second) {
    Snapshot seen = examine(Networks.denseWithDropout(), Probe.inOrder(flat(first, second)));
    assertThat(seen.classes()).isEqualTo(3);
    assertThat(Arrays.copyOf(seen.labels(), 2)).containsExactly(first, second);
    assertThat(seen.predictions()).isNotNull();
    assertThat(seen.outputs().get(0).classes()).isNotNull();
  }

  @Test
  void classesThatTheUserGivesKeepTheirNumbers() {
    int[] given = IntStream.range(0, ROWS).map(row -> row % 2 * 2).toArray();
    Probe probe = Probe.of(flat(0), given, ROWS, 1);
    Snapshot seen = examine(Networks.denseWithDropout(), probe);
    assertThat(seen.labels()).containsOnly(0, 2);
    assertThat(seen.predictions()).isNotNull();
  }

  /** As odd and even of ten digits: with numbers of classes, but of other classes. */
  @Test
  void classesThatTheUserGivesAreOthersIfTheyDoNotReachTheLast() {
    int[] given = IntStream.range(0, ROWS).map(row -> row % 2).toArray();
    Examiner examiner =
        examiner(Networks.denseWithDropout(), Probe.of(flat(0, 1, 2), given, ROWS, 1));
    Snapshot seen = examiner.examine(NOW);
    assertThat(seen.classes()).isEqualTo(2);
    assertThat(seen.predictions()).isNull();
    assertThat(examiner.skipped())
        .containsEntry(
            "all layers (relay, ablation)",
            "outputs tell 3 classes apart, the labels of the probe have 2; classes of the outputs"
                + " must be given up to their last, 2");
  }

  @Test
  void numbersThatTheNetworkDoesNotHaveLeaveNoPredictions() {
    Examiner examiner = examiner(Networks.denseWithDropout(), Probe.inOrder(flat(1, 2, 3)));
    Snapshot seen = examiner.examine(NOW);
    assertThat(seen.classes()).isEqualTo(3);
    assertThat(seen.labels()).startsWith(0, 1, 2);
    assertThat(seen.predictions()).isNull();
    assertThat(examiner.skipped().toString())
        .contains(
            "outputs tell 3 classes apart, numbered 0 to 2, and the labels of the probe have");
  }

  @Test
  void aCombinationOfTwoOutputsThatDoesNotOccurIsStillOne() {
    INDArray first = Nd4j.zeros(ROWS, 3);
    INDArray second = Nd4j.zeros(ROWS, 3);
    for (int row = 0; row < ROWS; row++) {
      first.putScalar(row, row % 3, 1);
      second.putScalar(row, row % 3 == 0 ? 2 : 1, 1);
    }
    INDArray[] features = {values(ROWS, Networks.INPUTS), values(ROWS, 4)};
    MultiDataSet data = new MultiDataSet(features, new INDArray[] {first, second});
    Snapshot seen = examine(Networks.twoInputs(), Probe.inOrder(data));
    assertThat(seen.classes()).isEqualTo(9);
    assertThat(Arrays.copyOf(seen.labels(), 3)).containsExactly(2, 4, 7);
    assertThat(seen.predictions()).isNotNull();
  }

  /** As many combinations as the network tells apart, but of labels in another order. */
  @Test
  void labelsOfTwoOutputsInTheOrderOfNoOutputLeaveNoPredictions() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("a", softmax(3), "in")
                .addLayer("b", softmax(2), "in")
                .setOutputs("a", "b")
                .setInputTypes(InputType.feedForward(INPUTS))
                .build());
    graph.init();
    INDArray three = Nd4j.zeros(ROWS, 3);
    INDArray two = Nd4j.zeros(ROWS, 2);
    for (int row = 0; row < ROWS; row++) {
      three.putScalar(row, row % 3, 1);
      two.putScalar(row, row % 2, 1);
    }
    INDArray[] features = {values(ROWS, INPUTS)};
    INDArray[] swapped = {two, three};
    Examiner examiner = examiner(graph, Probe.inOrder(new MultiDataSet(features, swapped)));
    assertThat(examiner.examine(NOW).predictions()).isNull();
    assertThat(examiner.skipped())
        .containsEntry(
            "all layers (relay, ablation)",
            "outputs tell [3, 2] classes apart, the labels of the probe have [2, 3]");
    INDArray[] right = {three, two};
    assertThat(examine(graph, Probe.inOrder(new MultiDataSet(features, right))).predictions())
        .isNotNull();
  }

  private static OutputLayer softmax(int units) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(units)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork recurrent(
      RNNFormat format, int units, LossFunction loss, Activation activation) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new LSTM.Builder().nOut(5).dataFormat(format).build())
                .layer(
                    new RnnOutputLayer.Builder(loss)
                        .nOut(units)
                        .activation(activation)
                        .dataFormat(format)
                        .build())
                .setInputType(InputType.recurrent(INPUTS, -1, format))
                .build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork softmax(RNNFormat format, int classes) {
    return recurrent(format, classes, LossFunction.MCXENT, Activation.SOFTMAX);
  }

  /** Arrays {@code [examples x steps x ...]} in the format. */
  private static MultiDataSet data(
      RNNFormat format, INDArray labels, @Nullable INDArray labelMask) {
    INDArray features = values(ROWS, labels.size(1), INPUTS);
    boolean last = format == RNNFormat.NWC;
    INDArray[] masks = labelMask == null ? null : new INDArray[] {labelMask};
    return new MultiDataSet(
        new INDArray[] {last ? features : features.permute(0, 2, 1).dup()},
        new INDArray[] {last ? labels : labels.permute(0, 2, 1).dup()},
        null,
        masks);
  }

  /** As many steps as classes, each class once: both ways round every entry is one-hot. */
  @ParameterizedTest
  @CsvSource({"NWC, 3", "NCW, 3", "NWC, 5", "NCW, 5"})
  void theNetworkSaysAlongWhichAxisClassesLie(RNNFormat format, int classes) {
    INDArray labels = Nd4j.zeros(ROWS, classes, classes);
    Random random = new Random(7);
    int[] right = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      int shift = random.nextInt(classes);
      int stride = 1 + random.nextInt(classes - 1);
      for (int step = 0; step < classes; step++) {
        right[row] = (shift + step * stride) % classes;
        labels.putScalar(row, step, right[row], 1);
      }
    }
    assertThat(labels(softmax(format, classes), data(format, labels, null))).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({"NWC, 5, 2", "NWC, 2, 5", "NWC, 4, 4", "NCW, 5, 2", "NCW, 2, 5", "NCW, 4, 4"})
  void theStepThatAMaskLeavesInSaysTheClass(RNNFormat format, int steps, int classes) {
    INDArray labels = Nd4j.zeros(ROWS, steps, classes);
    INDArray mask = Nd4j.zeros(ROWS, steps);
    Random random = new Random(8);
    int[] right = random.ints(ROWS, 0, classes).toArray();
    for (int row = 0; row < ROWS; row++) {
      int step = random.nextInt(steps);
      labels.putScalar(row, step, right[row], 1);
      mask.putScalar(row, step, 1);
    }
    assertThat(labels(softmax(format, classes), data(format, labels, mask))).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({"NWC, 3, 5", "NWC, 2, 6", "NCW, 3, 5"})
  void differentClassesInFewStepsAreOneHot(RNNFormat format, int steps, int classes) {
    INDArray labels = Nd4j.zeros(ROWS, steps, classes);
    int[] right = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      for (int step = 0; step < steps; step++) {
        right[row] = (row + step) % classes;
        labels.putScalar(row, step, right[row], 1);
      }
    }
    assertThat(labels(softmax(format, classes), data(format, labels, null))).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({"NWC, HINGE, TANH, -1", "NCW, HINGE, TANH, -1", "NWC, XENT, SIGMOID, 0"})
  void whatAMaskLeavesOutOfOneUnitIsNoTarget(
      RNNFormat format, LossFunction loss, Activation activation, int low) {
    int steps = 4;
    INDArray labels = Nd4j.zeros(ROWS, steps, 1);
    INDArray mask = Nd4j.zeros(ROWS, steps);
    int[] right = new Random(9).ints(ROWS, 0, 2).toArray();
    for (int row = 0; row < ROWS; row++) {
      labels.putScalar(row, row % steps, 0, right[row] == 1 ? 1 : low);
      mask.putScalar(row, row % steps, 1);
    }
    MultiLayerNetwork network = recurrent(format, 1, loss, activation);
    assertThat(labels(network, data(format, labels, mask))).isEqualTo(right);
  }
}
