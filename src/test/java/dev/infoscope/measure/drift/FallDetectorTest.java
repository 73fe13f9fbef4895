// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FallDetectorTest {
  private static final int EPOCHS = 60;

  private final FallDetector detector = new FallDetector(0.2);

  /** Epochs at which a fall is noticed. */
  private List<Integer> alarms(IntToDoubleFunction course) {
    List<Integer> alarms = new ArrayList<>();
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      if (detector.falls(epoch, course.applyAsDouble(epoch))) {
        alarms.add(epoch);
      }
    }
    return alarms;
  }

  @Test
  void whatRisesOrStaysGivesNoAlarm() {
    assertThat(alarms(epoch -> 3 * (1 - Math.exp(-epoch / 5.0)))).isEmpty();
    assertThat(alarms(epoch -> 3)).isEmpty();
  }

  @Test
  void aStepDownIsNoticedAtOnceAndOnce() {
    assertThat(alarms(epoch -> epoch < 20 ? 3 : 1.5)).containsExactly(20);
    assertThat(detector.beginning()).isEqualTo(20);
  }

  @Test
  void aSlowFallIsDatedToItsBeginning() {
    assertThat(alarms(epoch -> epoch < 20 ? 3 : Math.max(2, 3 - 0.1 * (epoch - 19))))
        .containsExactly(26); // 0.6 bits and the tolerance of 0.006 per look: the seventh step
    assertThat(detector.beginning()).isEqualTo(20);
  }

  @Test
  void aFallSlowerThanTheToleranceIsNone() {
    assertThat(alarms(epoch -> 3 - 0.005 * epoch)).isEmpty();
  }

  @Test
  void aFallThatGoesOnForAsMuchAgainIsNoticedAgain() {
    assertThat(alarms(epoch -> epoch < 20 ? 3 : epoch < 40 ? 2 : 1)).containsExactly(20, 40);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 1000})
  void theUnitDoesNotMatter(double scale) {
    assertThat(alarms(epoch -> scale * (epoch < 20 ? 3 : 1.5))).containsExactly(20);
  }

  @Test
  void nothingAtAllIsNoFall() {
    assertThat(alarms(epoch -> 0)).isEmpty();
  }
}
