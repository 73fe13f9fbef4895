// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.SampleMean;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every row adds to a bound, row by row. */
class PairwiseErrorsTest {
  private static final int ROWS = 90;
  private static final int UNITS = 3;
  private static final double VARIANCE = 0.3;

  private final double[] values = new double[ROWS * UNITS];
  private final int[] labels = new int[ROWS];

  PairwiseErrorsTest() {
    SplittableRandom random = new SplittableRandom(4);
    Arrays.setAll(labels, row -> row < 20 ? 2 : row % 2);
    Arrays.setAll(values, i -> labels[i / UNITS] + random.nextGaussian());
  }

  /** Terms of I(X;T) or I(T;Y) with noise of a variance. */
  private double[] terms(double variance, boolean ofLabel) {
    double[] terms = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double all = 0;
      double own = 0;
      double size = 0;
      for (int j = 0; j < ROWS; j++) {
        double square = 0;
        for (int unit = 0; unit < UNITS; unit++) {
          square += Math.pow(values[i * UNITS + unit] - values[j * UNITS + unit], 2);
        }
        double kernel = Math.exp(-square / (2 * variance));
        all += kernel;
        own += labels[i] == labels[j] ? kernel : 0;
        size += labels[i] == labels[j] ? 1 : 0;
      }
      terms[i] = ofLabel ? Bits.log2(own / size) - Bits.log2(all / ROWS) : -Bits.log2(all / ROWS);
    }
    return terms;
  }

  @Test
  void theErrorIsThatOfTheMeanOverRows() {
    PairwiseBounds bounds =
        PairwiseDistance.bounds(Activations.of(values, UNITS), labels, VARIANCE, 0, 1);
    SampleMean upper = SampleMean.of(terms(VARIANCE, false));
    assertThat(bounds.inputUpper()).isCloseTo(upper.mean(), within(1e-9));
    assertThat(bounds.errors().inputUpper()).isCloseTo(upper.standardError(), within(1e-9));
    SampleMean label = SampleMean.of(terms(VARIANCE, true));
    assertThat(bounds.labelUpper()).isCloseTo(label.mean(), within(1e-9));
    assertThat(bounds.errors().labelUpper()).isCloseTo(label.standardError(), within(1e-9));
    assertThat(bounds.errors().inputLower())
        .isCloseTo(SampleMean.of(terms(4 * VARIANCE, false)).standardError(), within(1e-9));
    assertThat(bounds.errors().labelLower())
        .isCloseTo(SampleMean.of(terms(4 * VARIANCE, true)).standardError(), within(1e-9));
  }

  @Test
  void oneRowHasNoError() {
    PairwiseBounds bounds =
        PairwiseDistance.bounds(Activations.of(new double[2], 2), new int[1], 1, 0, 1);
    assertThat(bounds.errors().inputUpper()).isNaN();
    assertThat(bounds.errors().labelUpper()).isNaN();
  }
}
