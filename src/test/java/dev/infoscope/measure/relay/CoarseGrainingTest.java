// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.Range;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoarseGrainingTest {
  private static final Range TANH = new Range(-1, 1);

  private static int[] levels(CoarseGraining rule, Range range, double... values) {
    Bins bins = rule.bins(range, Activations.of(values, 1));
    return Arrays.stream(values).mapToInt(value -> bins.code(0, value)).toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void twoMeansIsTheSplitWithLeastSquares(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.ints(12, -5, 6).mapToDouble(n -> n / 2.0).toArray();
    int[] levels = levels(CoarseGraining.twoMeans(), TANH, values);
    double least = Double.POSITIVE_INFINITY;
    for (int split = 1; split < 1 << 11; split++) {
      int set = split;
      least = Math.min(least, squares(values, i -> set >> i & 1));
    }
    assertThat(squares(values, i -> levels[i])).isLessThanOrEqualTo(least + 1e-12);
  }

  private static double squares(double[] values, IntUnaryOperator group) {
    double sum = 0;
    for (int own = 0; own < 2; own++) {
      int wanted = own;
      double[] part =
          IntStream.range(0, values.length)
              .filter(i -> group.applyAsInt(i) == wanted)
              .mapToDouble(i -> values[i])
              .toArray();
      double mean = Arrays.stream(part).average().orElse(0);
      sum += Arrays.stream(part).map(value -> (value - mean) * (value - mean)).sum();
    }
    return sum;
  }

  @Test
  void aConstantNeuronHasOneLevelByAnyRuleThatReadsItsValues() {
    for (CoarseGraining rule :
        new CoarseGraining[] {CoarseGraining.twoMeans(), CoarseGraining.median()}) {
      assertThat(levels(rule, TANH, 0.7, 0.7, 0.7)).containsExactly(0, 0, 0);
    }
    assertThat(levels(CoarseGraining.levels(4), null, 2, 2)).containsExactly(0, 0);
  }

  @Test
  void twoValuesAreTwoLevels() {
    assertThat(levels(CoarseGraining.twoMeans(), TANH, 0, 1, 1, 1)).containsExactly(0, 1, 1, 1);
    assertThat(levels(CoarseGraining.median(), TANH, 0, 1, 1, 1)).containsExactly(0, 1, 1, 1);
    assertThat(levels(CoarseGraining.median(), TANH, 3, 1, 2, 4)).containsExactly(1, 0, 0, 1);
  }

  @Test
  void theSignIsThatOfTheActivationFunction() {
    assertThat(levels(CoarseGraining.sign(), TANH, -0.1, 0, 0.1)).containsExactly(0, 0, 1);
    assertThat(levels(CoarseGraining.sign(), new Range(0, 1), 0.4, 0.6)).containsExactly(0, 1);
    assertThat(levels(CoarseGraining.sign(), null, 0, 2)).containsExactly(0, 1);
    assertThat(levels(CoarseGraining.sign(), new Range(0, 6), 0, 2)).containsExactly(0, 1);
  }

  @Test
  void levelsAreOfEqualWidthAndAValueOnAnEdgeGoesUp() {
    assertThat(levels(CoarseGraining.levels(4), TANH, -1, -0.4, 0.1, 0.9))
        .containsExactly(0, 1, 2, 3);
    assertThat(levels(CoarseGraining.levels(4), null, 0, 3, 6, 8)).containsExactly(0, 1, 3, 3);
  }

  @Test
  void theGuardTakesNearlyConstantNeuronsAsConstant() {
    double[] tail = new double[100];
    Arrays.fill(tail, 0.999);
    tail[7] = 0.9;
    assertThat(levels(CoarseGraining.twoMeans(), TANH, tail)).contains(0, 1);
    assertThat(levels(CoarseGraining.twoMeans().guarded(0.02, 0), TANH, tail)).containsOnly(0);
    assertThat(levels(CoarseGraining.twoMeans().guarded(0, 0.2), TANH, tail)).containsOnly(0);
    assertThat(levels(CoarseGraining.twoMeans().guarded(0.01, 0.05), TANH, tail)).contains(0, 1);
  }

  @Test
  void badNumbersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoarseGraining.levels(1))
        .withMessage("levels (1) must be from 2 to 256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoarseGraining.sign().guarded(0.5, 0))
        .withMessageContaining("leastShare (0.5)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoarseGraining.of(Discretizer.quantile(257)))
        .withMessage("levels (257) must be from 2 to 256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoarseGraining.of(Discretizer.floatKeys(3)))
        .withMessage("float-keys:3 is not for neurons");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoarseGraining.sign().bins(TANH, Activations.of(new double[0], 1)))
        .withMessage("examples (0) must be >= 1");
  }
}
