// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Snapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What lies exactly on a threshold is not beyond it. */
class PlaneThresholdsTest {
  private static final ShuffledNull LOW = shuffles(0.01);

  private static ShuffledNull shuffles(double bits) {
    double[] readings = new double[20];
    Arrays.fill(readings, bits);
    return ShuffledNull.of(readings);
  }

  private static Set<Flag> label(double bits, double ceiling, ShuffledNull shuffled) {
    return Plane.labelFlags(bits, ceiling, shuffled, false);
  }

  @Test
  void nineTenthsOfTheCeilingAreNotAtIt() {
    assertThat(label(0.9 * 2, 2, LOW)).isEmpty();
    assertThat(label(Math.nextUp(0.9 * 2), 2, LOW)).containsExactly(Flag.AT_CEILING);
    assertThat(label(1, 2, LOW)).isEmpty();
    assertThat(label(0.46, 0.5, LOW)).containsExactly(Flag.AT_CEILING);
  }

  @Test
  void halfOfAReadingIsNotMostOfIt() {
    assertThat(label(0.5, 1, shuffles(0.25))).isEmpty();
    assertThat(label(0.5, 1, shuffles(Math.nextUp(Math.nextUp(0.25)))))
        .containsExactly(Flag.MOSTLY_NULL);
  }

  @Test
  void aReadingLikeTheHighestShuffleIsNotAboveThem() {
    double[] readings = new double[20];
    Arrays.setAll(readings, i -> 0.1 + 0.001 * i);
    ShuffledNull wide = ShuffledNull.of(readings);
    assertThat(label(0.119 + 0.9e-9, 1, wide)).containsExactly(Flag.NOT_ABOVE_NULL);
    assertThat(label(0.119 + 1.1e-9, 1, wide)).containsExactly(Flag.MOSTLY_NULL);
  }

  /** Nothing is read, and shuffled labels read more: no reason to call it saturated. */
  @Test
  void aReadingOfNothingIsNeverMostlyNull() {
    assertThat(Plane.labelFlags(0, 1, shuffles(0.1), true)).containsExactly(Flag.NOT_ABOVE_NULL);
  }

  @Test
  void aNullOfNoShufflesIsNone() {
    assertThat(Plane.labelFlags(0.5, 1, ShuffledNull.of(), true)).containsExactly(Flag.SATURATED);
  }

  private static BinnedCounts counts(int mostPairs, double... values) {
    return new BinnedCounts(Bins.equalWidth(0, 4, 4), 1, 1, values.length, mostPairs)
        .accept(Activations.of(values, 1), new int[values.length], new Range(-9, 9));
  }

  private static Set<Flag> input(double... values) {
    return counts(100, values).point(0, 1).input().flags();
  }

  /** Counts 2, 1 and 1: H = 1.5 = log2 4 - 0.5 bits. */
  @Test
  void halfABitBelowTheSampleSizeIsNotSaturated() {
    assertThat(input(0, 0, 1, 2)).doesNotContain(Flag.SATURATED);
    assertThat(input(0, 1, 2, 3)).contains(Flag.SATURATED);
  }

  @Test
  void aCoverageOfNineTenthsIsEnough() {
    assertThat(input(0, 0, 0, 0, 0, 0, 0, 0, 0, 1)).isEmpty();
    assertThat(input(0, 0, 0, 0, 0, 0, 0, 0, 1)).containsExactly(Flag.UNDERSAMPLED);
  }

  @Test
  void aTwentiethOfTheValuesMayLieOutside() {
    double[] values = new double[40];
    Arrays.fill(values, 0, 20, 1.5);
    Arrays.fill(values, 0, 2, -8);
    assertThat(input(values)).isEmpty();
    values[2] = 8;
    values[3] = 8;
    assertThat(input(values)).containsExactly(Flag.OUT_OF_RANGE);
  }

  @Test
  void countsAreFullBeyondTheirPairsOnly() {
    assertThat(counts(3, 0, 1, 2).isFull()).isFalse();
    assertThat(counts(2, 0, 1, 2).isFull()).isTrue();
  }

  @Test
  void boundsAreSaturatedAboveNineTenthsOfTheSampleSize() {
    var snapshot = Snapshots.of(new int[] {0, 1, 0, 1});
    for (double bits : new double[] {0.9 * 2, Math.nextUp(0.9 * 2)}) {
      PlanePoint point =
          SamplePoints.point(
              PlaneEstimator.PAIRWISE, bits, 0.5, ShuffledNull.of(new double[0]), snapshot);
      assertThat(point.input().flags().contains(Flag.SATURATED)).isEqualTo(bits > 0.9 * 2);
    }
  }

  private static Reading reading(String metric, double input, double label) {
    Uncertainty known = Uncertainty.of(50, 2);
    PlanePoint point =
        new PlanePoint(
            PlaneEstimator.RENYI,
            Estimate.ofBits(input, known, Set.of()),
            Estimate.ofBits(label, known, Set.of()));
    List<Reading> readings = point.readings(Snapshots.tanh(0));
    return readings.stream()
        .filter(each -> each.metric().meterName().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMillionthOfABitCanBeDividedBy() {
    Reading efficiency = reading("infoscope.information.efficiency", 1e-6, 5e-7);
    assertThat(efficiency.value()).isEqualTo(0.5);
    assertThat(efficiency.flags()).isEmpty();
    Reading none = reading("infoscope.information.efficiency", 0.9e-6, 5e-7);
    assertThat(none.value()).isNaN();
    assertThat(none.flags()).containsExactly(Flag.UNDEFINED);
    assertThat(reading("infoscope.information.efficiency", 1, -0.1).value()).isZero();
  }

  @Test
  void whatWasNotReadIsNeitherSaturatedNorNot() {
    assertThat(reading("infoscope.information.saturated", Double.NaN, 1).value()).isNaN();
    assertThat(reading("infoscope.information.saturated", 1, 1).value()).isZero();
  }

  @Test
  void shufflesStopWhenTheThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> SamplePoints.shuffled(new int[3], 1, 1, labels -> 0))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aHundredthIsNotMoreThanAHundredth() {
    double[] errors = {1, 1};
    assertThat(MoreSteps.of(0.01, errors, new double[] {3, 3}, errors))
        .isEqualTo(MoreSteps.NOT_NEEDED);
    assertThat(MoreSteps.of(Math.nextUp(0.01), errors, new double[] {3, 3}, errors))
        .isEqualTo(MoreSteps.HELP);
  }
}
