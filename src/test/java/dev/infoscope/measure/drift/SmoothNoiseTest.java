// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmoothNoiseTest {
  @ParameterizedTest
  @CsvSource({"0, 0.1", "0.3, 0.15", "0.5, 0.2", "0.8, 0.35"})
  void theDeviationIsThatOfTheNoiseOnAnySlope(double rho, double error) {
    for (double slope : new double[] {0, 10}) {
      SmoothNoise noise = new SmoothNoise(2000);
      Correlated values = new Correlated(11, rho);
      for (int t = 0; t < 2000; t++) {
        noise.add(slope * t + values.next());
      }
      assertThat(noise.deviation()).isCloseTo(1, within(error));
    }
  }

  @Test
  void aCurveHasNoNoiseAndTooFewValuesHaveNone() {
    SmoothNoise noise = new SmoothNoise(60);
    noise.add(1);
    noise.add(2);
    assertThat(noise.deviation()).isNaN();
    for (int t = 0; t < 100; t++) {
      noise.add(3 * t);
    }
    assertThat(noise.deviation()).isCloseTo(0, within(1e-9));
  }
}
