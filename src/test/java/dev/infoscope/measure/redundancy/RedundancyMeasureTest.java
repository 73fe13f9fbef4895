// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.redundancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedundancyMeasureTest {
  private static final int[] LABELS = Snapshots.labels(2000, 3);

  private static LayerSnapshot layer(int index, int units) {
    return Snapshots.seen(
        Snapshots.tanh(index), Snapshots.clusters(index + 3, LABELS, units, 2), units);
  }

  private static List<Reading> read(RedundancySettings settings, Snapshot snapshot) {
    return new RedundancyMeasure(settings).measure(snapshot).readings();
  }

  @Test
  void readsBothDegreesOfEveryLayer() {
    List<Reading> readings =
        read(RedundancySettings.defaults(), Snapshots.of(LABELS, layer(0, 5), layer(1, 4)));
    assertThat(readings)
        .extracting(Reading::metric)
        .containsExactly(
            RedundancyMetrics.REDUNDANCY,
            RedundancyMetrics.VULNERABILITY,
            RedundancyMetrics.REDUNDANCY,
            RedundancyMetrics.VULNERABILITY);
    assertThat(readings.get(0).value()).isBetween(0.5, 5.0);
    assertThat(readings.get(1).value()).isBetween(0.0, 1.5);
    assertThat(readings.get(0).flags()).isEmpty();
    assertThat(readings.get(0).obtained()).isEmpty();
  }

  @Test
  void ofAWideLayerDisjointGroupsAreReadAndItSaysSo() {
    Snapshot snapshot = Snapshots.of(LABELS, layer(0, 23));
    List<Reading> readings = read(RedundancySettings.defaults(), snapshot);
    assertThat(readings.get(0).obtained()).isEqualTo("4 x 5 of 23 units");
    assertThat(readings.get(0).flags()).containsExactly(Flag.SAMPLED);
    assertThat(readings.get(0).uncertainty().standardError()).isPositive();
    assertThat(read(RedundancySettings.defaults(), snapshot)).isEqualTo(readings);
    assertThat(read(RedundancySettings.defaults().withSeed(2), snapshot).get(0).value())
        .isNotEqualTo(readings.get(0).value());
  }

  /** Of 12 copies of one unit every group is copies, whichever it is. */
  @Test
  void groupsOfCopiesReadAsCopies() {
    double[] values = new double[LABELS.length * 12];
    Arrays.setAll(values, i -> LABELS[i / 12] - 0.5);
    LayerSnapshot copies = Snapshots.seen(Snapshots.tanh(0), values, 12);
    List<Reading> readings =
        read(
            RedundancySettings.defaults().withUnits(3).withGroups(4), Snapshots.of(LABELS, copies));
    assertThat(readings.get(0).value()).isCloseTo(3, within(1e-9));
    assertThat(readings.get(1).value()).isCloseTo(0, within(1e-9));
  }

  /** All units are copies at levels of their own: with another unit's threshold one is constant. */
  @Test
  void groupsThatTogetherAreAllUnitsAreReadWithTheirOwnThresholds() {
    double[] values = new double[LABELS.length * 4];
    Arrays.setAll(values, i -> LABELS[i / 4] / 2 + 100 * (i % 4));
    LayerSnapshot layer = Snapshots.seen(Snapshots.linear(0), values, 4);
    List<Reading> readings =
        read(
            RedundancySettings.defaults().withRule(Discretizer.twoMeans()).withUnits(2),
            Snapshots.of(LABELS, layer));
    assertThat(readings.get(0).value()).isCloseTo(2, within(1e-9));
    assertThat(readings.get(1).value()).isCloseTo(0, within(1e-9));
  }

  @Test
  void thresholdsFromDataAreThoseOfTheFirstSnapshot() {
    RedundancyMeasure measure =
        new RedundancyMeasure(RedundancySettings.defaults().withRule(Discretizer.twoMeans()));
    LayerSnapshot first = layer(0, 4);
    measure.measure(Snapshots.of(LABELS, first));
    double[] values = Snapshots.clusters(3, LABELS, 4, 2);
    double[] shifted = Arrays.stream(values).map(value -> value + 100).toArray();
    Reading later =
        measure
            .measure(Snapshots.of(LABELS, Snapshots.seen(Snapshots.tanh(0), shifted, 4)))
            .readings()
            .get(0);
    assertThat(later.flags()).contains(Flag.UNDEFINED); // all are above the thresholds
  }

  @Test
  void costGrowsWithLayersAndShuffles() {
    RedundancyMeasure measure = new RedundancyMeasure(RedundancySettings.defaults());
    double one = measure.cost(Snapshots.of(LABELS, layer(0, 5))).whole();
    assertThat(measure.cost(Snapshots.of(LABELS, layer(0, 5), layer(1, 5))).whole())
        .isEqualTo(2 * one);
    assertThat(measure.cost(Snapshots.of(LABELS, layer(0, 500))).whole()).isEqualTo(8 * one);
    assertThat(
            new RedundancyMeasure(RedundancySettings.defaults().withShuffles(0))
                .cost(Snapshots.of(LABELS, layer(0, 5)))
                .whole())
        .isLessThan(one);
  }

  @Test
  void settingsAreCheckedAndReported() {
    RedundancySettings settings =
        RedundancySettings.defaults().withUnits(4).withGroups(3).withShuffles(2).withSeed(1);
    assertThat(new RedundancyMeasure(settings).settings())
        .containsEntry("units", 4)
        .containsEntry("groups", 3)
        .containsEntry("shuffles", 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withUnits(0))
        .withMessage("units (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withGroups(0))
        .withMessage("groups (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withShuffles(-1))
        .withMessage("shuffles (-1) must be >= 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withRule(Discretizer.quantile(4)))
        .withMessage("quantile:4 must give one bit per unit");
  }
}
