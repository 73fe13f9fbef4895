// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import static org.assertj.core.api.Assertions.assertThat;

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
}
