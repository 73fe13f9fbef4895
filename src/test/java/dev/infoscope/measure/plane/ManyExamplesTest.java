// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.estimate.kernel.PairwiseBounds;
import dev.infoscope.estimate.kernel.PairwiseDistance;
import dev.infoscope.estimate.kernel.TileMemory;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.numeric.Bits;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Beyond 4,096 examples pairs are sampled, and say so; up to there all are taken. */
class ManyExamplesTest {
  private static final int UNITS = 3;
  private static final int CLASSES = 4;
  private static final int MANY = 6000;

  private static PlaneSettings settings(PlaneEstimator first, PlaneEstimator... more) {
    return PlaneSettings.defaults().withEstimators(first, more).withShuffles(2);
  }

  private static Snapshot snapshot(int rows, long seed) {
    int[] labels = Snapshots.labels(rows, CLASSES);
    double[] values = Snapshots.clusters(seed, labels, UNITS, 2);
    return Snapshots.of(labels, Snapshots.seen(Snapshots.linear(0), values, UNITS));
  }

  private static Reading only(List<Reading> readings, Metric metric, PlaneEstimator estimator) {
    return readings.stream()
        .filter(reading -> reading.metric().equals(metric))
        .filter(reading -> estimator.label().equals(reading.labels().get("estimator")))
        .findFirst()
        .orElseThrow();
  }

  private static List<Reading> read(PlaneSettings settings, Snapshot snapshot) {
    return new InformationPlane(settings).measure(snapshot).readings();
  }

  private static PairwiseBounds exact(PlaneSettings settings, Snapshot snapshot) {
    Activations layer = snapshot.layers().get(0).activations();
    return PairwiseDistance.ofSnapshot(
        layer,
        snapshot.labels(),
        Noise.relative(0.1).variance(layer),
        true,
        settings.shuffles(),
        settings.seed(snapshot.layers().get(0).layer()),
        new TileMemory());
  }

  @Test
  void allPairsOf4096ExamplesAreTaken() {
    PlaneSettings settings = settings(PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER);
    Snapshot snapshot = snapshot(4096, 1);
    PairwiseBounds expected = exact(settings, snapshot);
    List<Reading> found = read(settings, snapshot);
    assertThat(found).noneMatch(reading -> reading.flags().contains(Flag.SAMPLED));
    Reading input = only(found, PlaneMetrics.INPUT, PlaneEstimator.PAIRWISE);
    assertThat(input.value()).isEqualTo(expected.inputUpper());
    assertThat(input.uncertainty().standardError()).isEqualTo(expected.errors().inputUpper());
    assertThat(only(found, PlaneMetrics.LABEL, PlaneEstimator.PAIRWISE_LOWER).value())
        .isEqualTo(expected.labelLower());
  }

  @Test
  void ofMoreTheBoundsAreSampledAndKeepTheirLevelAndCeiling() {
    PlaneSettings settings = settings(PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER);
    Snapshot snapshot = snapshot(MANY, 1);
    PairwiseBounds expected = exact(settings, snapshot);
    List<Reading> found = read(settings, snapshot);
    assertSampled(only(found, PlaneMetrics.INPUT, PlaneEstimator.PAIRWISE), expected.inputUpper());
    assertSampled(only(found, PlaneMetrics.LABEL, PlaneEstimator.PAIRWISE), expected.labelUpper());
    assertSampled(
        only(found, PlaneMetrics.INPUT, PlaneEstimator.PAIRWISE_LOWER), expected.inputLower());
    assertSampled(
        only(found, PlaneMetrics.LABEL, PlaneEstimator.PAIRWISE_LOWER), expected.labelLower());
    assertThat(only(found, PlaneMetrics.INPUT, PlaneEstimator.PAIRWISE).uncertainty().ceiling())
        .isEqualTo(Bits.log2(MANY));
  }

  private static void assertSampled(Reading reading, double exact) {
    double error = reading.uncertainty().standardError();
    assertThat(error).isBetween(1e-4, 0.1);
    assertThat(reading.value()).isCloseTo(exact, within(4 * error)).isNotEqualTo(exact);
    assertThat(reading.flags()).contains(Flag.SAMPLED);
    assertThat(reading.obtained()).contains("1398 of 6000 examples as centres");
  }

  /** So that two layers, or one at two times, differ by what they are and not by the choice. */
  @Test
  void theCentresAreTheSameInEveryLayerAndSnapshot() {
    PlaneSettings settings = settings(PlaneEstimator.PAIRWISE).withShuffles(0);
    int[] labels = Snapshots.labels(5000, CLASSES);
    double[] values = Snapshots.clusters(1, labels, UNITS, 2);
    Snapshot twice =
        Snapshots.of(
            labels,
            Snapshots.seen(Snapshots.linear(0), values, UNITS),
            Snapshots.seen(Snapshots.linear(1), values, UNITS));
    List<Double> inputs =
        read(settings, twice).stream()
            .filter(reading -> reading.metric().equals(PlaneMetrics.INPUT))
            .map(Reading::value)
            .toList();
    assertThat(inputs).hasSize(2).containsOnly(inputs.get(0));
    InformationPlane plane = new InformationPlane(settings);
    plane.measure(snapshot(5000, 2));
    assertThat(
            only(plane.measure(twice).readings(), PlaneMetrics.INPUT, PlaneEstimator.PAIRWISE)
                .value())
        .isEqualTo(inputs.get(0));
  }

  @ParameterizedTest
  @EnumSource(names = {"KSG", "RENYI"})
  void theOthersLookAt4096OfThem(PlaneEstimator estimator) {
    Snapshot snapshot = snapshot(5000, 1);
    Reading label =
        only(read(settings(estimator).withShuffles(0), snapshot), PlaneMetrics.LABEL, estimator);
    assertThat(label.flags()).contains(Flag.SAMPLED);
    assertThat(label.uncertainty().samples()).isEqualTo(4096);
    assertThat(label.obtained()).contains("4096 of 5000 examples");
  }

  /** The next snapshot of 16,384 rows takes memory for the rows, none for pairs of them. */
  @Test
  void memoryGrowsWithTheExamplesAndNotWithTheirPairs() {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    InformationPlane plane = new InformationPlane(settings(PlaneEstimator.PAIRWISE));
    Snapshot next = snapshot(16_384, 2);
    plane.measure(snapshot(16_384, 1));
    long before = thread.getCurrentThreadAllocatedBytes();
    plane.measure(next);
    assertThat(thread.getCurrentThreadAllocatedBytes() - before)
        .isBetween(1L, 16_384L * 1000); // a byte for each pair would be 16,384 for each row
  }
}
