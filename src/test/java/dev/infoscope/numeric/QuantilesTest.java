// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantilesTest {
  private static final double[] SORTED = {1, 2, 4, 8};

  /** numpy: {@code np.quantile([1, 2, 4, 8], p)}. */
  @Test
  void quantilesAreLinearBetweenNeighbours() {
    assertThat(Quantiles.ofSorted(SORTED, 0)).isEqualTo(1);
    assertThat(Quantiles.ofSorted(SORTED, 0.25)).isEqualTo(1.75);
    assertThat(Quantiles.ofSorted(SORTED, 0.5)).isEqualTo(3);
    assertThat(Quantiles.ofSorted(SORTED, 0.9)).isCloseTo(6.8, within(1e-12));
    assertThat(Quantiles.ofSorted(SORTED, 1)).isEqualTo(8);
    assertThat(Quantiles.ofSorted(SORTED, 1, 3)).isEqualTo(2);
    assertThat(Quantiles.ofSorted(SORTED, 3, 4)).isEqualTo(5);
  }

  @Test
  void sharesAsFractionsAgreeWithSharesAsNumbers() {
    double[] sorted = new SplittableRandom(1).doubles(57).sorted().toArray();
    for (int part = 0; part <= 19; part++) {
      assertThat(Quantiles.ofSorted(sorted, part, 19))
          .isCloseTo(Quantiles.ofSorted(sorted, part / 19.0), within(1e-12));
    }
  }

  @Test
  void valuesInAnyOrderAreLeftAsTheyAre() {
    double[] values = {4, 8, 1, 2};
    assertThat(Quantiles.of(values, 0.25)).isEqualTo(1.75);
    assertThat(values).containsExactly(4, 8, 1, 2);
  }

  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    assertThat(Quantiles.median(new double[] {5, 1, 3})).isEqualTo(3);
    assertThat(Quantiles.median(new double[] {5, 1, 3, 2})).isEqualTo(2.5);
    assertThat(Quantiles.median(new double[] {7})).isEqualTo(7);
    assertThat(Quantiles.median(new double[0])).isNaN();
  }

  /** Rounding must not put a quantile between two neighbours onto the lower. */
  @Test
  void aFractionBetweenTwoValuesLiesAboveTheLower() {
    for (double low : new double[] {0, 1, -1, 1e300, 1e-310, Double.MIN_VALUE}) {
      double[] sorted = {low, Math.nextUp(low)};
      for (int part = 1; part < 10; part++) {
        assertThat(Quantiles.ofSorted(sorted, part, 10)).isEqualTo(sorted[1]);
      }
    }
  }

  @Test
  void infinitiesAndWideDistancesAreWeighed() {
    double most = Double.MAX_VALUE;
    assertThat(Quantiles.median(new double[] {-most, most})).isZero();
    assertThat(Quantiles.of(new double[] {-most, most}, 0.25)).isCloseTo(-most / 2, within(1e294));
    double[] ends = {Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY};
    assertThat(Quantiles.median(ends)).isZero();
    assertThat(Arrays.stream(new double[] {0, 1}).map(p -> Quantiles.of(ends, p)).toArray())
        .containsExactly(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** A few largest values are found without sorting all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 100, 400})
  void anyShareIsThatOfTheSortedValues(int count) {
    SplittableRandom random = new SplittableRandom(count);
    double[] values = random.ints(count, -20, 20).mapToDouble(value -> value / 8.0).toArray();
    values[count / 2] = -0.0;
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (double share : new double[] {0, 0.05, 0.5, 0.9, 0.95, 0.99, 1}) {
      assertThat(Quantiles.of(values, share)).isEqualTo(Quantiles.ofSorted(sorted, share));
    }
    values[0] = Double.NaN;
    assertThat(Quantiles.of(values, 1)).isNaN();
  }
}
