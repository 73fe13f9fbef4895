// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ArgmaxTest {
  private static final double NAN = Double.NaN;

  @Test
  void theFirstOfTheLargestIsTaken() {
    assertThat(Argmax.of(1, 3, 2, 3)).isEqualTo(1);
    assertThat(Argmax.of(-0.0, 0.0)).isZero();
    assertThat(Argmax.of(0, Double.POSITIVE_INFINITY, 5)).isEqualTo(1);
    assertThat(Argmax.of(Double.NEGATIVE_INFINITY)).isZero();
  }

  @Test
  void nanIsSmallerThanEveryNumber() {
    assertThat(Argmax.of(NAN, -1, 2)).isEqualTo(2);
    assertThat(Argmax.of(NAN, Double.NEGATIVE_INFINITY, NAN)).isEqualTo(1);
    assertThat(Argmax.of(3, NAN, 4)).isEqualTo(2);
    assertThat(Argmax.of(NAN, NAN)).isZero();
  }

  @Test
  void ofNothingThereIsNone() {
    assertThatIllegalArgumentException().isThrownBy(Argmax::of);
  }
}
