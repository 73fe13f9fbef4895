// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.measure.Cost;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How the cost grows with rows, units, layers and shuffles; what an operation costs is measured.
 */
class PlaneCostTest {
  private static final int EXAMPLES = 1000;
  private static final double EXACT = 1e-12; // relative

  private static PlaneSettings settings(
      int shuffles, PlaneEstimator first, PlaneEstimator... more) {
    return PlaneSettings.defaults().withEstimators(first, more).withShuffles(shuffles);
  }

  private static double cost(PlaneSettings settings, int rows, Integer... widths) {
    return new PlaneCost(settings, List.of(widths), EXAMPLES).of(rows);
  }

  /** What looks at pairs, without the pass over all values. */
  private static double pairs(PlaneSettings settings, int rows, Integer... widths) {
    return cost(settings, rows, widths) - cost(settings, 0, widths);
  }

  private static void same(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(EXACT * Math.abs(expected)));
  }

  @Test
  void binsPassOverAllExamplesHoweverFewRowsAreLookedAt() {
    PlaneSettings binned = settings(0, PlaneEstimator.BINNED);
    assertThat(cost(binned, 10, 8)).isEqualTo(cost(binned, 900, 8)).isPositive();
    same(cost(binned, 10, 16), 2 * cost(binned, 10, 8));
    same(new PlaneCost(binned, List.of(8), 3 * EXAMPLES).of(10), 3 * cost(binned, 10, 8));
    assertThat(cost(binned, 10, 1)).as("more than one operation per value").isGreaterThan(EXAMPLES);
  }

  @Test
  void everyShuffleIsOnePassOverTheLabels() {
    double none = cost(settings(0, PlaneEstimator.BINNED), 10, 8);
    double one = cost(settings(1, PlaneEstimator.BINNED), 10, 8) - none;
    assertThat(one).isGreaterThan(EXAMPLES);
    same(cost(settings(20, PlaneEstimator.BINNED), 10, 8) - none, 20 * one);
    same(
        cost(settings(1, PlaneEstimator.BINNED), 10, 80)
            - cost(settings(0, PlaneEstimator.BINNED), 10, 80),
        one);
  }

  @ParameterizedTest
  @EnumSource
  void layersAddUp(PlaneEstimator estimator) {
    PlaneSettings settings = settings(3, estimator);
    same(
        cost(settings, 300, 5, 7, 20),
        cost(settings, 300, 5) + cost(settings, 300, 7) + cost(settings, 300, 20));
  }

  @ParameterizedTest
  @EnumSource(names = {"PAIRWISE", "PAIRWISE_LOWER", "KSG"})
  void halfTheRowsHaveAQuarterOfThePairs(PlaneEstimator estimator) {
    PlaneSettings settings = settings(3, estimator);
    assertThat(pairs(settings, 200, 6)).isPositive();
    same(pairs(settings, 400, 6), 4 * pairs(settings, 200, 6));
  }

  /** Each shuffle adds one operation per pair; each unit adds as much as any other. */
  @ParameterizedTest
  @EnumSource(names = {"PAIRWISE", "PAIRWISE_LOWER", "RENYI"})
  void distancesAreTakenOnceForAllShuffles(PlaneEstimator estimator) {
    double none = pairs(settings(0, estimator), 200, 6);
    same(pairs(settings(5, estimator), 200, 6) - none, 5 * 200 * 200 / 2.0);
    double perUnit = pairs(settings(0, estimator), 200, 7) - none;
    assertThat(perUnit).isBetween(0.0, 200 * 200 / 2.0).isPositive();
    assertThat(pairs(settings(0, estimator), 200, 16) - none)
        .isCloseTo(10 * perUnit, within(1e-6 * none));
  }

  /** Values that every unit adds nothing to: exponentials, or eigenvalues of the matrix. */
  @Test
  void aPairCostsMoreThanItsDistance() {
    double pairwise = pairs(settings(0, PlaneEstimator.PAIRWISE), 200, 0);
    assertThat(pairwise).isGreaterThan(200 * 200 / 2.0);
    double eigenvalues = pairs(settings(0, PlaneEstimator.RENYI), 200, 0);
    assertThat(eigenvalues).isGreaterThan(200.0 * 200 * 200);
    same(pairs(settings(0, PlaneEstimator.RENYI), 400, 0), 8 * eigenvalues);
  }

  @Test
  void bothBoundsCostAsMuchAsOne() {
    double upper = cost(settings(2, PlaneEstimator.PAIRWISE), 300, 9);
    assertThat(cost(settings(2, PlaneEstimator.PAIRWISE_LOWER), 300, 9)).isEqualTo(upper);
    assertThat(cost(settings(2, PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER), 300, 9))
        .isEqualTo(upper);
  }

  @Test
  void neighboursAreSearchedAnewForEveryShuffle() {
    double once = pairs(settings(0, PlaneEstimator.KSG), 300, 9);
    same(pairs(settings(19, PlaneEstimator.KSG), 300, 9), 20 * once);
    same(pairs(settings(0, PlaneEstimator.KSG), 300, 27), 3 * once);
    assertThat(once).as("more than one operation per pair and unit").isGreaterThan(300.0 * 300 * 9);
  }

  @Test
  void estimatorsAddUp() {
    double all =
        pairs(
            settings(4, PlaneEstimator.PAIRWISE, PlaneEstimator.KSG, PlaneEstimator.RENYI), 250, 7);
    same(
        all,
        pairs(settings(4, PlaneEstimator.PAIRWISE), 250, 7)
            + pairs(settings(4, PlaneEstimator.KSG), 250, 7)
            + pairs(settings(4, PlaneEstimator.RENYI), 250, 7));
  }

  @Test
  void theLeastIsTwoHundredExamplesOrAllOfFewer() {
    PlaneCost cost = new PlaneCost(settings(3, PlaneEstimator.KSG), List.of(5), EXAMPLES);
    assertThat(cost.cost()).isEqualTo(new Cost(cost.of(EXAMPLES), cost.of(200)));
    PlaneCost few = new PlaneCost(settings(3, PlaneEstimator.KSG), List.of(5), 50);
    assertThat(few.cost()).isEqualTo(new Cost(few.of(50), few.of(50)));
  }

  @Test
  void theMeasureCostsWhatItsLayersCost() {
    int[] labels = Snapshots.labels(300, 3);
    Snapshot snapshot =
        Snapshots.of(
            labels,
            Snapshots.seen(Snapshots.tanh(0), new double[1200], 4),
            Snapshots.seen(Snapshots.tanh(1), new double[600], 2));
    PlaneSettings settings = PlaneSettings.defaults();
    InformationPlane plane = new InformationPlane(settings);
    assertThat(plane.cost(snapshot)).isEqualTo(new PlaneCost(settings, List.of(4, 2), 300).cost());
    assertThat(plane.name()).isEqualTo("information-plane");
  }
}
