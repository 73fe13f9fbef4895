// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftTest {
  private static final Metric METRIC = Metric.gauge("x", "bits", "x").perLayer("estimator");
  private static final Layer LAYER = Snapshots.tanh(1);
  private static final Map<String, String> BINNED = Map.of("estimator", "binned");
  private static final Map<String, String> PAIRWISE = Map.of("estimator", "pairwise");

  private final Drift drift = of(DriftQuantity.Role.LABEL);

  private static Drift of(DriftQuantity.Role role) {
    return new Drift(
        DriftSettings.defaults(),
        List.of(new DriftQuantity("label", METRIC, List.of(PAIRWISE, BINNED), 0.02, role)));
  }

  private static Reading reading(Map<String, String> labels, double value) {
    return new Reading(METRIC, LAYER, labels, value, Uncertainty.of(100, Double.NaN), Set.of());
  }

  private List<Reading> look(int epoch, Reading... readings) {
    return drift.read(new Moment(epoch, epoch, Instant.EPOCH, 0), List.of(readings));
  }

  private double value(Metric metric, List<Reading> found) {
    List<Reading> of = found.stream().filter(each -> each.metric().equals(metric)).toList();
    assertThat(of).hasSize(1);
    return of.get(0).value();
  }

  private List<Double> course(Metric metric, int epochs, IntToDoubleFunction course) {
    List<Double> values = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      values.add(value(metric, look(epoch, reading(PAIRWISE, course.applyAsDouble(epoch)))));
    }
    return values;
  }

  @Test
  void nothingIsJudgedDuringWarmUpAndTheFlagSaysSo() {
    for (int epoch = 1; epoch <= 11; epoch++) {
      List<Reading> found = look(epoch, reading(PAIRWISE, epoch == 9 ? 50 : 1));
      assertThat(value(DriftMetrics.ZSCORE, found)).isNaN();
      assertThat(value(DriftMetrics.LABEL_LOSS, found)).isNaN();
      assertThat(value(DriftMetrics.OUTSIDE, found)).isZero();
      assertThat(found.get(0).flags()).containsExactly(Flag.WARMING_UP);
    }
    List<Reading> found = look(12, reading(PAIRWISE, 1));
    assertThat(value(DriftMetrics.ZSCORE, found))
        .isCloseTo(0, within(0.5)); // after one strange value
    assertThat(found.get(0).flags()).isEmpty();
  }

  @Test
  void theDirectionIsKept() {
    course(DriftMetrics.ZSCORE, 15, epoch -> 3);
    assertThat(value(DriftMetrics.ZSCORE, look(16, reading(PAIRWISE, 4)))).isGreaterThan(4);
  }

  @Test
  void aFallIsNegative() {
    course(DriftMetrics.ZSCORE, 15, epoch -> 3);
    assertThat(value(DriftMetrics.ZSCORE, look(16, reading(PAIRWISE, 2)))).isLessThan(-4);
  }

  @Test
  void aConvergedLayerDoesNotAlarmAtATrifle() {
    course(DriftMetrics.ZSCORE, 15, epoch -> 3);
    assertThat(value(DriftMetrics.ZSCORE, look(16, reading(PAIRWISE, 3.03))))
        .isCloseTo(1, within(0.15)); // one percent of the middle counts as one deviation
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5, -0.1, 0.1, 5})
  void aSteadySlopeStaysInsideTheBandHoweverSteep(double slope) {
    assertThat(course(DriftMetrics.OUTSIDE, 60, epoch -> 100 + slope * epoch))
        .allMatch(looks -> looks == 0);
  }

  @Test
  void looksOutsideAreCountedOnOneSideAndEndWhenTheNewLevelHasBecomeNormal() {
    List<Double> looks = course(DriftMetrics.OUTSIDE, 60, epoch -> epoch < 30 ? 3 : 1);
    assertThat(looks.subList(28, 40))
        .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0);
    assertThat(looks.subList(40, 60)).allMatch(outside -> outside == 0);
  }

  @Test
  void oneStrangeSnapshotIsOutsideOnceAndHidesNoLaterShift() {
    List<Double> looks =
        course(DriftMetrics.OUTSIDE, 60, epoch -> epoch == 20 ? 9 : epoch < 40 ? 3 : 2);
    assertThat(looks.get(19)).isEqualTo(1);
    assertThat(looks.subList(20, 39)).allMatch(outside -> outside == 0);
    assertThat(looks.subList(39, 41)).containsExactly(1.0, 2.0);
  }

  @Test
  void aPhaseThatBeginsInABendIsNoDrift() {
    IntToDoubleFunction course =
        epoch -> epoch < 40 ? 3 - Math.exp(-epoch / 8.0) : 2 + Math.exp(-(epoch - 40) / 30.0);
    assertThat(course(DriftMetrics.OUTSIDE, 120, course)).allMatch(outside -> outside < 2);
  }

  @Test
  void aJumpToTheOtherSideBeginsToCountAnew() {
    course(DriftMetrics.OUTSIDE, 15, epoch -> 3);
    assertThat(value(DriftMetrics.OUTSIDE, look(16, reading(PAIRWISE, 5)))).isEqualTo(1);
    assertThat(value(DriftMetrics.OUTSIDE, look(17, reading(PAIRWISE, 5)))).isEqualTo(2);
    assertThat(value(DriftMetrics.OUTSIDE, look(18, reading(PAIRWISE, 1)))).isEqualTo(1);
  }

  @Test
  void aReadingWithoutEvidenceIsNotJudgedAndDoesNotSpoilTheWindow() {
    course(DriftMetrics.ZSCORE, 15, epoch -> 3);
    assertThat(value(DriftMetrics.ZSCORE, look(16, reading(PAIRWISE, Double.NaN)))).isNaN();
    assertThat(value(DriftMetrics.ZSCORE, look(17, reading(PAIRWISE, 3)))).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9})
  void noiseIsNoLossOfLabelInformation(double rho) {
    for (int seed = 0; seed < 20; seed++) {
      Correlated noise = new Correlated(seed, rho);
      Drift fresh = of(DriftQuantity.Role.LABEL);
      for (int epoch = 1; epoch <= 300; epoch++) {
        Reading reading = reading(PAIRWISE, 3 * (1 + 0.08 * noise.next()));
        List<Reading> found =
            fresh.read(new Moment(epoch, epoch, Instant.EPOCH, 0), List.of(reading));
        double loss = value(DriftMetrics.LABEL_LOSS, found);
        assertThat(Double.isNaN(loss) || loss <= 0.25).as("seed %d epoch %d", seed, epoch).isTrue();
      }
    }
  }

  @Test
  void labelLossIsTheShareOfTheHighestOfTheWindow() {
    course(DriftMetrics.LABEL_LOSS, 15, epoch -> epoch == 10 ? 4 : 3);
    assertThat(value(DriftMetrics.LABEL_LOSS, look(16, reading(PAIRWISE, 1)))).isEqualTo(0.75);
    assertThat(value(DriftMetrics.LABEL_LOSS, look(17, reading(PAIRWISE, 5)))).isZero();
  }

  @Test
  void aCollapseIsDatedToTheEpochAtWhichItBegan() {
    assertThat(course(DriftMetrics.CHANGE_EPOCH, 20, epoch -> epoch < 15 ? 3 : 1))
        .startsWith(Double.NaN)
        .containsSubsequence(Double.NaN, 0.0, 15.0)
        .endsWith(15.0);
  }

  @Test
  void whatHappensBeforeTheWarmUpEndsIsNoEvent() {
    List<Double> epochs = course(DriftMetrics.CHANGE_EPOCH, 20, epoch -> epoch < 3 ? 30 : 3);
    assertThat(epochs.subList(0, 11)).allMatch(epoch -> epoch.isNaN());
    assertThat(epochs.subList(11, 20)).allMatch(epoch -> epoch == 0);
  }

  @Test
  void noChangePointIsToldDuringWarmUpAndTheFlagSaysSo() {
    for (int epoch = 1; epoch <= 12; epoch++) {
      Reading change =
          look(epoch, reading(PAIRWISE, epoch < 7 ? 3 : 1)).stream()
              .filter(each -> each.metric().equals(DriftMetrics.CHANGE_EPOCH))
              .findFirst()
              .orElseThrow();
      if (epoch < 12) {
        assertThat(change.value()).isNaN();
        assertThat(change.flags()).containsExactly(Flag.WARMING_UP);
      } else {
        assertThat(change.value()).isEqualTo(7); // it still stands, and is dated to its beginning
        assertThat(change.flags()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noiseHasNoChangePoints(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    assertThat(course(DriftMetrics.CHANGE_EPOCH, 500, epoch -> 3 + 0.5 * Normal.next(random)))
        .allMatch(epoch -> epoch.isNaN() || epoch == 0);
  }

  @Test
  void aConstantSeriesNeverDrifts() {
    assertThat(course(DriftMetrics.ZSCORE, 100, epoch -> 0)).allMatch(z -> z.isNaN() || z == 0);
    assertThat(look(101, reading(PAIRWISE, 0)))
        .filteredOn(each -> each.metric().equals(DriftMetrics.LABEL_LOSS))
        .singleElement()
        .satisfies(each -> assertThat(each.value()).isNaN()); // there is no height to lose
  }

  @Test
  void everyReadingSaysWhichEstimatorItJudges() {
    assertThat(look(1, reading(BINNED, 9), reading(PAIRWISE, 3)))
        .hasSize(4)
        .allMatch(each -> "pairwise".equals(each.labels().get("basis")));
  }

  @Test
  void ofTwoOfTheSameRankTheFirstIsFollowedAndNotBoth() {
    Drift any =
        new Drift(
            DriftSettings.defaults(),
            List.of(
                new DriftQuantity(
                    "label", METRIC, List.of(Map.of()), 1, DriftQuantity.Role.PLAIN)));
    List<Reading> found =
        any.read(
            new Moment(1, 1, Instant.EPOCH, 0), List.of(reading(BINNED, 9), reading(PAIRWISE, 3)));
    assertThat(found).hasSize(2).allMatch(each -> "binned".equals(each.labels().get("basis")));
  }

  @Test
  void whatIsNotEstimatedIsExactAndWhatIsByPartsSaysSo() {
    Metric plain = Metric.gauge("s", "bits", "s").perLayer();
    Metric parts = Metric.gauge("p", "bits", "p").perLayer("kind");
    Drift both =
        new Drift(
            DriftSettings.defaults(),
            List.of(
                new DriftQuantity("s", plain, List.of(Map.of()), 1, DriftQuantity.Role.PLAIN),
                new DriftQuantity("p", parts, List.of(Map.of()), 1, DriftQuantity.Role.PLAIN)));
    Uncertainty none = Uncertainty.of(1, Double.NaN);
    List<Reading> found =
        both.read(
            new Moment(1, 1, Instant.EPOCH, 0),
            List.of(
                new Reading(plain, LAYER, Map.of(), 1, none, Set.of()),
                new Reading(parts, LAYER, Map.of("kind", "parts"), 1, none, Set.of())));
    assertThat(found)
        .extracting(each -> each.labels().get("quantity") + each.labels().get("basis"))
        .containsExactly("sexact", "sexact", "pparts", "pparts");
  }

  @Test
  void inputInformationHasItsCompression() {
    Drift input = of(DriftQuantity.Role.INPUT);
    List<Reading> found = List.of();
    for (int epoch = 1; epoch <= 12; epoch++) {
      double value = epoch < 9 ? 7 : 6;
      found =
          input.read(new Moment(epoch, epoch, Instant.EPOCH, 0), List.of(reading(PAIRWISE, value)));
    }
    assertThat(found)
        .filteredOn(each -> each.metric().equals(DriftMetrics.CHANGE_EPOCH))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.labels()).containsEntry("event", "compression");
              assertThat(each.value()).isEqualTo(9);
            });
  }

  @Test
  void aLayerIsFollowedByOneEstimatorToTheEnd() {
    for (int epoch = 1; epoch <= 15; epoch++) {
      look(epoch, reading(BINNED, 9), reading(PAIRWISE, 3));
    }
    assertThat(look(16, reading(BINNED, 9))).isEmpty();
    List<Reading> found = look(17, reading(BINNED, 9), reading(PAIRWISE, 3));
    assertThat(value(DriftMetrics.ZSCORE, found)).isZero();
  }

  @Test
  void theNextBestEstimatorServesWhereTheBestIsNotThere() {
    assertThat(look(1, reading(BINNED, 9))).isNotEmpty();
  }

  @Test
  void trainingAnewBeginsAnew() {
    course(DriftMetrics.ZSCORE, 15, epoch -> 3);
    List<Reading> found = look(1, reading(PAIRWISE, 1));
    assertThat(value(DriftMetrics.ZSCORE, found)).isNaN();
    assertThat(found.get(0).flags()).containsExactly(Flag.WARMING_UP);
  }

  @Test
  void badSettingsAreRefusedAtTheDoor() {
    DriftSettings settings = DriftSettings.defaults();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withWindow(3, 20))
        .withMessage("least (3) must be >= 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withWindow(8, 7))
        .withMessage("window (7) must be at least least (8)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withCollapse(1))
        .withMessage("collapse (1.0) must be above 0 and below 1");
    assertThatIllegalArgumentException().isThrownBy(() -> settings.withBand(0));
    assertThatIllegalArgumentException().isThrownBy(() -> settings.withWarmUp(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> settings.withCompression(0));
  }

  @Test
  void whatCannotBeWatchedIsRefused() {
    Metric run = Metric.gauge("y", "", "y");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DriftQuantity("y", run, List.of(Map.of()), 1, DriftQuantity.Role.PLAIN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DriftQuantity("x", METRIC, List.of(), 1, DriftQuantity.Role.PLAIN));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DriftQuantity("x", METRIC, List.of(BINNED), 0, DriftQuantity.Role.PLAIN));
  }
}
