// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.Intervention;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.numeric.ValueHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConductancePlaneTest {
  private static final int[] LABELS = Snapshots.labels(400, 4);

  /** Network access that answers with the same values whatever is asked, and remembers what was. */
  private static class Answering implements NetworkAccess {
    private final List<ConductancePlan> asked = new ArrayList<>();
    private final double[] values;
    private final double error;
    private double shrinkage = 3;
    private @Nullable ValueHash state;
    private final String refusal;

    Answering(double[] values, double error, String refusal) {
      this.values = values;
      this.error = error;
      this.refusal = refusal;
    }

    @Override
    public int @Nullable [] predictions(Layer layer, Intervention intervention) {
      return null;
    }

    @Override
    public @Nullable ValueHash state() {
      return state;
    }

    @Override
    public Conductances conductances(ConductancePlan plan) {
      asked.add(plan);
      if (!refusal.isEmpty()) {
        return Conductances.refused(refusal);
      }
      int rows = plan.rows().length;
      int units = values.length / LABELS.length;
      double[] errors = new double[rows];
      double[] change = new double[rows];
      Arrays.fill(errors, error);
      Arrays.fill(change, 2);
      double[] coarser = new double[rows];
      Arrays.fill(coarser, shrinkage * error);
      Activations some = Activations.of(Arrays.copyOf(values, rows * units), units);
      LayerConductance layer = new LayerConductance(Snapshots.tanh(0), some, errors, coarser);
      return new Conductances(
          List.of(layer), new int[rows], "the predicted class", change, null, "");
    }
  }

  private static Answering answering(double error) {
    return new Answering(Snapshots.clusters(1, LABELS, 3, 0.4), error, "");
  }

  private static List<Reading> measure(ConductancePlane plane, NetworkAccess access, int epoch) {
    Snapshot snapshot = new Snapshot(moment(epoch), LABELS, 4, null, List.of(), access);
    return plane.measure(snapshot).readings();
  }

  private static Moment moment(int epoch) {
    return new Moment(epoch, 10 * epoch, Instant.EPOCH, 0.5);
  }

  private static ConductancePlane plane(ConductanceSettings settings) {
    return new ConductancePlane(PlaneSettings.defaults(), settings);
  }

  private static ConductanceSettings defaults() {
    return ConductanceSettings.defaults();
  }

  private static Reading find(List<Reading> readings, Metric metric, String estimator) {
    return readings.stream()
        .filter(reading -> reading.metric().equals(metric))
        .filter(reading -> reading.labels().getOrDefault("estimator", "").equals(estimator))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyReadingSaysThatItIsOfConductanceAndOfHowManyRows() {
    List<Reading> readings = measure(plane(defaults()), answering(0), 1);
    assertThat(readings)
        .filteredOn(reading -> reading.metric().ownLabels().contains("signal"))
        .hasSize(2 * 10)
        .allSatisfy(
            reading -> {
              assertThat(reading.labels()).containsEntry("signal", "conductance");
              assertThat(reading.uncertainty().samples()).isEqualTo(256);
            });
    assertThat(find(readings, PlaneMetrics.LABEL, "pairwise").value()).isGreaterThan(1);
    assertThat(find(readings, PlaneMetrics.EFFICIENCY_PEAK, "pairwise").value()).isZero();
  }

  @Test
  void itIsReadAtFirstAndThenOncePerSpanOfEpochs() {
    Answering access = answering(0);
    ConductancePlane plane = plane(defaults());
    List<Integer> read = new ArrayList<>();
    for (int epoch = 1; epoch <= 16; epoch++) {
      if (!measure(plane, access, epoch).isEmpty()) {
        read.add(epoch);
      }
    }
    assertThat(read).containsExactly(1, 5, 10, 15);
  }

  @Test
  void whereEpochsStandStillEveryFifthLookCounts() {
    Answering access = answering(0);
    ConductancePlane plane = plane(defaults());
    for (int look = 0; look < 11; look++) {
      measure(plane, access, 0);
    }
    assertThat(access.asked).hasSize(3);
  }

  @Test
  void aNetworkThatHasNotChangedIsNotAskedAgain() {
    Answering access = answering(0.03);
    ConductancePlane plane = plane(defaults().withEveryEpochs(1));
    access.state = new ValueHash(1, 2);
    List<Reading> first = measure(plane, access, 1);
    assertThat(measure(plane, access, 2)).isNotEmpty().isEqualTo(first);
    assertThat(access.asked).hasSize(1);
    assertThat(measure(plane(defaults()), access, 2)).as("read again").isEqualTo(first);
    access.state = new ValueHash(1, 3);
    assertThat(measure(plane, access, 3)).isEqualTo(first);
    assertThat(access.asked).hasSize(3);
  }

  @Test
  void otherLabelsAndNetworksOfAnUnknownStateAreAskedAgain() {
    Answering access = answering(0);
    ConductancePlane plane = plane(defaults().withEveryEpochs(1));
    measure(plane, access, 1);
    measure(plane, access, 2);
    assertThat(access.asked).hasSize(2);
    access.state = new ValueHash(1, 2);
    measure(plane, access, 3);
    int[] others = LABELS.clone();
    others[0] = 3 - others[0];
    Snapshot snapshot = new Snapshot(moment(4), others, 4, null, List.of(), access);
    List<Reading> found = plane.measure(snapshot).readings();
    assertThat(access.asked).hasSize(4);
    assertThat(found).isEqualTo(plane(defaults()).measure(snapshot).readings());
  }

  @Test
  void thePlanIsThatOfTheSettings() {
    Answering access = answering(0);
    double[] baseline = {1, 2};
    measure(
        plane(
            defaults()
                .withSteps(7)
                .withRows(100)
                .withTarget(ConductanceTarget.of(2))
                .withRule(ConductanceRule.CAPTUM_LEFT)
                .withBaseline(baseline)),
        access,
        1);
    ConductancePlan plan = access.asked.get(0);
    assertThat(plan.steps()).isEqualTo(7);
    assertThat(plan.rows()).hasSize(100).startsWith(0, 1, 2);
    assertThat(plan.target()).isEqualTo(ConductanceTarget.of(2));
    assertThat(plan.rule()).isEqualTo(ConductanceRule.CAPTUM_LEFT);
    assertThat(plan.baseline()).containsExactly(1, 2);
  }

  @Test
  void theTrueLabelAsTargetPutsAWarningOnEveryReading() {
    List<Reading> readings =
        measure(plane(defaults().withTarget(ConductanceTarget.label())), answering(0), 1);
    assertThat(readings)
        .filteredOn(reading -> reading.metric().ownLabels().contains("signal"))
        .filteredOn(reading -> reading.layer() != null)
        .allSatisfy(reading -> assertThat(reading.flags()).contains(Flag.LABEL_LEAK));
    assertThat(measure(plane(defaults()), answering(0), 1))
        .noneSatisfy(reading -> assertThat(reading.flags()).contains(Flag.LABEL_LEAK));
  }

  @Test
  void sumsThatMissMoreThanAHundredthAreWarnedOf() {
    List<Reading> poor = measure(plane(defaults()), answering(0.03), 1);
    assertThat(find(poor, PlaneMetrics.INPUT, "pairwise").flags()).contains(Flag.INCOMPLETE);
    Reading error = find(poor, PlaneMetrics.COMPLETENESS_ERROR, "");
    assertThat(error.value()).isCloseTo(0.03 / 2.001, within(1e-12));
    List<Reading> good = measure(plane(defaults()), answering(0.01), 1);
    assertThat(find(good, PlaneMetrics.INPUT, "pairwise").flags()).doesNotContain(Flag.INCOMPLETE);
  }

  @Test
  void moreStepsAreNotAskedForWhereTheErrorIsNotThatOfTheSteps() {
    Answering stays = answering(0.03);
    stays.shrinkage = 1;
    assertThat(find(measure(plane(defaults()), stays, 1), PlaneMetrics.INPUT, "pairwise").flags())
        .contains(Flag.NOT_CONVERGING)
        .doesNotContain(Flag.INCOMPLETE);
  }

  @Test
  void aLayerThatPathsLeadPastHasNoCompletenessAndNoWarning() {
    List<Reading> readings = measure(plane(defaults()), answering(Double.NaN), 1);
    assertThat(readings)
        .isNotEmpty()
        .noneSatisfy(
            reading -> assertThat(reading.metric()).isEqualTo(PlaneMetrics.COMPLETENESS_ERROR));
    assertThat(find(readings, PlaneMetrics.INPUT, "pairwise").flags())
        .doesNotContain(Flag.INCOMPLETE);
  }

  @Test
  void withoutNetworkAccessOrAGradientThereAreNoReadings() {
    assertThat(measure(plane(defaults()), null, 1)).isEmpty();
    assertThat(measure(plane(defaults()), new Answering(new double[400], 0, "no gradient"), 1))
        .isEmpty();
  }

  /** With fine bins every network sits at the same place (Saxe et al. 2018). */
  @Test
  void saturatedEfficiencyIsEntropyOfTheLabelsOverLogOfTheRows() {
    PlaneSettings fine =
        PlaneSettings.defaults()
            .withEstimators(PlaneEstimator.BINNED)
            .withQuantizer(Discretizer.activationRange(3000));
    ConductancePlane plane = new ConductancePlane(fine, defaults().withRows(400));
    double[] values = new SplittableRandom(1).doubles(400 * 8).toArray();
    List<Reading> readings = measure(plane, new Answering(values, 0, ""), 1);
    Reading efficiency = find(readings, PlaneMetrics.EFFICIENCY, "binned");
    assertThat(efficiency.flags()).contains(Flag.SATURATED);
    double expected = Math.log(4) / Math.log(400);
    assertThat(efficiency.value()).isCloseTo(expected, within(0.02 * expected));
    assertThat(find(readings, PlaneMetrics.EFFICIENCY_PEAK, "binned").value()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void efficiencyLiesBetweenNothingAndOne(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double spread = Math.pow(10, random.nextDouble(-3, 3));
    double[] values = random.doubles(400 * 5L, -spread, spread).toArray();
    List<Reading> readings =
        measure(plane(defaults().withRows(400)), new Answering(values, 0, ""), 1);
    for (String estimator : new String[] {"binned", "pairwise"}) {
      assertThat(find(readings, PlaneMetrics.EFFICIENCY, estimator).value()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void aConstantLayerHasNoEfficiency() {
    List<Reading> readings = measure(plane(defaults()), new Answering(new double[800], 0, ""), 1);
    for (String estimator : new String[] {"binned", "pairwise"}) {
      Reading efficiency = find(readings, PlaneMetrics.EFFICIENCY, estimator);
      assertThat(efficiency.value()).isNaN();
      assertThat(efficiency.flags()).contains(Flag.CONSTANT, Flag.UNDEFINED);
    }
  }

  private static Snapshot costly(@Nullable NetworkAccess access) {
    Moment moment = new Moment(1, 1, Instant.EPOCH, 0.5);
    LayerSnapshot seen = Snapshots.seen(Snapshots.tanh(0), new double[LABELS.length * 3], 3);
    return new Snapshot(moment, LABELS, 4, null, List.of(seen), access);
  }

  /** Forward twice and back, per step and row; then the plane of the rows it was asked for. */
  @Test
  void theCostIsThatOfItsPassesAndOfThePlane() {
    NetworkAccess access =
        new NetworkAccess() {
          @Override
          public int @Nullable [] predictions(Layer layer, Intervention intervention) {
            return null;
          }

          @Override
          public double passCost() {
            return 1e6;
          }
        };
    Cost twenty = plane(defaults().withRows(100)).cost(costly(access));
    Cost forty = plane(defaults().withRows(100).withSteps(40)).cost(costly(access));
    assertThat(forty.whole() - twenty.whole()).isCloseTo(20 * 100 * 4 * 1e6, within(1.0));
    assertThat(forty.least() - twenty.least()).isCloseTo(20 * 32 * 4 * 1e6, within(1.0));
    double plane = new PlaneCost(PlaneSettings.defaults(), List.of(3), 100).of(100);
    assertThat(twenty.whole()).isCloseTo(20 * 100 * 4 * 1e6 + plane, within(1.0));
    assertThat(plane(defaults()).cost(costly(null))).isEqualTo(new Cost(0, 0));
    assertThat(plane(defaults()).name()).isEqualTo("conductance");
  }

  /** Rows are taken away until the passes are paid for, and the readings say so. */
  @Test
  void fewerRowsAreAskedForWhereAllCostTooMuch() {
    Answering access =
        new Answering(Snapshots.clusters(1, LABELS, 3, 0.4), 0, "") {
          @Override
          public double passCost() {
            return 1e6;
          }
        };
    ConductancePlane plane = plane(defaults().withRows(100));
    double half = plane.cost(costly(access)).whole() / 2;
    List<Reading> readings = plane.measure(costly(access), half).readings();
    assertThat(access.asked.get(0).rows()).hasSizeBetween(49, 51);
    assertThat(readings).allSatisfy(r -> assertThat(r.flags()).contains(Flag.SAMPLED));
  }

  @Test
  void badSettingsAreRefused() {
    assertThatThrownBy(() -> defaults().withSteps(0)).hasMessage("steps (0) must be >= 1");
    assertThatThrownBy(() -> defaults().withRows(0)).hasMessage("rows (0) must be >= 1");
    assertThatThrownBy(() -> defaults().withEveryEpochs(0))
        .hasMessage("everyEpochs (0) must be >= 1");
    assertThatThrownBy(() -> ConductanceTarget.of(-1)).hasMessage("target (-1) must be >= 0");
  }
}
