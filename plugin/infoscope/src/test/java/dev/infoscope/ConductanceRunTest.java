// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.report.EpochReport;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/** The conductance plane from training to the meters, with what is on by default. */
class ConductanceRunTest {
  private static final int EPOCHS = 11;

  private final MultiLayerNetwork network = Networks.denseWithDropout();
  private final DataSet data = Examples.flat(120, 3);
  private final Recorder recorder = new Recorder();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private final List<Integer> metered = new ArrayList<>(); // epochs at whose end there were meters

  private void train() {
    try (Infoscope scope =
        Infoscope.builder().probe(data).sink(recorder).registry(registry).synchronous().build()) {
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        network.fit(data);
        scope.sample(network, epoch);
        if (meters(PlaneMetrics.EFFICIENCY).containsAll(Set.of("first", "second"))
            && meters(PlaneMetrics.COMPLETENESS_ERROR).containsAll(Set.of("first", "second"))) {
          metered.add(epoch);
        }
      }
    }
  }

  /** Layers that have a meter for conductance. */
  private Set<String> meters(Metric metric) {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> id.getName().equals(metric.meterName()))
        .filter(
            id ->
                metric.equals(PlaneMetrics.COMPLETENESS_ERROR)
                    || "conductance".equals(id.getTag("signal")))
        .map(id -> String.valueOf(id.getTag("layer")))
        .collect(Collectors.toSet());
  }

  private static List<Reading> conductance(EpochReport report, Metric metric) {
    return report.readings().stream()
        .filter(reading -> reading.metric().equals(metric) && reading.layer() != null)
        .filter(reading -> "conductance".equals(reading.labels().get("signal")))
        .toList();
  }

  @Test
  void bothPlanesAndTheEfficiencyAreReadAtFirstAndThenEveryFifthEpoch() {
    train();
    List<Integer> epochs =
        recorder.reports.stream()
            .filter(report -> !conductance(report, PlaneMetrics.EFFICIENCY).isEmpty())
            .map(report -> report.moment().epoch())
            .toList();
    assertThat(recorder.reports).hasSize(EPOCHS);
    assertThat(epochs).containsExactly(1, 5, 10);
    assertThat(metered).as("meters show the last report").containsExactly(1, 5, 10);
    assertThat(recorder.lastHealth().failures()).containsEntry("conductance", 0L);
  }

  @Test
  void efficiencyIsTheQuotientOfBothInformationsAndGreyWhereSaturated() {
    train();
    EpochReport report =
        recorder.reports.stream().filter(each -> each.moment().epoch() == 10).findFirst().get();
    List<Reading> efficiencies = conductance(report, PlaneMetrics.EFFICIENCY);
    assertThat(efficiencies)
        .extracting(reading -> reading.layer().name())
        .containsOnly("first", "second"); // dropout is left out, and the logits
    for (Reading efficiency : efficiencies) {
      double input = beside(report, efficiency, PlaneMetrics.INPUT).value();
      double label = beside(report, efficiency, PlaneMetrics.LABEL).value();
      assertThat(efficiency.value()).isBetween(0.0, 1.0).isEqualTo(label / input);
      boolean saturated = input > 0.95 * Math.log(120) / Math.log(2);
      assertThat(efficiency.flags().contains(Flag.SATURATED)).isEqualTo(saturated);
      assertThat(efficiency.layer().reduction()).contains("predicted class, 20 steps");
      assertThat(efficiency.flags()).doesNotContain(Flag.LABEL_LEAK);
    }
  }

  private static Reading beside(EpochReport report, Reading reading, Metric metric) {
    return conductance(report, metric).stream()
        .filter(other -> other.labels().equals(reading.labels()))
        .filter(other -> other.layer().index() == reading.layer().index())
        .findFirst()
        .orElseThrow();
  }
}
