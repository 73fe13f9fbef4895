// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueSummaryTest {
  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"1, 1", "63, 3", "64, 3", "65, 3", "500, 7"})
  void theRangeIsTheSmallestAndLargestFiniteValue(int rows, int units) {
    double[] values = Rows.uniform(new SplittableRandom(rows), rows * units, -3, 3);
    Range expected =
        new Range(
            Arrays.stream(values).min().orElseThrow(), Arrays.stream(values).max().orElseThrow());
    assertThat(ValueSummary.of(Activations.of(values, units)))
        .isEqualTo(new ValueSummary((long) rows * units, 0, expected));
  }

  @Test
  void whatIsNotFiniteIsCountedAndLeftOutOfTheRange() {
    double[] values = {Double.NaN, -2, Double.POSITIVE_INFINITY, 5, Double.NEGATIVE_INFINITY, 0};
    assertThat(ValueSummary.of(Activations.of(values, 2)))
        .isEqualTo(new ValueSummary(6, 3, new Range(-2, 5)));
  }

  @Test
  void withoutAFiniteValueThereIsNoRange() {
    assertThat(ValueSummary.of(Activations.of(new float[] {Float.NaN}, 1)))
        .isEqualTo(new ValueSummary(1, 1, null));
    assertThat(ValueSummary.of(Activations.of(new float[0], 1)))
        .isEqualTo(new ValueSummary(0, 0, null));
  }

  @Test
  void activationsCopyTheRowsAskedFor() {
    double[] into = {9, 9, 9, 9, 9};
    Activations.of(new float[] {1, 2, 3, 4, 5, 6}, 2).copy(1, 2, into);
    assertThat(into).containsExactly(3, 4, 5, 6, 9);
    Activations.of(new double[] {1, 2, 3, 4, 5, 6}, 3).copy(0, 1, into);
    assertThat(into).containsExactly(1, 2, 3, 6, 9);
  }

  @Test
  void lengthsThatMakeNoRowsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activations.of(new float[5], 2))
        .withMessage("length (5) must be a multiple of units (2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activations.of(new double[5], 0))
        .withMessage("units (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Range(1, 0))
        .withMessage("range [1.0, 0.0] must be finite with low <= high");
  }
}
