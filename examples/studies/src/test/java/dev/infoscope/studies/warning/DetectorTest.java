// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectorTest {
  private static final int ONSET = 25;

  static List<Detector> detectors() {
    return Detector.all();
  }

  private static double highest(double[] scores, int from, int to) {
    return Arrays.stream(scores, from, to).max().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void aLargeShiftScoresHigherThanAnythingBefore(Detector detector) {
    assumeThat(detector).isNotEqualTo(new Detector(Detector.Method.DRIFT, true)); // of slopes
    for (int seed = 1; seed <= 20; seed++) {
      double[] rises = detector.scores(SampleRuns.series(seed, ONSET, 3), 0.001);
      double[] falls = detector.scores(SampleRuns.series(seed, ONSET, -3), 0.001);
      boolean rising = highest(rises, 0, ONSET + 3) > highest(falls, 0, ONSET + 3);
      double[] scores = rising ? rises : falls; // a drawdown has one direction
      assertThat(highest(scores, ONSET - 1, ONSET + 3))
          .as("seed %d", seed)
          .isGreaterThan(1.5 * highest(scores, 0, ONSET - 1));
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void nothingIsJudgedBeforeItIsDueAndAScoreKnowsNothingOfLaterValues(Detector detector) {
    double[] whole = SampleRuns.series(1, ONSET, 3);
    double[] part = Arrays.copyOf(whole, ONSET - 1);
    double[] scores = detector.scores(whole, 0.001);
    assertThat(Arrays.copyOf(scores, Detector.FIRST_JUDGED - 1)).containsOnly(0);
    assertThat(Arrays.copyOf(scores, part.length)).containsExactly(detector.scores(part, 0.001));
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void missingValuesAreNoChange(Detector detector) {
    double[] gaps = SampleRuns.series(1, 0, 0);
    Arrays.fill(gaps, 0, 5, Double.NaN);
    gaps[20] = Double.NaN;
    assertThat(Arrays.stream(detector.scores(gaps, 0.5)).boxed())
        .allMatch(score -> score >= 0 && score < 20);
    double[] none = new double[SampleRuns.EPOCHS];
    Arrays.fill(none, Double.NaN);
    assertThat(detector.scores(none, 0.5)).containsOnly(0);
  }

  @Test
  void ofDifferencesDriftFindsTheBeginningOfASlope() {
    double[] bent = SampleRuns.series(1, 0, 0);
    for (int i = ONSET - 1; i < bent.length; i++) {
      bent[i] += i - ONSET + 2;
    }
    double[] scores = new Detector(Detector.Method.DRIFT, true).scores(bent, 0.001);
    assertThat(highest(scores, ONSET, ONSET + 4)).isGreaterThan(3.75);
    assertThat(highest(scores, 0, ONSET - 1)).isLessThan(3.75);
  }

  @Test
  void aSlopeIsAShiftToAMeanAndNoneToDrift() {
    double[] slope = new double[SampleRuns.EPOCHS];
    Arrays.setAll(slope, i -> 1 + 0.1 * i + 0.01 * Math.sin(7 * i));
    Detector zscore = new Detector(Detector.Method.ZSCORE, false);
    assertThat(highest(zscore.scores(slope, 0.001), 0, slope.length)).isGreaterThan(1.5);
    assertThat(highest(Detector.DRIFT.scores(slope, 0.001), 0, slope.length)).isLessThan(3.75);
  }

  @Test
  void whatEarlyStoppingWaitsForIsADrawdown() {
    double[] loss = new double[SampleRuns.EPOCHS];
    Arrays.setAll(loss, i -> i < 20 ? 3 - 0.1 * i : 1 + 0.1 * (i - 19));
    double[] scores = new Detector(Detector.Method.DRAWDOWN, false).scores(loss, 0.001);
    assertThat(Arrays.copyOf(scores, 20)).containsOnly(0);
    assertThat(scores[25]).isGreaterThan(scores[21]);
    assertThat(scores[21]).isGreaterThan(0);
  }
}
