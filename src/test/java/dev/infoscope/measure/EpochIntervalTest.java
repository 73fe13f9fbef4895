// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochIntervalTest {
  private static List<Boolean> due(int every, int... epochs) {
    EpochInterval interval = new EpochInterval(every);
    return IntStream.of(epochs).mapToObj(interval::isDue).toList();
  }

  @Test
  void theFirstIsDueAndThenTheFirstOfEachSpan() {
    assertThat(due(5, 1, 2, 4, 5, 6, 9, 12))
        .containsExactly(true, false, false, true, false, false, true);
  }

  @Test
  void whereEpochsStandStillEveryNthIsDue() {
    assertThat(due(3, 0, 0, 0, 0, 0, 0, 0))
        .containsExactly(true, false, false, true, false, false, true);
  }

  @Test
  void whereEpochsBeginAgainItIsDueAtOnce() {
    assertThat(due(5, 7, 8, 1, 2)).containsExactly(true, false, true, false);
  }

  @Test
  void refusesAnIntervalOfNoEpochs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EpochInterval(0))
        .withMessage("everyEpochs (0) must be >= 1");
  }
}
