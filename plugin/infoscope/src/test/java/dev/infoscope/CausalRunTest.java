// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.discrete.Range;
import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.BlockPlan;
import dev.infoscope.measure.causal.CausalBins;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.causal.CausalPlane;
import dev.infoscope.measure.causal.CausalPoint;
import dev.infoscope.measure.causal.CausalPoint.Kind;
import dev.infoscope.measure.causal.LayerTransition;
import dev.infoscope.network.Activation;
import dev.infoscope.report.EpochReport;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The causal plane from the network to the report. */
class CausalRunTest {
  private final MultiLayerNetwork network = Networks.denseWithDropout();
  private final DataSet data = Examples.flat(120, 3);
  private final Recorder recorder = new Recorder();

  private InfoscopeBuilder watching() {
    return Infoscope.builder().probe(data).sink(recorder).synchronous();
  }

  private static List<Reading> of(EpochReport report, String layer) {
    return report.readings().stream()
        .filter(reading -> reading.metric().meterName().startsWith("infoscope.causal."))
        .filter(reading -> reading.layer().name().equals(layer))
        .toList();
  }

  private static double value(EpochReport report, String layer, Metric metric) {
    return of(report, layer).stream()
        .filter(reading -> reading.metric() == metric)
        .findFirst()
        .orElseThrow()
        .value();
  }

  private CausalPoint direct(int layer, Range inputs, int bins) {
    INDArray weights = network.getLayer(layer).getParam("W");
    INDArray bias = network.getLayer(layer).getParam("b");
    return new CausalPlane(CausalBins.of(bins), null)
        .measure(
            new LayerTransition(
                (int) weights.size(0),
                (int) weights.size(1),
                weights.dup('c').data().asDouble(),
                bias.data().asDouble(),
                Activation.tanh(),
                inputs,
                new Range(-1, 1)));
  }

  @Test
  void whatIsReportedIsWhatTheCoreSaysOfTheNetworksParameters() {
    try (Infoscope scope = watching().build()) {
      network.fit(data);
      scope.sample(network, 1);
    }
    CausalPoint second = direct(2, new Range(-1, 1), 16);
    EpochReport report = recorder.last();
    assertThat(value(report, "second", CausalMetrics.SENSITIVITY))
        .isEqualTo(second.sensitivity().bits());
    assertThat(value(report, "second", CausalMetrics.EFFECTIVE_INFORMATION))
        .isEqualTo(second.effectiveInformation(Kind.PARTS).bits());
    assertThat(value(report, "second", CausalMetrics.DEGENERACY))
        .isEqualTo(second.degeneracy(Kind.PARTS).bits());
    assertThat(report.durations()).containsKeys("causal", "information-plane");
    assertThat(report.skipped()).isEmpty();
  }

  @Test
  void unboundedInputsKeepTheRangeOfTheFirstProbe() {
    try (Infoscope scope = watching().causal(causal -> causal.withBins(8)).build()) {
      for (int epoch = 1; epoch <= 3; epoch++) {
        scope.sample(network, epoch);
        network.fit(data);
      }
      scope.sample(network, 4);
    }
    INDArray features = data.getFeatures();
    Range seen = new Range(features.minNumber().doubleValue(), features.maxNumber().doubleValue());
    assertThat(value(recorder.last(), "first", CausalMetrics.SENSITIVITY))
        .isEqualTo(direct(0, seen, 8).sensitivity().bits());
    assertThat(of(recorder.last(), "output"))
        .allSatisfy(
            reading ->
                assertThat(reading.layer().reduction())
                    .startsWith("softmax up to the logits; inputs [-1.0, 1.0] of the activation"));
  }

  @Test
  void nanWeightsAreSkippedAndNothingElseSuffers() {
    try (Infoscope scope = watching().build()) {
      scope.sample(network, 1);
      network.getLayer(2).getParam("W").putScalar(3, Double.NaN);
      for (int epoch = 2; epoch <= 6; epoch++) {
        scope.sample(network, epoch);
      }
    }
    assertThat(of(recorder.last(), "second"))
        .hasSize(4)
        .allMatch(reading -> Double.isNaN(reading.value()))
        .allMatch(reading -> reading.flags().contains(Flag.NOT_FINITE));
    assertThat(of(recorder.last(), "first")).noneMatch(reading -> Double.isNaN(reading.value()));
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
    assertThat(recorder.last().skipped().get("second (not_finite)"))
        .startsWith("NaN or infinity")
        .contains("causal");
    assertThat(recorder.lastHealth().active()).containsEntry("causal", true);
    assertThat(recorder.reports).hasSize(6);
  }

  @Test
  void measuresAreSwitchedOffByName() {
    try (Infoscope scope = watching().without("causal").build()) {
      scope.sample(network, 1);
    }
    assertThat(of(recorder.last(), "first")).isEmpty();
    assertThat(recorder.lastHealth().active())
        .containsKeys("information-plane", "conductance", "neurons")
        .doesNotContainKey("causal");
    assertThatThrownBy(() -> watching().without("casual"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "measure (casual) must be one of [probe, parameters, information-plane");
  }

  @Test
  void theJointInformationIsReportedOnRequest() {
    try (Infoscope scope =
        watching().layers("output").causal(c -> c.withBins(4).withJoint()).build()) {
      scope.sample(network, 1);
    }
    assertThat(of(recorder.last(), "output")).hasSize(7);
    assertThat(value(recorder.last(), "output", CausalMetrics.INTEGRATED_INFORMATION)).isNotNaN();
  }

  @Test
  void blocksOfLayersAreReportedOnRequest() {
    BlockPlan plan = new BlockPlan(4096, 1);
    try (Infoscope scope = watching().causal(c -> c.withBins(8).withBlocks(plan)).build()) {
      scope.sample(network, 1);
    }
    EpochReport report = recorder.last();
    assertThat(of(report, "first")).hasSize(4);
    assertThat(of(report, "second")).hasSize(8);
    assertThat(of(report, "output")).hasSize(8);
    assertThat(value(report, "output", CausalMetrics.BLOCK_INFORMATION)).isPositive();
    assertThat(of(report, "output").get(4).labels()).containsEntry("from", "first");
    assertThat(report.matrices())
        .filteredOn(matrix -> matrix.metric() == CausalMetrics.BLOCK_PAIRS)
        .extracting(matrix -> matrix.layer().name())
        .containsExactly("second", "output");
    assertThat(report.run().provenance().settings()).containsEntry("causal.blocks.samples", 4096L);
  }
}
