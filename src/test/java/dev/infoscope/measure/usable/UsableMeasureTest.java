// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UsableMeasureTest {
  private static final int ROWS = 600;
  private static final int CLASSES = 3;
  private static final int[] LABELS = Snapshots.labels(ROWS, CLASSES);

  private static LayerSnapshot layer(int index, int units, double spread) {
    double[] values = Snapshots.clusters(index, LABELS, units, spread);
    return Snapshots.seen(Snapshots.tanh(index), values, units);
  }

  private static Snapshot at(int epoch, LayerSnapshot... layers) {
    Moment moment = new Moment(epoch, 100 * epoch, Instant.EPOCH, 0.5);
    return new Snapshot(moment, LABELS, CLASSES, List.of(layers));
  }

  private static List<Reading> read(UsableSettings settings, Snapshot snapshot) {
    return new UsableMeasure(settings).measure(snapshot).readings();
  }

  @Test
  void readsEveryLayerWithItsNull() {
    List<Reading> readings =
        read(UsableSettings.defaults(), at(1, layer(0, 4, 3), layer(1, 4, 0.5)));
    assertThat(readings)
        .extracting(Reading::metric)
        .containsExactly(
            UsableMetrics.USABLE, UsableMetrics.NULL, UsableMetrics.USABLE, UsableMetrics.NULL);
    assertThat(readings.get(0).value()).isBetween(0.05, 1.0);
    assertThat(readings.get(2).value()).isBetween(1.0, 1.6);
    assertThat(readings.get(1).value()).isCloseTo(0, within(0.01));
    assertThat(readings.get(1).value()).isEqualTo(readings.get(0).uncertainty().shuffled().mean());
    assertThat(readings.get(0).flags()).containsExactly(Flag.BEYOND_AUDIT); // few rows
    assertThat(readings.get(1).flags()).isEmpty();
  }

  @Test
  void readsTheFirstSnapshotAndThenEveryFifthEpoch() {
    UsableMeasure measure = new UsableMeasure(UsableSettings.defaults().withShuffles(0));
    for (int epoch = 1; epoch <= 11; epoch++) {
      boolean due = epoch == 1 || epoch == 5 || epoch == 10;
      assertThat(measure.measure(at(epoch, layer(0, 2, 1))).readings())
          .as("epoch %d", epoch)
          .hasSize(due ? 2 : 0);
    }
  }

  @Test
  void ofAWideLayerAReaderSeesAChoiceOfUnitsAndSaysSo() {
    UsableSettings settings = UsableSettings.defaults().withUnits(5);
    Snapshot snapshot = at(1, layer(0, 20, 4), layer(1, 5, 4));
    List<Reading> readings = read(settings, snapshot);
    assertThat(readings.get(0).flags()).containsExactly(Flag.SAMPLED, Flag.BEYOND_AUDIT);
    assertThat(readings.get(0).obtained()).startsWith("5 of 20 units; audit: usable, judged by");
    assertThat(readings.get(1).flags()).containsExactly(Flag.SAMPLED);
    assertThat(readings.get(2).flags()).doesNotContain(Flag.SAMPLED);
    assertThat(readings.get(2).obtained()).doesNotContain("of 5 units");
    assertThat(read(settings, snapshot)).isEqualTo(readings);
  }

  @Test
  void withASmallBudgetReadersSeeFewerUnits() {
    UsableMeasure measure = new UsableMeasure(UsableSettings.defaults());
    Snapshot snapshot = at(1, layer(0, 200, 1));
    Cost cost = measure.cost(snapshot);
    assertThat(cost.least()).isLessThan(cost.whole() / 8);
    Reading reading = measure.measure(snapshot, cost.least()).readings().get(0);
    assertThat(reading.obtained()).startsWith("16 of 200 units; audit: usable: audited up to 128");
    assertThat(reading.flags()).contains(Flag.SAMPLED);
  }

  @Test
  void whatChanceSavesIsNotAtTheCeilingOfTheLabels() {
    List<Reading> readings = read(UsableSettings.defaults(), at(1, layer(0, 8, 0.05)));
    assertThat(readings.get(0).flags()).contains(Flag.AT_CEILING);
    assertThat(readings.get(1).value()).isLessThan(0.1);
    assertThat(readings.get(1).flags()).isEmpty();
  }

  /** Of two classes the audit is content with 200 rows, but not with a choice of the units. */
  @Test
  void aChoiceOfUnitsIsBeyondTheAuditWhereAllOfThemAreNot() {
    int[] labels = Snapshots.labels(2000, 2);
    SplittableRandom random = new SplittableRandom(3);
    double[] values = random.doubles(2000L * 20).toArray();
    Layer layer = Snapshots.linear(0);
    UsableSettings settings = UsableSettings.defaults().withShuffles(0);
    Activations wide = Activations.of(values, 20);
    assertThat(UsableMeasure.readings(settings, layer, wide, labels).get(0).flags())
        .doesNotContain(Flag.BEYOND_AUDIT);
    Reading some = UsableMeasure.readings(settings.withUnits(5), layer, wide, labels).get(0);
    assertThat(some.flags()).contains(Flag.BEYOND_AUDIT);
    assertThat(some.obtained())
        .endsWith("audit: usable: audited with all units that vary; here 5 of 20");
  }

  /** Two of 600 units know the class, and all others are constant. */
  @Test
  void unitsThatDoNotVaryTakeNoPlaceInAChoice() {
    int[] labels = Snapshots.labels(1000, 2);
    SplittableRandom random = new SplittableRandom(4);
    double[] values = new double[1000 * 600];
    for (int i = 0; i < 1000; i++) {
      values[i * 600 + 10] = 4 * labels[i] + random.nextGaussian();
      values[i * 600 + 500] = 4 * labels[i] + random.nextGaussian();
    }
    UsableSettings settings = UsableSettings.defaults().withShuffles(0);
    Activations layer = Activations.of(values, 600);
    Reading reading = UsableMeasure.readings(settings, Snapshots.linear(0), layer, labels).get(0);
    assertThat(reading.value()).isGreaterThan(0.9);
    assertThat(reading.flags()).doesNotContain(Flag.SAMPLED, Flag.BEYOND_AUDIT);
    Reading one =
        UsableMeasure.readings(settings.withUnits(1), Snapshots.linear(0), layer, labels).get(0);
    assertThat(one.value()).isGreaterThan(0.8);
    assertThat(one.obtained()).contains("1 of 600 units").endsWith("vary; here 1 of 2");
  }

  @Test
  void ofVeryManyClassesReadersSeeFewerUnits() {
    int[] labels = Snapshots.labels(3000, 3000);
    double[] values = new SplittableRandom(1).doubles(3000L * 100).toArray();
    Reading reading =
        UsableMeasure.readings(
                UsableSettings.defaults().withShuffles(0),
                Snapshots.linear(0),
                Activations.of(values, 100),
                labels)
            .get(0);
    assertThat(reading.obtained()).startsWith("87 of 100 units; audit: "); // 2^18 weights
    assertThat(reading.flags()).contains(Flag.SAMPLED, Flag.NOT_ABOVE_NULL, Flag.BEYOND_AUDIT);
  }

  @Test
  void costGrowsWithUnitsExamplesAndShufflesButNotBeyondTheUnitsRead() {
    UsableMeasure measure = new UsableMeasure(UsableSettings.defaults());
    double narrow = measure.cost(at(1, layer(0, 32, 1))).whole();
    assertThat(measure.cost(at(1, layer(0, 64, 1))).whole()).isBetween(1.5 * narrow, 2 * narrow);
    assertThat(measure.cost(at(1, layer(0, 512, 1))))
        .isEqualTo(measure.cost(at(1, layer(0, 256, 1))));
    assertThat(
            new UsableMeasure(UsableSettings.defaults().withShuffles(50))
                .cost(at(1, layer(0, 32, 1)))
                .whole())
        .isGreaterThan(2 * narrow);
  }

  @Test
  void aLayerThatIsNotFiniteReadsNanAndOthersGoOn() {
    double[] values = Snapshots.clusters(0, LABELS, 2, 1);
    values[7] = Double.NaN;
    List<Reading> readings =
        read(
            UsableSettings.defaults(),
            at(1, Snapshots.seen(Snapshots.tanh(0), values, 2), layer(1, 2, 1)));
    assertThat(readings.get(0).value()).isNaN();
    assertThat(readings.get(0).flags()).containsExactly(Flag.NOT_FINITE);
    assertThat(readings.get(1).value()).isNaN();
    assertThat(readings.get(1).flags()).containsExactly(Flag.NOT_FINITE);
    assertThat(readings.get(2).value()).isPositive();
  }

  @Test
  void withoutRowsThereIsNotEnoughEvidence() {
    LayerSnapshot empty = new LayerSnapshot(Snapshots.tanh(0), Activations.of(new double[0], 3));
    Snapshot snapshot = Snapshots.of(new int[0], empty);
    List<Reading> readings = read(UsableSettings.defaults(), snapshot);
    assertThat(readings).extracting(Reading::flags).containsOnly(Set.of(Flag.TOO_FEW));
    assertThat(readings).extracting(Reading::value).containsOnly(Double.NaN);
  }

  @Test
  void settingsAreCheckedAndReported() {
    UsableSettings settings =
        UsableSettings.defaults().withUnits(9).withShuffles(8).withEveryEpochs(7).withSeed(6);
    assertThat(new UsableMeasure(settings).settings())
        .containsEntry("units", 9)
        .containsEntry("shuffles", 8)
        .containsEntry("everyEpochs", 7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withUnits(0))
        .withMessage("units (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withShuffles(-1))
        .withMessage("shuffles (-1) must be >= 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withEveryEpochs(0))
        .withMessage("everyEpochs (0) must be >= 1");
  }
}
