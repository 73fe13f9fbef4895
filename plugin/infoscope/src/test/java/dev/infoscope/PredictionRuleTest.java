// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.Recorder;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.neuron.ablation.AblationMetrics;
import dev.infoscope.measure.probe.ProbeMetrics;
import dev.infoscope.measure.relay.RelayMetrics;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Predictions by the loss and activation of the network; case 13-one-output-threshold. */
class PredictionRuleTest {
  private static final int ROWS = 400;

  private final Recorder recorder = new Recorder();
  private final INDArray features;
  private final int[] classes = new int[ROWS];

  /** Takes what the network is said to predict. */
  private static final class Seen implements Measure {
    private final List<Snapshot> snapshots = new ArrayList<>();

    @Override
    public String name() {
      return "seen";
    }

    @Override
    public Findings measure(Snapshot snapshot) {
      snapshots.add(snapshot);
      return Findings.of(List.of());
    }

    double accuracy() {
      Snapshot snapshot = snapshots.get(0);
      int[] predicted = Objects.requireNonNull(snapshot.predictions());
      int right = 0;
      for (int row = 0; row < predicted.length; row++) {
        right += predicted[row] == snapshot.labels()[row] ? 1 : 0;
      }
      return (double) right / predicted.length;
    }
  }

  PredictionRuleTest() {
    Nd4j.getRandom().setSeed(2);
    features = Nd4j.randn(DataType.FLOAT, ROWS, 4);
    for (int row = 0; row < ROWS; row++) {
      classes[row] = features.getDouble(row, 0) + 0.5 * features.getDouble(row, 1) > 0 ? 1 : 0;
    }
  }

  private static MultiLayerNetwork network(
      LossFunction loss, Activation activation, int units, double rate) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Sgd(rate))
                .activation(Activation.TANH)
                .list()
                .layer(new DenseLayer.Builder().name("hidden").nIn(4).nOut(6).build())
                .layer(
                    new OutputLayer.Builder(loss)
                        .name("out")
                        .nIn(6)
                        .nOut(units)
                        .activation(activation)
                        .build())
                .build());
    network.init();
    return network;
  }

  private INDArray column(double low, double high) {
    return Nd4j.createFromArray(
            Arrays.stream(classes).mapToDouble(c -> c == 1 ? high : low).toArray())
        .castTo(DataType.FLOAT)
        .reshape(ROWS, 1);
  }

  /** Trains on the targets and looks once. */
  private Seen look(
      MultiLayerNetwork network,
      INDArray targets,
      int epochs,
      UnaryOperator<InfoscopeBuilder> change) {
    for (int epoch = 0; epoch < epochs; epoch++) {
      network.fit(new DataSet(features, targets));
    }
    Seen seen = new Seen();
    InfoscopeBuilder builder =
        Infoscope.builder()
            .probe(new DataSet(features, targets))
            .labels(classes)
            .synchronous()
            .ablation(ablation -> ablation.withEveryEpochs(1))
            .measure(seen)
            .sink(recorder);
    try (Infoscope scope = change.apply(builder).build()) {
      scope.sample(network, 1);
    }
    return seen;
  }

  private double accuracy(MultiLayerNetwork network, double cut) {
    INDArray outputs = network.output(features);
    int right = 0;
    for (int row = 0; row < ROWS; row++) {
      right += (outputs.getDouble(row, 0) > cut ? 1 : 0) == classes[row] ? 1 : 0;
    }
    return (double) right / ROWS;
  }

  private void assertNoPredictions(Seen seen, String reason) {
    assertThat(seen.snapshots.get(0).predictions()).isNull();
    assertThat(recorder.last().skipped().get("all layers (relay, ablation)")).contains(reason);
    assertThat(recorder.last().readings())
        .filteredOn(reading -> reading.metric() == RelayMetrics.INFORMATION)
        .allMatch(reading -> Double.isNaN(reading.value()));
    assertThat(recorder.last().readings())
        .noneMatch(reading -> reading.metric() == AblationMetrics.AREA);
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
  }

  /** The case: 0.76 at one half, 0.875 at 0. */
  @Test
  void aHingeWithTanhIsScoredAtZero() {
    MultiLayerNetwork network = network(LossFunction.HINGE, Activation.TANH, 1, 0.02);
    Seen seen = look(network, column(-1, 1), 60, builder -> builder);
    assertThat(seen.accuracy()).isEqualTo(accuracy(network, 0)).isCloseTo(0.875, within(1e-9));
    assertThat(accuracy(network, 0.5)).isLessThan(0.8);
    assertThat(recorder.last().readings())
        .anyMatch(reading -> reading.metric() == AblationMetrics.AREA);
  }

  /** As of the same numbers in a file. */
  @ParameterizedTest
  @CsvSource({"HINGE, TANH, 1", "SQUARED_HINGE, IDENTITY, 1", "HINGE, IDENTITY, 2", "MSE, TANH, 2"})
  void targetsOfMinusOneAndOneAreTwoClasses(LossFunction loss, Activation activation, int units) {
    MultiLayerNetwork network = network(loss, activation, units, 0.001);
    INDArray signs = units == 1 ? column(-1, 1) : Nd4j.concat(1, column(1, -1), column(-1, 1));
    Seen seen = new Seen();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(new DataSet(features, signs))
            .synchronous()
            .measure(seen)
            .sink(recorder)
            .build()) {
      scope.sample(network, 1);
    }
    Snapshot snapshot = seen.snapshots.get(0);
    assertThat(snapshot.classes()).isEqualTo(2);
    assertThat(Arrays.stream(snapshot.labels()).sum()).isEqualTo(Arrays.stream(classes).sum());
    assertThat(snapshot.predictions()).isNotNull();
    assertThat(recorder.last().readings())
        .filteredOn(reading -> reading.metric() == ProbeMetrics.ACCURACY)
        .singleElement()
        .satisfies(reading -> assertThat(reading.value()).isEqualTo(seen.accuracy()));
  }

  /** The case: a regression of metres is no classifier. */
  @Test
  void aRegressionHasNoPredictions() {
    INDArray metres = features.getColumn(0, true).mul(10).add(100);
    MultiLayerNetwork network = network(LossFunction.MSE, Activation.IDENTITY, 1, 0.0005);
    Seen seen = look(network, metres, 20, builder -> builder);
    assertNoPredictions(seen, "LossMSE with Identity predicts a value");
    assertThat(recorder.last().readings())
        .filteredOn(reading -> "conductance".equals(reading.labels().get("signal")))
        .filteredOn(reading -> reading.layer() != null)
        .isNotEmpty()
        .allMatch(reading -> reading.layer().reduction().contains("towards the output"));
  }

  @Test
  void aCutThatTheUserGivesMakesAClassifierOfARegression() {
    INDArray metres = features.getColumn(0, true).mul(10).add(100);
    MultiLayerNetwork network = network(LossFunction.MSE, Activation.IDENTITY, 1, 0.0005);
    Seen seen = look(network, metres, 200, builder -> builder.predictAbove(100));
    assertThat(seen.accuracy()).isEqualTo(accuracy(network, 100));
    assertThat(recorder.runs.get(0).provenance().toString()).contains("above:100.0");
  }

  @Test
  void aSquaredHingeWithoutActivationIsScoredAtZero() {
    MultiLayerNetwork network = network(LossFunction.SQUARED_HINGE, Activation.IDENTITY, 1, 0.001);
    Seen seen = look(network, column(-1, 1), 30, builder -> builder);
    assertThat(seen.accuracy()).isEqualTo(accuracy(network, 0));
    assertThat(accuracy(network, 0)).isNotEqualTo(accuracy(network, 0.5));
  }

  @Test
  void signsUnderASquaredErrorAreScoredAtZero() {
    MultiLayerNetwork network = network(LossFunction.MSE, Activation.TANH, 1, 0.005);
    Seen seen = look(network, column(-1, 1), 30, builder -> builder);
    assertThat(seen.accuracy()).isEqualTo(accuracy(network, 0));
    assertThat(accuracy(network, 0)).isNotEqualTo(accuracy(network, 0.5));
  }

  @Test
  void labelsOfTheirOwnAreNoClass() {
    INDArray targets = Nd4j.concat(1, column(0, 1), column(1, 1));
    MultiLayerNetwork network = network(LossFunction.XENT, Activation.SIGMOID, 2, 0.01);
    Seen seen = look(network, targets, 2, builder -> builder);
    assertNoPredictions(seen, "LossBinaryXENT of 2 units gives each a label of its own");
    assertThat(recorder.last().skipped().get("all layers (conductance)"))
        .contains("gives each a label of its own");
  }

  @Test
  void labelsOfTheirOwnAreOneClassWhenTheUserSaysSo() {
    INDArray targets = Nd4j.concat(1, column(1, 0), column(0, 1));
    MultiLayerNetwork network = network(LossFunction.XENT, Activation.SIGMOID, 2, 0.01);
    Seen seen = look(network, targets, 20, InfoscopeBuilder::predictLargest);
    assertThat(seen.accuracy()).isGreaterThan(0.5);
    assertThat(recorder.last().skipped()).doesNotContainKey("all layers (relay, ablation)");
  }

  @Test
  void aSigmoidIsScoredAtOneHalf() {
    MultiLayerNetwork network = network(LossFunction.XENT, Activation.SIGMOID, 1, 0.01);
    Seen seen = look(network, column(0, 1), 30, builder -> builder);
    assertThat(seen.accuracy()).isEqualTo(accuracy(network, 0.5));
  }
}
