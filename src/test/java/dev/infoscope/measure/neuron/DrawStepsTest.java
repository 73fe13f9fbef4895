// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is looked up of a draw is what walking finds. */
class DrawStepsTest {
  private final Hypergeometric law = new Hypergeometric(400);

  private int looksUp(DrawSteps steps, int pool, int marked, int draws, double place) {
    int mode = Hypergeometric.mode(pool, marked, draws);
    int taken = steps.find(0, marked, place);
    return taken < 0
        ? walk(pool, marked, draws, place)
        : Hypergeometric.after(taken, mode, pool, marked, draws);
  }

  private int walk(int pool, int marked, int draws, double place) {
    int mode = Hypergeometric.mode(pool, marked, draws);
    double atMode = law.atMode(pool, marked, draws);
    return law.walk(place, mode, atMode, pool, marked, draws);
  }

  private DrawSteps steps(int pool, int marked, int draws) {
    DrawSteps steps = new DrawSteps(pool, draws, pool - draws);
    int mode = Hypergeometric.mode(pool, marked, draws);
    steps.add(law, 0, pool, marked, mode, law.atMode(pool, marked, draws));
    return steps;
  }

  @ParameterizedTest
  @CsvSource({
    "400, 200, 40",
    "400, 3, 40",
    "400, 398, 40",
    "400, 90, 390",
    "400, 200, 399",
    "7, 3, 2",
    "2, 1, 1"
  })
  void endsWhereTheWalkDoes(int pool, int marked, int draws) {
    DrawSteps steps = steps(pool, marked, draws);
    SplittableRandom random = new SplittableRandom(pool + marked);
    int undecided = 0;
    for (int i = 0; i < 20_000; i++) {
      double place = random.nextDouble();
      undecided += steps.find(0, marked, place) < 0 ? 1 : 0;
      assertThat(looksUp(steps, pool, marked, draws, place))
          .isEqualTo(walk(pool, marked, draws, place));
    }
    assertThat(undecided).isLessThan(1000);
  }

  /** Where the walk is about to take another step, parts of 65,536 cannot tell. */
  @Test
  void isNotDecidedAtAChanceItself() {
    DrawSteps steps = steps(400, 200, 40);
    double low = 0;
    double high = 0.9;
    int at = walk(400, 200, 40, low);
    while (Math.nextUp(low) < high) { // the last place before the first step
      double middle = (low + high) / 2;
      boolean same = walk(400, 200, 40, middle) == at;
      low = same ? middle : low;
      high = same ? high : middle;
    }
    assertThat(steps.find(0, 200, low)).isEqualTo(-1);
    assertThat(steps.find(0, 200, high)).isEqualTo(-1);
    assertThat(steps.find(0, 200, low - 2e-5)).isZero();
    assertThat(steps.find(0, 200, high + 2e-5)).isEqualTo(1);
    assertThat(steps.find(0, 200, 1 - 1e-9)).as("beyond the last step").isEqualTo(-1);
  }

  /** Memory is bounded, so that few steps are kept or none. */
  @Test
  void ofHugeClassesFewStepsAreKept() {
    Hypergeometric huge = new Hypergeometric(200_000);
    int mode = Hypergeometric.mode(200_000, 70_000, 100_000);
    DrawSteps steps = new DrawSteps(200_000, 100_000, 100_000);
    steps.add(huge, 0, 200_000, 70_000, mode, huge.atMode(200_000, 70_000, 100_000));
    int found = steps.find(0, 70_000, 0.3);
    assertThat(found).isEqualTo(-1);
    assertThat(new DrawSteps(0, 3, 4).find(0, 2, 0.5)).isEqualTo(-1);
  }
}
