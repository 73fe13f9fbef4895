// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schedule in words. */
class ScheduleTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, after every epoch",
    "1, 0, 8, after every epoch of 8 planned",
    "5, 0, 300, after the first and every 5. epoch of 300 planned",
    "0, 20, 0, every 20 iterations",
    "2, 20, 9, after the first and every 2. epoch of 9 planned and every 20 iterations",
    "0, 0, 0, when sample(...) is called",
  })
  void aScheduleSaysWhenTheNetworkIsExamined(
      int epochs, int iterations, int planned, String words) {
    assertThat(new Schedule(epochs, iterations, planned).inWords()).isEqualTo(words);
  }

  @Test
  void logarithmicSpacingTakesAsManyForEachDoubling() {
    assertThat(due(Spacing.logarithmic(1), 100)).containsExactly(1, 2, 4, 8, 16, 32, 64);
    assertThat(due(Spacing.logarithmic(2), 24)).containsExactly(1, 2, 3, 4, 6, 8, 11, 16, 23);
    assertThat(due(Spacing.logarithmic(1), 1 << 20)).hasSize(21);
    assertThat(Spacing.logarithmic(3).isDue(Integer.MAX_VALUE)).isFalse();
  }

  private static int[] due(Spacing spacing, int most) {
    return IntStream.rangeClosed(1, most).filter(spacing::isDue).toArray();
  }

  @Test
  void aLogarithmicScheduleNamesTheFirstAndMeetsTheLastPlannedEpoch() {
    Schedule schedule = new Schedule(Spacing.logarithmic(1), Spacing.logarithmic(2), 10);
    assertThat(IntStream.rangeClosed(1, 12).filter(schedule::isEpochDue))
        .containsExactly(1, 2, 4, 8, 10);
    assertThat(schedule.isIterationDue(6)).isTrue();
    assertThat(schedule.isIterationDue(7)).isFalse();
    assertThat(schedule.inWords())
        .isEqualTo(
            "after epochs 1, 2, 4, 8, 16, 32, ... of 10 planned"
                + " and after iterations 1, 2, 3, 4, 6, 8, ...");
  }

  @Test
  void twoSpacingsAtOnceAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Spacing(2, 1))
        .withMessage("every (2) and perDoubling (1) must not both be given");
  }
}
