// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.samediff.Twins;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.RunMetrics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SameDiff;

/** A graph of SameDiff reads as the network of DL4J that computes the same. */
class SameDiffReadingsTest {
  private static final double EQUAL = 1e-6;

  private static InfoscopeBuilder watching(Twins twins, Recorder recorder) {
    return Infoscope.builder()
        .probe(twins.data())
        .layers(twins.layers())
        .ablation(settings -> settings.withEveryEpochs(1))
        .conductance(UnaryOperator.identity())
        .relay(UnaryOperator.identity())
        .flow(UnaryOperator.identity())
        .usable(UnaryOperator.identity())
        .redundancy(UnaryOperator.identity())
        .plasticity(UnaryOperator.identity())
        .sink(recorder)
        .synchronous();
  }

  private static String key(Reading reading) {
    String layer = reading.layer() == null ? "" : reading.layer().name();
    return reading.metric() + " " + layer + " " + new TreeMap<>(reading.labels());
  }

  private static Map<String, Double> readings(Recorder recorder) {
    Map<String, Double> readings = new TreeMap<>();
    for (Reading reading : recorder.last().readings()) {
      if (reading.metric() != RunMetrics.OVERHEAD) {
        readings.put(key(reading), reading.value());
      }
    }
    return readings;
  }

  private static void assertSame(Recorder one, Recorder other) {
    Map<String, Double> expected = readings(one);
    Map<String, Double> found = readings(other);
    Set<String> missing = new TreeSet<>(expected.keySet());
    missing.removeAll(found.keySet());
    assertThat(missing).as("readings of the network alone").isEmpty();
    Set<String> added = new TreeSet<>(found.keySet());
    added.removeAll(expected.keySet());
    assertThat(added).as("readings of the graph alone").isEmpty();
    assertThat(found.size()).isGreaterThan(50);
    expected.forEach(
        (name, value) -> {
          if (Double.isNaN(value)) {
            assertThat(found.get(name)).as(name).isNaN();
          } else {
            double tolerance = EQUAL * Math.max(1, Math.abs(value));
            assertThat(found.get(name)).as(name).isCloseTo(value, within(tolerance));
          }
        });
    List<Matrix> matrices = one.last().matrices();
    assertThat(other.last().matrices()).hasSameSizeAs(matrices);
    for (int i = 0; i < matrices.size(); i++) {
      Matrix matrix = matrices.get(i);
      assertThat(other.last().matrices().get(i).values())
          .as("%s of %s", matrix.metric(), matrix.layer())
          .containsExactly(matrix.values(), within(EQUAL));
    }
  }

  /** Of pairwise bounds: bins are those of the first snapshot, which here are another network's. */
  private static Map<String, Double> planes(Recorder recorder) {
    return planes(recorder.last());
  }

  private static Map<String, Double> planes(EpochReport report) {
    Map<String, Double> planes = new TreeMap<>();
    report.readings().stream()
        .filter(reading -> reading.metric() == PlaneMetrics.INPUT)
        .filter(reading -> "activation".equals(reading.labels().get("signal")))
        .filter(reading -> "pairwise".equals(reading.labels().get("estimator")))
        .forEach(reading -> planes.put(key(reading), reading.value()));
    return planes;
  }

  @ParameterizedTest
  @EnumSource
  void allReadingsAreThoseOfTheNetworkOfDl4j(Twins twins) {
    Recorder ofNetwork = new Recorder();
    Recorder ofGraph = new Recorder();
    MultiLayerNetwork network = twins.network();
    SameDiff graph = twins.graph(network);
    try (Infoscope scope = watching(twins, ofNetwork).build()) {
      scope.sample(network, 1);
    }
    try (Infoscope scope = watching(twins, ofGraph).build()) {
      scope.sample(graph, 1);
    }
    assertThat(ofGraph.lastHealth().failures().values()).containsOnly(0L);
    assertThat(ofGraph.last().skipped()).isEqualTo(ofNetwork.last().skipped());
    assertSame(ofNetwork, ofGraph);
  }

  @ParameterizedTest
  @EnumSource
  void whileItTrainsTheReadingsFollow(Twins twins) {
    Recorder recorder = new Recorder();
    SameDiff graph = twins.graph();
    try (Infoscope scope = watching(twins, recorder).build()) {
      scope.attach(graph);
      graph.fit(new ListDataSetIterator<>(twins.data().asList(), 16), 3);
    }
    assertThat(recorder.reports).hasSize(3);
    assertThat(recorder.reports.get(2).moment().epoch()).isEqualTo(3);
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
    Recorder afterwards = new Recorder();
    try (Infoscope scope = watching(twins, afterwards).build()) {
      scope.sample(graph, 3);
    }
    assertThat(planes(recorder)).isEqualTo(planes(afterwards)).hasSizeGreaterThan(2);
    assertThat(planes(recorder)).isNotEqualTo(planes(recorder.reports.get(0)));
  }
}
