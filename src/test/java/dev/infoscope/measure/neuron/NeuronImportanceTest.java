// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NeuronImportanceTest {
  private static final int ROWS = 300;
  private static final int UNITS = 20;
  private static final int[] LABELS = Snapshots.labels(ROWS, 5);
  private static final double[] VALUES = Snapshots.clusters(4, LABELS, UNITS, 1);

  private static List<Reading> measure(LayerSnapshot... layers) {
    return new NeuronImportance(NeuronSettings.defaults().withSeed(1))
        .measure(Snapshots.of(LABELS, layers))
        .readings();
  }

  private static LayerSnapshot layer(double[] values, int units) {
    return Snapshots.seen(Snapshots.tanh(0), values, units);
  }

  private static List<Reading> of(Metric metric, List<Reading> readings) {
    return readings.stream().filter(reading -> reading.metric() == metric).toList();
  }

  private static double stat(Metric metric, String stat, List<Reading> readings) {
    return of(metric, readings).stream()
        .filter(reading -> reading.labels().equals(Map.of("stat", stat)))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void everyLayerHasDistributionsTopNeuronsAndTheNumberOfDeadOnes() {
    List<Reading> readings = measure(layer(VALUES, UNITS), layer(VALUES, UNITS));
    for (Metric metric :
        List.of(
            NeuronMetrics.ENTROPY, NeuronMetrics.LABEL_INFORMATION, NeuronMetrics.SELECTIVITY)) {
      assertThat(of(metric, readings.subList(0, readings.size() / 2)))
          .extracting(reading -> reading.labels().get("stat"))
          .containsExactly("min", "p10", "p50", "p90", "max", "mean");
    }
    assertThat(of(NeuronMetrics.TOP_SELECTIVITY, readings)).hasSize(32);
    assertThat(of(NeuronMetrics.DEAD, readings))
        .hasSize(2)
        .allMatch(reading -> reading.value() == 0);
  }

  @Test
  void distributionsAreThoseOfTheNeurons() {
    NeuronImportance measure = new NeuronImportance(NeuronSettings.defaults().withSeed(1));
    Snapshot snapshot = Snapshots.of(LABELS, layer(VALUES, UNITS));
    double[] bits =
        NeuronQuantity.LABEL_INFORMATION.of(measure.neurons(snapshot.layers().get(0), snapshot));
    List<Reading> readings = measure.measure(snapshot).readings();
    Metric metric = NeuronMetrics.LABEL_INFORMATION;
    assertThat(stat(metric, "mean", readings))
        .isCloseTo(Arrays.stream(bits).average().orElseThrow(), within(1e-12));
    Arrays.sort(bits);
    assertThat(stat(metric, "min", readings)).isEqualTo(bits[0]);
    assertThat(stat(metric, "max", readings)).isEqualTo(bits[UNITS - 1]);
    assertThat(stat(metric, "p50", readings)).isCloseTo((bits[9] + bits[10]) / 2, within(1e-12));
    assertThat(stat(metric, "p10", readings))
        .isCloseTo(bits[1] + 0.9 * (bits[2] - bits[1]), within(1e-12));
  }

  @Test
  void topNeuronsComeHighestFirstAndEqualOnesByIndex() {
    double[] values = new double[ROWS * 4];
    for (int row = 0; row < ROWS; row++) {
      values[row * 4] = row % 10 == 0 ? 1 : -1;
      values[row * 4 + 1] = LABELS[row] == 2 ? 1 : -1;
      values[row * 4 + 2] = 1;
      values[row * 4 + 3] = LABELS[row] == 2 ? 0.5 : -1;
    }
    NeuronImportance measure =
        new NeuronImportance(new NeuronSettings(Discretizer.active(), 3, 50, 1));
    List<Reading> top =
        of(
            NeuronMetrics.TOP_SELECTIVITY,
            measure.measure(Snapshots.of(LABELS, layer(values, 4))).readings());
    assertThat(top)
        .extracting(reading -> reading.labels().get("neuron"))
        .containsExactly("1", "3", "0");
    assertThat(top.get(0).value()).isCloseTo(Math.log(5) / Math.log(2), within(1e-12));
    assertThat(
            of(
                NeuronMetrics.DEAD,
                measure.measure(Snapshots.of(LABELS, layer(values, 4))).readings()))
        .extracting(Reading::value)
        .containsExactly(1.0);
  }

  @Test
  void aLayerThatIsNotFiniteReadsNothingAndSaysWhy() {
    double[] values = VALUES.clone();
    values[77] = Double.NaN;
    for (Discretizer rule : List.of(Discretizer.active(), Discretizer.twoMeans())) {
      NeuronImportance measure = new NeuronImportance(new NeuronSettings(rule, 16, 20, 1));
      assertThat(measure.measure(Snapshots.of(LABELS, layer(values, UNITS))).readings())
          .hasSize(21)
          .allSatisfy(
              reading -> {
                assertThat(reading.value()).isNaN();
                assertThat(reading.flags()).containsExactly(Flag.NOT_FINITE);
              });
    }
  }

  @Test
  void aLayerWithoutRowsReadsNothingAndSaysWhy() {
    Snapshot none = Snapshots.of(new int[0], layer(new double[0], 2));
    for (Discretizer rule : List.of(Discretizer.active(), Discretizer.quantile(3))) {
      assertThat(new NeuronImportance(new NeuronSettings(rule, 16, 20, 1)).measure(none).readings())
          .allSatisfy(
              reading -> {
                assertThat(reading.value()).isNaN();
                assertThat(reading.flags()).containsExactly(Flag.UNDERSAMPLED);
              });
    }
  }

  @Test
  void aConstantLayerIsDeadAndSaysSo() {
    List<Reading> readings = measure(layer(new double[ROWS * 3], 3));
    assertThat(of(NeuronMetrics.DEAD, readings)).extracting(Reading::value).containsExactly(3.0);
    assertThat(of(NeuronMetrics.ENTROPY, readings))
        .allSatisfy(
            reading -> {
              assertThat(reading.value()).isZero();
              assertThat(reading.flags()).contains(Flag.CONSTANT);
            });
  }

  @Test
  void aLayerOfOneNeuronHasOneValueForAllStatistics() {
    List<Reading> readings = measure(layer(Arrays.copyOf(VALUES, ROWS), 1));
    assertThat(of(NeuronMetrics.SELECTIVITY, readings))
        .extracting(Reading::value)
        .hasSize(6)
        .containsOnly(of(NeuronMetrics.TOP_SELECTIVITY, readings).get(0).value());
  }

  @Test
  void oneClassHasNothingToTell() {
    int[] labels = new int[ROWS];
    List<Reading> readings =
        new NeuronImportance(NeuronSettings.defaults().withSeed(1))
            .measure(Snapshots.of(labels, layer(VALUES, UNITS)))
            .readings();
    assertThat(of(NeuronMetrics.LABEL_INFORMATION, readings))
        .allSatisfy(
            reading -> {
              assertThat(reading.value()).isZero();
              assertThat(reading.flags()).contains(Flag.NOT_ABOVE_NULL);
            });
    assertThat(stat(NeuronMetrics.ENTROPY, "max", readings)).isPositive();
  }

  @Test
  void labelsThatMeanNothingAreFlagged() {
    int[] labels = new SplittableRandom(2).ints(ROWS, 0, 5).toArray();
    List<Reading> readings =
        new NeuronImportance(NeuronSettings.defaults().withSeed(3))
            .measure(Snapshots.of(labels, layer(VALUES, UNITS)))
            .readings();
    assertThat(of(NeuronMetrics.SELECTIVITY, readings))
        .allMatch(reading -> reading.flags().contains(Flag.NOT_ABOVE_NULL));
    assertThat(of(NeuronMetrics.SELECTIVITY, measure(layer(VALUES, UNITS))))
        .noneMatch(reading -> reading.flags().contains(Flag.NOT_ABOVE_NULL));
  }

  @Test
  void edgesFromDataAreFrozenAtTheFirstUsableSnapshot() {
    NeuronImportance measure =
        new NeuronImportance(new NeuronSettings(Discretizer.twoMeans(), 16, 10, 1));
    double[] constant = new double[ROWS * UNITS];
    Arrays.fill(constant, 5); // edges there would find all later values below
    measure.measure(Snapshots.of(LABELS, layer(constant, UNITS)));
    List<Reading> first = measure.measure(Snapshots.of(LABELS, layer(VALUES, UNITS))).readings();
    double[] moved = Arrays.stream(VALUES).map(value -> value + 5).toArray();
    List<Reading> second = measure.measure(Snapshots.of(LABELS, layer(moved, UNITS))).readings();
    assertThat(stat(NeuronMetrics.ENTROPY, "min", first)).isPositive();
    assertThat(stat(NeuronMetrics.ENTROPY, "max", second)).isZero();
  }

  @Test
  void equalSnapshotsGiveEqualReadings() {
    assertThat(measure(layer(VALUES, UNITS))).isEqualTo(measure(layer(VALUES, UNITS)));
  }

  @Test
  void settingsBelowZeroAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeuronSettings(Discretizer.active(), -1, 0, 1))
        .withMessage("top (-1) must be >= 0");
  }
}
