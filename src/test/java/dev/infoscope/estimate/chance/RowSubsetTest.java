// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices of rows, and what is estimated by making them again and again. */
class RowSubsetTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 17})
  void anOrderHoldsEveryRowOnce(int rows) {
    int[] order = RowSubset.shuffled(rows, new SplittableRandom(3));
    assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, rows).toArray());
  }

  /** 24 orders of four rows in 24,000 draws: chi-squared with 23 degrees, 99.99 % below 59. */
  @Test
  void allOrdersAreEquallyLikely() {
    SplittableRandom random = new SplittableRandom(7);
    int[] seen = new int[256];
    for (int draw = 0; draw < 24_000; draw++) {
      int[] order = RowSubset.shuffled(4, random);
      seen[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
    }
    double chiSquared =
        Arrays.stream(seen).filter(n -> n > 0).mapToDouble(n -> Math.pow(n - 1000, 2) / 1000).sum();
    assertThat(Arrays.stream(seen).filter(n -> n > 0)).hasSize(24);
    assertThat(chiSquared).isLessThan(59);
  }

  @Test
  void theFirstRowsOfAnOrderAscend() {
    int[] order = {4, 1, 3, 0, 2};
    assertThat(RowSubset.first(order, 3)).containsExactly(1, 3, 4);
    assertThat(RowSubset.first(order, 0)).isEmpty();
    assertThat(order).containsExactly(4, 1, 3, 0, 2);
  }

  @Test
  void halfIsPartOfTheWholeAndAQuarterOfTheHalf() {
    List<int[]> given = new ArrayList<>();
    SampleStability.of(
        11,
        5,
        rows -> {
          given.add(rows);
          return 0;
        });
    assertThat(given).extracting(rows -> rows.length).containsExactly(11, 5, 2);
    assertThat(given.get(0)).contains(given.get(1)).isSorted();
    assertThat(given.get(1)).contains(given.get(2)).isSorted();
  }

  /** A reading of a + b/N lies on the line, whatever the rounding of the parts. */
  @ParameterizedTest
  @ValueSource(ints = {4, 7, 100, 1001})
  void aReadingOnTheLineGivesItsSlopeAndLimit(int samples) {
    SampleStability line = SampleStability.of(samples, 1, rows -> 0.5 + 3.0 / rows.length);
    assertThat(line.slope()).isCloseTo(3, within(1e-9));
    assertThat(line.limit()).isCloseTo(0.5, within(1e-9));
  }

  /** Least squares against the normal equations, for readings off any line. */
  @Test
  void theLineIsTheOneOfLeastSquares() {
    SampleStability odd = new SampleStability(8, 1.0, 0.2, 0.9);
    double[] x = {1 / 8.0, 1 / 4.0, 1 / 2.0};
    double[] y = {1.0, 0.2, 0.9};
    double left = 0;
    double leftByX = 0;
    for (int i = 0; i < 3; i++) {
      double rest = y[i] - odd.limit() - odd.slope() * x[i];
      left += rest;
      leftByX += rest * x[i];
    }
    assertThat(left).isCloseTo(0, within(1e-12));
    assertThat(leftByX).isCloseTo(0, within(1e-12));
  }

  @Test
  void theSpreadDrawsHalvesAndThenReadsAll() {
    List<Integer> sizes = new ArrayList<>();
    SubsamplingSpread.of(
        9,
        3,
        1,
        rows -> {
          sizes.add(rows.length);
          assertThat(rows).isSorted().doesNotHaveDuplicates();
          return 0;
        });
    assertThat(sizes).containsExactly(4, 4, 4, 9);
  }

  /** Readings 0 and 1 in turn, whatever is read of all rows. */
  @Test
  void theDeviationIsThatOfTheDraws() {
    int[] calls = {0};
    SubsamplingSpread spread =
        SubsamplingSpread.of(8, 4, 1, rows -> rows.length == 8 ? 10 : calls[0]++ % 2);
    assertThat(spread.estimate()).isEqualTo(10);
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(1.0 / 3), within(1e-12));
  }

  /** With N odd the halves are smaller, and the factor sqrt(4/5) makes up for it. */
  @Test
  void oddSamplesShrinkTheSpreadByTheSquareRootOfTheParts() {
    int[] calls = {0};
    SubsamplingSpread spread =
        SubsamplingSpread.of(9, 2, 1, rows -> rows.length == 9 ? 0 : calls[0]++);
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(0.8) * Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void aReadingThatIsNoNumberLeavesNoSpread() {
    assertThat(SubsamplingSpread.of(8, 4, 1, rows -> Double.NaN).deviation()).isNaN();
  }

  @Test
  void equalSeedsGiveEqualSpreads() {
    double[] values = new SplittableRandom(1).doubles(50).toArray();
    assertThat(spread(values, 4)).isEqualTo(spread(values, 4));
    assertThat(spread(values, 4)).isNotEqualTo(spread(values, 5));
  }

  private static SubsamplingSpread spread(double[] values, long seed) {
    return SubsamplingSpread.of(
        50, 10, seed, rows -> Arrays.stream(rows).mapToDouble(row -> values[row]).sum());
  }

  @Test
  void tooFewSamplesOrDrawsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleStability.of(3, 1, rows -> 0))
        .withMessage("samples (3) must be >= 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SubsamplingSpread.of(3, 2, 1, rows -> 0))
        .withMessage("samples (3) must be >= 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SubsamplingSpread.of(4, 1, 1, rows -> 0))
        .withMessage("draws (1) must be >= 2");
  }
}
