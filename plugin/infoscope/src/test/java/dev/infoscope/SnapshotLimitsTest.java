// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.dl4j.Examination;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.ConductancePlane;
import dev.infoscope.measure.plane.ConductanceSettings;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.EpochReport;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What one snapshot may cost, seen from the report. */
class SnapshotLimitsTest {
  private static final int INPUTS = 8;
  private static final int CLASSES = 3;

  private final Recorder recorder = new Recorder();

  private static MultiLayerNetwork network(int units) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(INPUTS)
                        .nOut(units)
                        .activation(Activation.TANH)
                        .build())
                .layer(
                    new OutputLayer.Builder()
                        .nIn(units)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static DataSet data(int rows) {
    SplittableRandom random = new SplittableRandom(rows);
    float[][] inputs = new float[rows][INPUTS];
    float[][] labels = new float[rows][CLASSES];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < INPUTS; i++) {
        inputs[row][i] = (float) random.nextDouble(-1, 1);
      }
      labels[row][random.nextInt(CLASSES)] = 1;
    }
    return new DataSet(Nd4j.create(inputs), Nd4j.create(labels));
  }

  private InfoscopeBuilder builder(int rows) {
    return Infoscope.builder().probe(data(rows)).sink(recorder).synchronous();
  }

  private EpochReport report(InfoscopeBuilder builder, MultiLayerNetwork network) {
    try (Infoscope scope = builder.build()) {
      scope.sample(network, 1);
    }
    return recorder.reports.get(recorder.reports.size() - 1);
  }

  @Test
  @Tried(value = "a network beyond the budget of a snapshot", area = Area.RESOURCES)
  void aNetworkBeyondTheBudgetIsSampledAndSaysSo() {
    MultiLayerNetwork network = network(900);
    String[] alwaysOfAChoice = {"usable", "redundancy", "plasticity"};
    EpochReport whole = report(builder(300).without(alwaysOfAChoice), network);
    EpochReport some = report(builder(300).snapshotBudget(2e8), network);
    EpochReport again = report(builder(300).snapshotBudget(2e8), network);
    assertThat(whole.readings()).noneMatch(SnapshotLimitsTest::isSampled);
    assertThat(some.readings()).anyMatch(SnapshotLimitsTest::isSampled);
    assertThat(values(again)).isEqualTo(values(some));
    assertThat(some.skipped()).doesNotContainKey("all layers (neurons)");
  }

  private static boolean isSampled(Reading reading) {
    return reading.flags().contains(Flag.SAMPLED);
  }

  private static List<Double> values(EpochReport report) {
    return report.readings().stream()
        .filter(reading -> !reading.metric().meterName().contains("overhead"))
        .map(Reading::value)
        .toList();
  }

  @Test
  @Tried(value = "a budget that no measure can keep to", area = Area.RESOURCES)
  void aMeasureThatIsLeftOutIsNamedWithItsCostAndTheReportComesAllTheSame() {
    Measure own =
        new Measure() {
          @Override
          public String name() {
            return "own";
          }

          @Override
          public Cost cost(Snapshot snapshot) {
            return new Cost(5, 5);
          }

          @Override
          public Findings measure(Snapshot snapshot) {
            return Findings.of(List.of());
          }
        };
    EpochReport report =
        report(builder(300).without("parameters").snapshotBudget(10).measure(own), network(20));
    assertThat(report.skipped().get("all layers (relay)")).contains("operations", "1.0e+01");
    assertThat(report.skipped()).doesNotContainKey("all layers (own)");
    assertThat(report.readings()).noneMatch(reading -> reading.layer() != null);
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
  }

  @Test
  @Tried(value = "a layer of 40,000 units on 512 examples", area = Area.RESOURCES)
  void ofAVeryWideLayerFewerExamplesAreKept() {
    EpochReport report =
        report(
            builder(512).without("causal", "neurons", "relay", "flow", "conductance"),
            network(40_000));
    assertThat(report.skipped().get("all layers (memory)")).startsWith("256 of 512 examples");
    assertThat(report.readings())
        .filteredOn(reading -> reading.layer() != null)
        .isNotEmpty()
        .allMatch(reading -> reading.uncertainty().samples() <= 256);
  }

  @Test
  @Tried(value = "an interrupt of the passes of conductance", area = Area.RESOURCES)
  void conductanceEndsWhenItsThreadIsInterrupted() {
    DataSet data = data(100);
    try (Examination seen =
        Examination.of(network(10), Probe.of(data.toMultiDataSet(), null, 100, 1))) {
      ConductancePlane plane =
          new ConductancePlane(PlaneSettings.defaults(), ConductanceSettings.defaults());
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> plane.measure(seen.snapshot()))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
