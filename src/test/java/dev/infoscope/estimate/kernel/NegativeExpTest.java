// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegativeExpTest {
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.37, 1, 12})
  void agreesWithTheLibraryToTwoInTenTrillions(double scale) {
    double[] exponents = new SplittableRandom(3).doubles(10_000, 0, 44.9).toArray();
    double[] values = exponents.clone();
    for (int k = 0; k < values.length; k++) {
      values[k] /= scale;
    }
    NegativeExp.apply(values, values.length, scale);
    for (int k = 0; k < values.length; k++) {
      double expected = StrictMath.exp(-exponents[k]);
      assertThat(Math.abs(values[k] / expected - 1)).as("exp(-%s)", exponents[k]).isLessThan(2e-13);
    }
  }

  @Test
  void noDistanceIsExactlyOneAndAHugeOneNextToNothing() {
    double[] values = {0, -0.0, 1e300, Double.POSITIVE_INFINITY, Double.NaN, 1};
    NegativeExp.apply(values, 5, 2);
    assertThat(values[0]).isEqualTo(1);
    assertThat(values[1]).isEqualTo(1);
    assertThat(values[2]).isBetween(0.0, 3e-20);
    assertThat(values[3]).isBetween(0.0, 3e-20);
    assertThat(values[4]).isNaN();
    assertThat(values[5]).as("beyond the count").isEqualTo(1);
  }

  @Test
  void fourthPowersAreThoseOfTheValuesToTheBit() {
    double[] values = new SplittableRandom(4).doubles(1_000, 0, 60).toArray();
    double[] fourth = values.clone();
    NegativeExp.apply(values, values.length, 0.7);
    NegativeExp.applyFourth(fourth, fourth.length, 0.7);
    PairwiseDistance.fourthPowers(values, values, values.length);
    assertThat(fourth).containsExactly(values);
  }

  @Test
  void halfIsTheHalf() {
    double[] values = {Math.log(2)};
    NegativeExp.apply(values, 1, 1);
    assertThat(values[0]).isCloseTo(0.5, withinPercentage(1e-11));
  }
}
