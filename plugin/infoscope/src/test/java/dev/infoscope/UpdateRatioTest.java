// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.motion.MotionMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.stats.BaseStatsListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The update ratio is that of DL4J's own StatsListener, attached to the same run. Its page divides
 * the mean magnitude of the update of each weight or bias array by that of the array.
 */
class UpdateRatioTest {
  private static final int ITERATIONS = 12;
  private static final double THOUSANDTH = 1e-3;

  private final InMemoryStatsStorage storage = new InMemoryStatsStorage();
  private final Recorder recorder = new Recorder();
  private final List<StatsReport> theirs = new ArrayList<>();

  @Test
  void itIsTheOneOfStatsListenerWhereALayerHasOneArrayOfWeights() {
    MultiLayerNetwork network = new MultiLayerNetwork(withoutBiases());
    network.init();
    train(network);
    for (int iteration = 2; iteration <= ITERATIONS; iteration++) {
      StatsReport report = theirs.get(iteration - 1);
      Map<String, Double> updates = report.getMeanMagnitudes(StatsType.Updates);
      Map<String, Double> weights = report.getMeanMagnitudes(StatsType.Parameters);
      Map<Integer, Double> ours = ours(iteration);
      assertThat(ours).hasSize(2);
      ours.forEach(
          (layer, ratio) -> agrees(ratio, updates.get(layer + "_W") / weights.get(layer + "_W")));
    }
  }

  @Test
  void itIsTheOneOfStatsListenerWithTheArraysOfALayerTakenTogether() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    train(network);
    for (int iteration = 2; iteration <= ITERATIONS; iteration++) {
      StatsReport report = theirs.get(iteration - 1);
      Map<Integer, Double> updates = layers(network, report, StatsType.Updates);
      Map<Integer, Double> weights = layers(network, report, StatsType.Parameters);
      Map<Integer, Double> ours = ours(iteration);
      assertThat(ours).hasSize(3);
      ours.forEach((layer, ratio) -> agrees(ratio, updates.get(layer) / weights.get(layer)));
    }
  }

  private static void agrees(double ours, double theirs) {
    assertThat(theirs).isPositive();
    assertThat(ours / theirs).isBetween(1 - THOUSANDTH, 1 + THOUSANDTH);
  }

  private static MultiLayerConfiguration withoutBiases() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .updater(new Adam(1e-3))
        .activation(Activation.TANH)
        .list()
        .layer(new DenseLayer.Builder().nIn(Networks.INPUTS).nOut(8).hasBias(false).build())
        .layer(
            new OutputLayer.Builder()
                .nOut(Networks.CLASSES)
                .hasBias(false)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  /** Records of the storage are looked up by the millisecond, so each is taken at once. */
  private void train(MultiLayerNetwork network) {
    network.setListeners(new StatsListener(storage, 1, "session"));
    DataSet data = Examples.flat(64, 3);
    try (Infoscope scope =
        Infoscope.builder()
            .probe(data)
            .without("causal", "neurons", "relay", "flow", "conductance", "information-plane")
            .everyIterations(1)
            .sink(recorder)
            .synchronous()
            .build()) {
      scope.attach(network);
      for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        network.fit(data);
        theirs.add(
            (StatsReport)
                storage.getLatestUpdateAllWorkers("session", BaseStatsListener.TYPE_ID).get(0));
      }
      scope.flush();
    }
    assertThat(theirs).extracting(StatsReport::getIterationCount).doesNotHaveDuplicates();
  }

  private Map<Integer, Double> ours(int iteration) {
    Map<Integer, Double> ratios = new HashMap<>();
    recorder.reports.stream()
        .filter(report -> report.moment().iteration() == iteration)
        .flatMap(report -> report.readings().stream())
        .filter(reading -> reading.metric().equals(MotionMetrics.UPDATE_RATIO))
        .filter(reading -> "l1".equals(reading.labels().get("norm")))
        .forEach(reading -> ratios.put(index(reading), reading.value()));
    return ratios;
  }

  private static int index(Reading reading) {
    return Objects.requireNonNull(reading.layer()).index();
  }

  /** Sums of magnitudes per layer: means times the lengths of the arrays. */
  private static Map<Integer, Double> layers(
      MultiLayerNetwork network, StatsReport report, StatsType what) {
    Map<Integer, Double> sums = new HashMap<>();
    report
        .getMeanMagnitudes(what)
        .forEach(
            (name, mean) ->
                sums.merge(
                    Integer.valueOf(name.substring(0, name.indexOf('_'))),
                    mean * network.paramTable().get(name).length(),
                    Double::sum));
    return sums;
  }
}
