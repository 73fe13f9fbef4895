// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.estimate.Flag;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of a change of one logit, each with that of a coarser sum. */
class MoreStepsTest {
  private static MoreSteps of(double[] errors, double... coarser) {
    double[] changes = new double[errors.length];
    Arrays.fill(changes, 1);
    double mean = Arrays.stream(errors).average().orElse(0);
    return MoreSteps.of(mean, errors, coarser, changes);
  }

  private static double[] times(double factor, double... values) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  /**
   * Where a gradient changes at a kink anywhere in a step of width 1, the step counts it wholly or
   * not at all: the error is the kink's distance from the nearer end.
   */
  private static double[] kinks(int examples, double width, SplittableRandom random) {
    double[] errors = new double[examples];
    for (int i = 0; i < examples; i++) {
      double place = random.nextDouble();
      errors[i] = width * Math.min(place, 1 - place);
    }
    return errors;
  }

  @ParameterizedTest
  @CsvSource({"2, HELP", "3, HELP", "9, HELP", "1.6, HELP", "1.4, DO_NOT_HELP", "1, DO_NOT_HELP"})
  void anErrorOfStepsIsAtLeastHalfAsLargeAgainInCoarserSteps(double factor, MoreSteps verdict) {
    double[] errors = {0.02, 0.03, 0.025, 0.022, 0.03, 0.021};
    assertThat(of(errors, times(factor, errors))).isEqualTo(verdict);
  }

  @Test
  void kinksOfManyExamplesAreErrorsOfSteps() {
    SplittableRandom random = new SplittableRandom(1);
    double[] fine = kinks(200, 0.1, random);
    assertThat(of(fine, kinks(200, 0.3, random))).isEqualTo(MoreSteps.HELP);
  }

  /** With one kink each the errors of two examples are large or small by chance. */
  @Test
  void kinksOfTwoExamplesAreSeldomMistakenForAnErrorThatStays() {
    SplittableRandom random = new SplittableRandom(2);
    int mistaken = 0;
    int tries = 2000;
    for (int i = 0; i < tries; i++) {
      double[] fine = kinks(2, 0.1, random);
      mistaken += of(fine, kinks(2, 0.3, random)) == MoreSteps.DO_NOT_HELP ? 1 : 0;
    }
    assertThat(mistaken).isLessThan(tries / 20);
  }

  @Test
  void oneExampleIsNoGroundForAClaim() {
    assertThat(of(new double[] {0.3}, 0.9)).isEqualTo(MoreSteps.ONE_EXAMPLE);
    assertThat(of(new double[] {0.3}, 0.3)).isEqualTo(MoreSteps.ONE_EXAMPLE);
    assertThat(of(new double[] {0.3}, Double.NaN)).isEqualTo(MoreSteps.ONE_EXAMPLE);
    assertThat(of(new double[] {0.001}, 0.9)).isEqualTo(MoreSteps.NOT_NEEDED);
  }

  @Test
  void withoutACoarserSumThereIsNoClaim() {
    double[] errors = {0.3, 0.2, 0.3};
    assertThat(of(errors, times(Double.NaN, errors))).isEqualTo(MoreSteps.TOO_FEW_STEPS);
  }

  /** One example of ten is off; the mean is above the limit by less than two standard errors. */
  @Test
  void anErrorOfFewExamplesIsNotCertain() {
    double[] errors = new double[10];
    errors[3] = 0.2;
    assertThat(of(errors, times(3, errors))).isEqualTo(MoreSteps.UNDECIDED);
  }

  @Test
  void aShrinkageOfFewExamplesIsNotCertain() {
    double[] errors = {0.03, 0.03, 0.03, 0.03};
    assertThat(of(errors, 0.01, 0.2, 0.01, 0.02)).isEqualTo(MoreSteps.UNDECIDED);
  }

  @Test
  void flagsAreForClaimsAlone() {
    assertThat(MoreSteps.HELP.flags()).containsExactly(Flag.INCOMPLETE);
    assertThat(MoreSteps.DO_NOT_HELP.flags()).containsExactly(Flag.NOT_CONVERGING);
    assertThat(MoreSteps.values())
        .filteredOn(verdict -> verdict.flags().isEmpty())
        .extracting(MoreSteps::label)
        .containsExactly("not_needed", "one_example", "too_few_steps", "undecided");
  }
}
