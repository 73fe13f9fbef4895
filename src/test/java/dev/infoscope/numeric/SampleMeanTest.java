// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleMeanTest {
  @Test
  void theErrorOfAMeanIsTheDeviationOverTheRootOfTheNumber() {
    SampleMean mean = SampleMean.of(1, 2, 3, 6);
    assertThat(mean.mean()).isEqualTo(3);
    assertThat(mean.standardError()).isCloseTo(Math.sqrt(14.0 / 3 / 4), within(1e-15));
    assertThat(SampleMean.of(3, 14, 4)).isEqualTo(mean);
  }

  @Test
  void oneValueHasNoErrorAndNoneNoMean() {
    assertThat(SampleMean.of(5)).isEqualTo(new SampleMean(5, Double.NaN));
    assertThat(SampleMean.of()).isEqualTo(new SampleMean(Double.NaN, Double.NaN));
    assertThat(SampleMean.of(1, Double.NaN).mean()).isNaN();
  }

  @Test
  void whatRoundingLeavesBelowZeroCountsAsNothing() {
    assertThat(SampleMean.of(1, -1e-17, 10).standardError()).isZero();
  }
}
