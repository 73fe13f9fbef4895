// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TwoMeansTest {
  @RepeatedTest(200)
  void noOtherSplitIsTighter(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    int length = 2 + random.nextInt(11);
    double[] values = random.ints(length, 0, 12).mapToDouble(value -> value / 4.0 - 1).toArray();
    double least = Double.POSITIVE_INFINITY;
    for (int members = 0; members < 1 << length; members++) {
      int set = members;
      least = Math.min(least, spread(values, i -> (set >> i & 1) == 1));
    }
    double[] edges = edges(values);
    assertThat(spread(values, i -> edges.length > 0 && values[i] >= edges[0]))
        .isCloseTo(least, within(1e-12));
  }

  private static double spread(double[] values, IntPredicate upper) {
    double sum = 0;
    for (boolean side : new boolean[] {true, false}) {
      double[] group =
          IntStream.range(0, values.length)
              .filter(i -> upper.test(i) == side)
              .mapToDouble(i -> values[i])
              .toArray();
      double mean = Arrays.stream(group).average().orElse(0);
      sum += Arrays.stream(group).map(value -> (value - mean) * (value - mean)).sum();
    }
    return sum;
  }

  @Test
  void twoValuesAreSplitHalfWay() {
    assertThat(edges(new double[] {1, 3, 3, 1, 1})).containsExactly(2);
  }

  @Test
  void equalValuesAreNotSplit() {
    assertThat(edges(new double[] {0.1, 0.1, 0.1})).isEmpty();
  }

  @Test
  void aLargeOffsetChangesNothing() {
    double[] values = {1e9 + 1, 1e9 + 2, 1e9 + 7, 1e9 + 8};
    assertThat(edges(values)).containsExactly(1e9 + 4.5);
    assertThat(values).containsExactly(1e9 + 1, 1e9 + 2, 1e9 + 7, 1e9 + 8);
  }

  /** The midpoint would round to the lower value, which then went up with the other. */
  @Test
  void neighboursAmongTheNumbersAreSplitToo() {
    for (double value : new double[] {1, 1.5, -3, 1e-300, Double.MIN_VALUE, 0, 1e15}) {
      double next = Math.nextUp(value);
      assertThat(edges(new double[] {next, value, value})).containsExactly(next);
    }
  }

  @Test
  void valuesWhoseSquaresAreNoNumbersAreSplit() {
    assertThat(edges(new double[] {0, 1e300})).containsExactly(5e299);
    assertThat(edges(new double[] {0, 0, 4e-320})[0]).isBetween(1e-320, 4e-320);
  }

  @Test
  void noValueIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> edges(new double[0]))
        .withMessage("values (0) must be >= 1");
  }

  private static double[] edges(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return TwoMeans.edges(sorted);
  }
}
