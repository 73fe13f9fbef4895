// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.SerialFormException;
import dev.infoscope.discrete.SerialForms;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.flow.FlowEstimator;
import dev.infoscope.measure.flow.FlowMeasure;
import dev.infoscope.measure.flow.FlowSettings;
import dev.infoscope.measure.neuron.NeuronImportance;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.measure.relay.CoarseGraining;
import dev.infoscope.measure.relay.RelayMeasure;
import dev.infoscope.measure.relay.RelaySettings;
import dev.infoscope.network.Snapshot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CountedMeasureTest {
  private static final int ROWS = 300;

  private static final Map<String, Supplier<CountedMeasure>> MEASURES = measures();

  private static Map<String, Supplier<CountedMeasure>> measures() {
    Map<String, Supplier<CountedMeasure>> all = new LinkedHashMap<>();
    PlaneSettings plane = PlaneSettings.defaults().withShuffles(5);
    all.put("plane", () -> new InformationPlane(plane));
    all.put("plane of quantiles", () -> new InformationPlane(ofBins(Discretizer.quantile(5))));
    all.put("plane of data", () -> new InformationPlane(ofBins(Discretizer.dataRange(6))));
    all.put(
        "plane of pairs",
        () -> new InformationPlane(plane.withEstimators(PlaneEstimator.KSG, PlaneEstimator.RENYI)));
    NeuronSettings neurons = NeuronSettings.defaults().withPermutations(10);
    all.put("neurons", () -> new NeuronImportance(neurons));
    all.put(
        "neurons of quantiles",
        () -> new NeuronImportance(neurons.withRule(Discretizer.quantile(4))));
    RelaySettings relay = RelaySettings.defaults();
    all.put("relay", () -> new RelayMeasure(relay));
    all.put("relay of halves", () -> new RelayMeasure(relay.withSplitHalf()));
    all.put("relay of few neurons", () -> new RelayMeasure(relay.withNeurons(4)));
    all.put(
        "relay, guarded",
        () ->
            new RelayMeasure(
                relay.withCoarseGraining(CoarseGraining.levels(3).guarded(0.1, 0.01))));
    FlowSettings flow = FlowSettings.defaults();
    all.put("flow", () -> new FlowMeasure(flow));
    FlowEstimator widths = FlowEstimator.binned(6);
    all.put(
        "flow of few links",
        () -> new FlowMeasure(flow.withEstimator(widths).withLimits(1000, 20)));
    all.put("flow of neighbours", () -> new FlowMeasure(flow.withEstimator(FlowEstimator.ksg())));
    return all;
  }

  private static PlaneSettings ofBins(Discretizer rule) {
    return PlaneSettings.defaults()
        .withEstimators(PlaneEstimator.BINNED)
        .withShuffles(3)
        .withQuantizer(rule);
  }

  private static void assertEqual(Findings found, Findings expected) {
    assertThat(found.readings()).isEqualTo(expected.readings());
    assertThat(texts(found)).isEqualTo(texts(expected));
  }

  private static List<String> texts(Findings found) {
    return found.matrices().stream()
        .map(
            matrix ->
                String.join(
                    " ",
                    String.valueOf(matrix.metric()),
                    String.valueOf(matrix.layer()),
                    String.valueOf(matrix.rows()),
                    String.valueOf(matrix.columns()),
                    Arrays.toString(matrix.values())))
        .toList();
  }

  static Stream<String> names() {
    return MEASURES.keySet().stream();
  }

  private static CountedMeasure measure(String name) {
    return MEASURES.get(name).get();
  }

  @ParameterizedTest
  @MethodSource("names")
  void anyPartitionsReadAsTheWholeToTheBit(String name) throws Exception {
    for (boolean broken : new boolean[] {false, true}) {
      Snapshot whole = SnapshotBlocks.network(ROWS, broken);
      Findings expected = measure(name).measure(whole);
      assertThat(expected.readings()).isNotEmpty();
      for (int partitions : new int[] {1, 2, 7, 64}) {
        Findings found =
            new SnapshotBlocks(whole, partitions, partitions).findings(measure(name), ROWS);
        assertEqual(found, expected);
      }
    }
  }

  /** Of fewer rows than there are the readings depend on ids alone. */
  @ParameterizedTest
  @MethodSource("names")
  void withSomeRowsKeptAnyPartitionsReadAlike(String name) throws Exception {
    Snapshot whole = SnapshotBlocks.network(ROWS, false);
    Findings expected = new SnapshotBlocks(whole, 1, 1).findings(measure(name), 100);
    for (int partitions : new int[] {2, 7, 64}) {
      SnapshotBlocks blocks = new SnapshotBlocks(whole, partitions, partitions);
      assertEqual(blocks.findings(measure(name), 100), expected);
    }
  }

  @Test
  void readingsOfKeptRowsSaySo() throws Exception {
    Snapshot whole = SnapshotBlocks.network(ROWS, false);
    Findings found = new SnapshotBlocks(whole, 2, 1).findings(measure("plane"), 100);
    assertThat(found.readings())
        .filteredOn(reading -> "pairwise".equals(reading.labels().get("estimator")))
        .filteredOn(reading -> reading.layer() != null)
        .isNotEmpty()
        .allSatisfy(reading -> assertThat(reading.flags()).contains(Flag.SAMPLED));
    assertThat(found.readings())
        .filteredOn(reading -> "binned".equals(reading.labels().get("estimator")))
        .isEqualTo(
            measure("plane").measure(whole).readings().stream()
                .filter(reading -> "binned".equals(reading.labels().get("estimator")))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("names")
  void countsAreWrittenAlikeWhateverThePartitions(String name) {
    Snapshot whole = SnapshotBlocks.network(ROWS, false);
    SnapshotBlocks one = new SnapshotBlocks(whole, 1, 3);
    SnapshotBlocks many = new SnapshotBlocks(whole, 9, 4);
    SnapshotSummary summary = one.scan(ROWS).snapshot();
    byte[] bytes = one.counts(measure(name), summary).toBytes();
    assertThat(many.scan(ROWS).toBytes()).isEqualTo(one.scan(ROWS).toBytes());
    assertThat(many.counts(measure(name), summary).toBytes()).isEqualTo(bytes);
    assertThat(measure(name).counts(summary, bytes).samples()).isEqualTo(ROWS);
    assertThatThrownBy(() -> measure(name).counts(summary, Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(SerialFormException.class);
  }

  @ParameterizedTest
  @MethodSource("names")
  void damagedCountsAreRefusedOrCanonical(String name) {
    SnapshotBlocks blocks = new SnapshotBlocks(SnapshotBlocks.network(60, false), 2, 3);
    SnapshotSummary summary = blocks.scan(ROWS).snapshot();
    byte[] bytes = blocks.counts(measure(name), summary).toBytes();
    SplittableRandom random = new SplittableRandom(22);
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] damaged = SerialForms.checked(SerialForms.damaged(bytes, random));
      SnapshotCounts read = null;
      try {
        read = measure(name).counts(summary, damaged);
      } catch (SerialFormException expected) {
        assertThat(expected.getMessage()).startsWith("serial form: ").doesNotContain("\n");
        refused++;
      }
      if (read != null) {
        assertThat(read.toBytes()).isEqualTo(damaged);
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void countsOfAnotherMeasureOrNetworkAreRefused() {
    Snapshot whole = SnapshotBlocks.network(ROWS, false);
    SnapshotBlocks blocks = new SnapshotBlocks(whole, 1, 3);
    SnapshotSummary summary = blocks.scan(ROWS).snapshot();
    SnapshotCounts plane = blocks.counts(measure("plane"), summary);
    SnapshotCounts neurons = blocks.counts(measure("neurons"), summary);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plane.merge(neurons))
        .withMessage("counts of other measures or networks cannot be merged");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> measure("neurons").findings(blocks.like(), summary, plane))
        .withMessage("counts must be of 4 parts of kind UNIT_COUNTS");
    assertThatIllegalArgumentException().isThrownBy(() -> plane.merge(plane));
    assertThatThrownBy(() -> measure("relay").counts(summary, plane.toBytes()))
        .isInstanceOf(SerialFormException.class)
        .hasMessageContaining("parts are of kind 5, not 4 (RELAY_COUNTS)");
  }
}
