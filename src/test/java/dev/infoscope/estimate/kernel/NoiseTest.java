// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Rows;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 1e8})
  void relativeNoiseIsAShareOfTheTotalVariance(double offset) {
    double[] values = Rows.uniform(new SplittableRandom(1), 400 * 3, -1, 1);
    double expected = 0;
    for (int unit = 0; unit < 3; unit++) {
      int column = unit;
      double[] ofUnit = new double[400];
      Arrays.setAll(ofUnit, row -> values[row * 3 + column]);
      double mean = Arrays.stream(ofUnit).average().orElseThrow();
      expected += Arrays.stream(ofUnit).map(v -> (v - mean) * (v - mean)).sum() / 400;
    }
    double[] shifted = Arrays.stream(values).map(v -> v + offset).toArray();
    // 1e8 + v keeps eight digits of v.
    assertThat(Noise.relative(0.1).variance(Activations.of(shifted, 3)))
        .isCloseTo(0.1 * expected, within(offset == 1e8 ? 1e-8 : 1e-14));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, -3e7, 1e-30})
  void unitsThatAreConstantMakeExactlyNoRelativeNoise(double value) {
    double[] values = new double[300];
    Arrays.setAll(values, i -> i % 3 * value);
    assertThat(Noise.relative(0.1).variance(Activations.of(values, 3))).isZero();
    assertThat(Noise.relative(0.1).variance(Activations.of(new double[] {1, 2, 3}, 3))).isZero();
  }

  @Test
  void absoluteNoiseIsTheSameEverywhere() {
    assertThat(Noise.absolute(0.25).variance(Activations.of(new double[] {1, 5}, 1)))
        .isEqualTo(0.25);
    assertThat(Noise.absolute(0.25)).hasToString("absolute:0.25");
    assertThat(Noise.relative(0.1)).hasToString("relative:0.1");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void noNoiseIsRefused(double amount) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Noise.relative(amount))
        .withMessage("noise (" + amount + ") must be finite and > 0");
  }
}
