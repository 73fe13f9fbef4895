// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleExpTest {
  private static float[] over(double divisor, double... exponents) {
    float[] values = new float[exponents.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) (exponents[k] / divisor);
    }
    return values;
  }

  /** From one doubling fewer than there are to several more. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 48, 48.1, 300, 1e6})
  void agreesWithTheLibraryAndIsOffInBothDirections(double largest) {
    SingleExp exp = new SingleExp(largest);
    double[] exponents = new SplittableRandom(3).doubles(100_000, 0, 48).toArray();
    float[] values = over(exp.divisor(), exponents);
    float[] given = values.clone();
    exp.apply(values, values.length);
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      double exact = StrictMath.exp(-exp.divisor() * given[k]);
      assertThat(values[k]).isNotNegative().isCloseTo((float) exact, within(3e-7f));
      if (exact < 0.02) {
        assertThat(values[k] - exact).isBetween(-3e-8, 3e-8);
      }
      sum += values[k] - exact;
    }
    assertThat(sum / values.length).isBetween(-1e-8, 1e-8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e4})
  void noDistanceIsExactlyOneAndTheLargestNextToNothing(double largest) {
    SingleExp exp = new SingleExp(largest);
    float[] values = over(exp.divisor(), 0, Math.max(48, largest), 7);
    exp.apply(values, 2);
    assertThat(values[0]).isEqualTo(1);
    assertThat(values[1]).isBetween(0f, 3e-20f);
    assertThat(values[2]).as("beyond the count").isEqualTo((float) (7 / exp.divisor()));
  }
}
