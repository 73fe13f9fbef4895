// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoarserStepsTest {
  private static int[] ends(CoarserSteps steps) {
    return IntStream.rangeClosed(0, steps.steps()).filter(steps::endsAt).toArray();
  }

  private static int[] middles(CoarserSteps steps) {
    return IntStream.range(0, steps.steps()).filter(steps::turnsIn).toArray();
  }

  @Test
  void threeStepsHaveTheMiddleOfTheSecond() {
    CoarserSteps steps = new CoarserSteps(6, 3, 0);
    assertThat(ends(steps)).containsExactly(0, 3, 6);
    assertThat(middles(steps)).containsExactly(1, 4);
  }

  @Test
  void stepsThatAreLeftStayAsTheyAre() {
    CoarserSteps steps = new CoarserSteps(8, 3, 0);
    assertThat(ends(steps)).containsExactly(0, 3, 6, 7, 8);
    assertThat(middles(steps)).containsExactly(1, 4, 6, 7);
    assertThat(ends(new CoarserSteps(5, 2, 0))).containsExactly(0, 2, 4, 5);
  }

  @Test
  void aPathThatLeavesItsEndsOutBeginsLaterWhenCoarser() {
    assertThat(ends(new CoarserSteps(5, 2, 1))).containsExactly(1, 3, 5);
    assertThat(ends(new CoarserSteps(4, 2, 1))).containsExactly(1, 3, 4);
    assertThat(new CoarserSteps(2, 2, 1).exist()).isFalse();
    assertThat(new CoarserSteps(3, 2, 1).exist()).isTrue();
  }

  @Test
  void fewerStepsThanOneTakesHaveNone() {
    assertThat(new CoarserSteps(2, 3, 0).exist()).isFalse();
    assertThat(new CoarserSteps(3, 3, 0).exist()).isTrue();
    assertThat(new CoarserSteps(1, 2, 0).exist()).isFalse();
  }
}
