// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailingWindowTest {
  private static TrailingWindow of(int capacity, double... values) {
    TrailingWindow window = new TrailingWindow(capacity);
    for (double value : values) {
      window.add(value);
    }
    return window;
  }

  @Test
  void anEmptyWindowHasNoMiddle() {
    assertThat(of(3).median()).isNaN();
    assertThat(of(3).highest()).isNaN();
  }

  @Test
  void medianOfAKnownSample() {
    TrailingWindow window = of(9, 1, 1, 2, 2, 4, 6, 9);
    assertThat(window.median()).isEqualTo(2);
    assertThat(of(4, 4, 1, 3, 2).median()).isEqualTo(2.5);
  }

  @Test
  void theOldestValueLeavesAFullWindow() {
    TrailingWindow window = of(3, 100, 1, 2, 3);
    assertThat(window.size()).isEqualTo(3);
    assertThat(window.highest()).isEqualTo(3);
    assertThat(window.median()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 9})
  void lessThanHalfOfStrangeValuesMoveItLittle(int strange) {
    double[] values = new double[20];
    Arrays.setAll(values, i -> i < strange ? 1e6 : i);
    TrailingWindow window = of(20, values);
    assertThat(window.median()).isBetween(5.0, 20.0);
  }
}
