// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.SeededChoice;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Snapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a choice of examples does not hold although all of them do. */
class RareSampleTest {
  private static final int ROWS = 3000;
  private static final double CHEAP = 1; // operations, so that the fewest examples are taken

  private static InformationPlane plane(PlaneEstimator estimator) {
    return new InformationPlane(
        new PlaneSettings(
            Set.of(estimator), Discretizer.activationRange(8), Noise.relative(0.1), 0, 7));
  }

  /** The first example that is not chosen. */
  private static int left() {
    int[] chosen = SeededChoice.of(ROWS, PlaneCost.FEWEST, 7);
    int left = 0;
    while (Arrays.binarySearch(chosen, left) >= 0) {
      left++;
    }
    return left;
  }

  private static List<Reading> label(PlaneEstimator estimator, int[] labels, double[] values) {
    return plane(estimator)
        .measure(Snapshots.of(labels, Snapshots.seen(Snapshots.linear(0), values, 1)), CHEAP)
        .readings()
        .stream()
        .filter(reading -> reading.metric().equals(PlaneMetrics.LABEL))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"PAIRWISE", "KSG", "RENYI"})
  void aClassThatWasNotSampledIsSaidToBe(PlaneEstimator estimator) {
    double[] values = new SplittableRandom(1).doubles(ROWS).toArray();
    int[] labels = new int[ROWS];
    Arrays.setAll(labels, row -> row % 2);
    assertThat(label(estimator, labels, values))
        .isNotEmpty()
        .noneMatch(each -> each.flags().contains(Flag.RARE_VALUE_NOT_SAMPLED));
    labels[left()] = 2;
    assertThat(label(estimator, labels, values))
        .isNotEmpty()
        .allMatch(each -> each.flags().contains(Flag.RARE_VALUE_NOT_SAMPLED))
        .noneMatch(each -> Double.isNaN(each.value()));
  }

  /** All that was sampled is of one class: nothing can be said of the labels. */
  @ParameterizedTest
  @EnumSource(names = {"PAIRWISE", "KSG", "RENYI"})
  void oneSampledClassOfTwoIsNoNumber(PlaneEstimator estimator) {
    double[] values = new SplittableRandom(1).doubles(ROWS).toArray();
    int[] labels = new int[ROWS];
    labels[left()] = 1;
    assertThat(label(estimator, labels, values))
        .isNotEmpty()
        .allMatch(each -> Double.isNaN(each.value()))
        .allMatch(each -> each.flags().contains(Flag.RARE_VALUE_NOT_SAMPLED));
  }

  @ParameterizedTest
  @EnumSource(names = {"PAIRWISE", "KSG", "RENYI"})
  void aLayerThatVariesElsewhereOnlyIsNotCalledConstant(PlaneEstimator estimator) {
    double[] values = new double[ROWS];
    int[] labels = new int[ROWS];
    Arrays.setAll(labels, row -> row % 2);
    assertThat(label(estimator, labels, values))
        .isNotEmpty()
        .allMatch(each -> each.value() == 0 && each.flags().contains(Flag.CONSTANT));
    values[left()] = 1;
    assertThat(label(estimator, labels, values))
        .isNotEmpty()
        .allMatch(each -> Double.isNaN(each.value()))
        .allMatch(each -> each.flags().contains(Flag.RARE_VALUE_NOT_SAMPLED));
  }
}
