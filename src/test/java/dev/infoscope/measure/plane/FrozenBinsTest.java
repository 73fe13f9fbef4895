// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bins are found once and then stay, so that epochs can be compared. */
class FrozenBinsTest {
  private static final int[] LABELS = Snapshots.labels(900, 3);

  private static InformationPlane plane(Discretizer rule, PlaneEstimator estimator) {
    return new InformationPlane(
        new PlaneSettings(Set.of(estimator), rule, Noise.relative(0.1), 5, 7));
  }

  /** An unbounded layer of two units, its values times a factor. */
  private static Snapshot scaled(double factor) {
    double[] values = Snapshots.clusters(3, LABELS, 2, 1);
    double[] times = Arrays.stream(values).map(value -> value * factor).toArray();
    return Snapshots.of(LABELS, Snapshots.seen(Snapshots.linear(0), times, 2));
  }

  private static Reading input(InformationPlane plane, Snapshot snapshot) throws Exception {
    return plane.measure(snapshot).readings().stream()
        .filter(reading -> reading.metric() == PlaneMetrics.INPUT)
        .findFirst()
        .orElseThrow();
  }

  static List<Discretizer> rulesFromData() {
    return List.of(
        Discretizer.activationRange(8), Discretizer.dataRange(8), Discretizer.quantile(8));
  }

  @ParameterizedTest
  @MethodSource("rulesFromData")
  void scalingTheSecondSnapshotDoesNotMoveTheEdges(Discretizer rule) throws Exception {
    InformationPlane plane = plane(rule, PlaneEstimator.BINNED);
    double first = input(plane, scaled(1)).value();
    double half = input(plane, scaled(0.25)).value();
    assertThat(half).isLessThan(first - 0.5);
    assertThat(input(plane, scaled(1)).value()).isEqualTo(first);
    InformationPlane fresh = plane(rule, PlaneEstimator.BINNED);
    assertThat(input(fresh, scaled(0.25)).value()).isEqualTo(first);
  }

  static Stream<Discretizer> equalWidths() {
    return rulesFromData().stream().limit(2);
  }

  @ParameterizedTest
  @MethodSource("equalWidths")
  void valuesThatGrowBeyondTheEdgesAreFlagged(Discretizer rule) throws Exception {
    InformationPlane plane = plane(rule, PlaneEstimator.BINNED);
    Reading first = input(plane, scaled(1));
    assertThat(first.uncertainty().outside()).isZero();
    assertThat(first.flags()).doesNotContain(Flag.OUT_OF_RANGE);
    Reading grown = input(plane, scaled(4));
    assertThat(grown.uncertainty().outside()).isGreaterThan(0.05).isLessThan(1);
    assertThat(grown.flags()).contains(Flag.OUT_OF_RANGE);
  }

  @ParameterizedTest
  @MethodSource("rulesFromData")
  void aConstantFirstSnapshotFreezesNothing(Discretizer rule) throws Exception {
    InformationPlane plane = plane(rule, PlaneEstimator.BINNED);
    assertThat(input(plane, scaled(0)).flags()).containsExactly(Flag.CONSTANT);
    double second = input(plane, scaled(1)).value();
    assertThat(second).isEqualTo(input(plane(rule, PlaneEstimator.BINNED), scaled(1)).value());
    assertThat(second).isGreaterThan(1);
  }

  @Test
  void layersHaveBinsOfTheirOwn() throws Exception {
    double[] values = Snapshots.clusters(3, LABELS, 2, 1);
    double[] large = Arrays.stream(values).map(value -> value * 128).toArray();
    InformationPlane plane = plane(Discretizer.dataRange(8), PlaneEstimator.BINNED);
    List<Double> inputs =
        plane
            .measure(
                Snapshots.of(
                    LABELS,
                    Snapshots.seen(Snapshots.linear(0), values, 2),
                    Snapshots.seen(Snapshots.linear(1), large, 2)))
            .readings()
            .stream()
            .filter(reading -> reading.metric() == PlaneMetrics.INPUT)
            .map(Reading::value)
            .toList();
    assertThat(inputs).hasSize(2);
    assertThat(inputs.get(0)).isEqualTo(inputs.get(1));
  }

  /** The trap of fixed bins: the information did not change, the reading did. */
  @Test
  void fixedBinsReadAScaledLayerAsCompressedAndRelativeNoiseDoesNot() throws Exception {
    InformationPlane fixed = plane(Discretizer.fixed(-1, 1, 30), PlaneEstimator.BINNED);
    assertThat(input(fixed, scaled(100)).value()).isLessThan(input(fixed, scaled(1)).value() - 3);
    InformationPlane relative = plane(Discretizer.fixed(-1, 1, 30), PlaneEstimator.PAIRWISE);
    assertThat(input(relative, scaled(100)).value())
        .isCloseTo(input(relative, scaled(1)).value(), within(1e-9));
  }
}
