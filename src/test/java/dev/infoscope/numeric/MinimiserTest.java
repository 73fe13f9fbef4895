// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MinimiserTest {
  private static final int VARIABLES = 30;

  /** {@code 1/2 sum_i c_i (x_i - i)^2}, curvatures from 1 to 1000. */
  private static double bowl(double[] at, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      double curvature = Math.pow(1000, (double) i / (at.length - 1));
      gradient[i] = curvature * (at[i] - i);
      sum += curvature / 2 * (at[i] - i) * (at[i] - i);
    }
    return sum;
  }

  private static double[] start(long seed) {
    return new SplittableRandom(seed).doubles(VARIABLES, -50, 50).toArray();
  }

  @Test
  void endsWithinTheToleranceOfTheMinimum() {
    for (double tolerance : new double[] {1, 1e-3, 1e-9}) {
      double[] at = start(1);
      new Minimiser(VARIABLES).minimise(MinimiserTest::bowl, at, 1, tolerance, 1000);
      assertThat(bowl(at, new double[VARIABLES])).isBetween(0.0, tolerance);
    }
  }

  @Test
  void findsTheMinimumOfWhatIsNoBowl() {
    Minimiser.Function exponential =
        (at, gradient) -> {
          gradient[0] = Math.exp(at[0]) - 2 + at[0];
          return Math.exp(at[0]) - 2 * at[0] + at[0] * at[0] / 2;
        };
    double[] at = {20};
    new Minimiser(1).minimise(exponential, at, 1, 1e-16, 200);
    assertThat(Math.exp(at[0]) + at[0]).isCloseTo(2, within(1e-7));
  }

  @Test
  void atTheMinimumTakesNoStep() {
    double[] at = new double[VARIABLES];
    for (int i = 0; i < VARIABLES; i++) {
      at[i] = i;
    }
    assertThat(new Minimiser(VARIABLES).minimise(MinimiserTest::bowl, at, 1, 1e-9, 10)).isZero();
  }

  @Test
  void takesNoMoreStepsThanAllowed() {
    double[] at = start(2);
    assertThat(new Minimiser(VARIABLES).minimise(MinimiserTest::bowl, at, 1, 1e-9, 3)).isEqualTo(3);
    assertThat(bowl(at, new double[VARIABLES]))
        .isBetween(1e-9, bowl(start(2), new double[VARIABLES]));
  }

  @Test
  void whatWasMinimisedBeforeChangesNothing() {
    Minimiser used = new Minimiser(VARIABLES);
    used.minimise(MinimiserTest::bowl, start(3), 1, 1e-6, 100);
    double[] again = start(4);
    double[] fresh = start(4);
    used.minimise(MinimiserTest::bowl, again, 1, 1e-6, 100);
    new Minimiser(VARIABLES).minimise(MinimiserTest::bowl, fresh, 1, 1e-6, 100);
    assertThat(again).isEqualTo(fresh);
  }

  @Test
  void refusesWhatMakesNoSense() {
    Minimiser one = new Minimiser(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.minimise(MinimiserTest::bowl, new double[3], 1, 1, 1))
        .withMessage("start (3) must be 2 long");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.minimise(MinimiserTest::bowl, new double[2], 0, 1, 1))
        .withMessage("convexity (0.0) must be finite and > 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Minimiser(0))
        .withMessage("variables (0) must be >= 1");
  }
}
