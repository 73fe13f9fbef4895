// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.relay.RelayMetrics;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A class of the probe set of which {@code probeRows} keeps no example. */
class RareClassTest {
  private static final int ROWS = 300;
  private static final int KEPT = 100;

  private final MultiLayerNetwork network = Networks.denseWithDropout();
  private final Recorder recorder = new Recorder();

  /** The first classes in turn, and one example of the last. */
  private static DataSet data(int frequent) {
    INDArray labels = Nd4j.create(ROWS, Networks.CLASSES);
    for (int row = 0; row < ROWS; row++) {
      labels.putScalar(row, row == 7 ? Networks.CLASSES - 1 : row % frequent, 1);
    }
    return new DataSet(Examples.flat(ROWS, 1).getFeatures(), labels);
  }

  private void run(DataSet data, int rows) {
    try (Infoscope scope =
        Infoscope.builder()
            .probe(data)
            .probeRows(rows)
            .relay(relay -> relay)
            .conductance(conductance -> conductance.withRows(rows))
            .sink(recorder)
            .synchronous()
            .build()) {
      scope.attach(network);
      network.fit(data);
      scope.sample(network, 1);
    }
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
  }

  private List<Reading> of(Metric metric) {
    List<Reading> found =
        recorder.last().readings().stream()
            .filter(reading -> reading.metric().equals(metric))
            .toList();
    assertThat(found).as(metric.toString()).isNotEmpty();
    return found;
  }

  private static boolean isFlagged(Reading reading) {
    return reading.flags().contains(Flag.RARE_VALUE_NOT_SAMPLED);
  }

  @Test
  void aClassThatTheProbeLeavesOutIsSaidWhereverClassesAreRead() {
    run(data(Networks.CLASSES - 1), KEPT);
    for (Metric metric :
        List.of(
            PlaneMetrics.LABEL,
            PlaneMetrics.LABEL_NULL,
            PlaneMetrics.EFFICIENCY,
            PlaneMetrics.EFFICIENCY_PEAK,
            NeuronMetrics.LABEL_INFORMATION,
            NeuronMetrics.TOP_SELECTIVITY,
            RelayMetrics.INFORMATION)) {
      assertThat(of(metric)).as(metric.toString()).allMatch(RareClassTest::isFlagged);
    }
    assertThat(of(PlaneMetrics.LABEL))
        .extracting(reading -> reading.labels().get("signal"))
        .contains("activation", "conductance");
    assertThat(of(PlaneMetrics.LABEL)).anyMatch(reading -> reading.value() > 0);
    assertThat(of(PlaneMetrics.INPUT)).noneMatch(RareClassTest::isFlagged);
    assertThat(recorder.last().matrices())
        .filteredOn(matrix -> matrix.metric().equals(NeuronMetrics.CLASSES))
        .isNotEmpty()
        .extracting(Matrix::obtained)
        .allMatch(obtained -> obtained.contains("2 of 3 classes were sampled"));
  }

  @Test
  void oneClassKeptOfTwoGivesNoInformationAboutTheLabel() {
    run(data(1), KEPT);
    assertThat(of(PlaneMetrics.LABEL))
        .allMatch(reading -> Double.isNaN(reading.value()))
        .allMatch(RareClassTest::isFlagged);
    assertThat(of(NeuronMetrics.LABEL_INFORMATION))
        .allMatch(reading -> Double.isNaN(reading.value()));
    assertThat(of(PlaneMetrics.INPUT)).noneMatch(reading -> Double.isNaN(reading.value()));
  }

  @Test
  void aProbeThatKeepsEveryClassIsNotFlagged() {
    run(data(Networks.CLASSES - 1), ROWS);
    assertThat(recorder.last().readings()).noneMatch(RareClassTest::isFlagged);
  }

  @Test
  void aClassThatConductanceLeavesOutIsSaidThere() {
    try (Infoscope scope =
        Infoscope.builder()
            .probe(data(Networks.CLASSES - 1))
            .conductance(conductance -> conductance.withRows(KEPT))
            .sink(recorder)
            .synchronous()
            .build()) {
      scope.attach(network);
      scope.sample(network, 1);
    }
    for (Reading reading : of(PlaneMetrics.EFFICIENCY)) {
      boolean ofConductance = reading.labels().containsValue("conductance");
      assertThat(isFlagged(reading)).isEqualTo(ofConductance);
    }
  }
}
