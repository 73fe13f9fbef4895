// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecialFunctionsTest {
  private static final double EULER = 0.57721566490153286;

  /** Abramowitz and Stegun 1964, table 6.1, and closed forms. */
  @ParameterizedTest
  @CsvSource({
    "1, -0.57721566490153286",
    "2, 0.42278433509846714",
    "0.5, -1.96351002602142348",
    "0.25, -4.22745353337626540",
    "10, 2.25175258906672111",
    "100, 4.60016185273808741"
  })
  void digammaAgreesWithItsTable(double x, double expected) {
    assertThat(Digamma.of(x)).isCloseTo(expected, within(1e-14));
  }

  @Test
  void digammaOfWholeNumbersIsAHarmonicNumber() {
    double harmonic = 0;
    double[] table = Digamma.table(20_000);
    for (int n = 1; n < table.length; n++) {
      assertThat(table[n]).isCloseTo(harmonic - EULER, within(1e-12));
      harmonic += 1.0 / n;
    }
  }

  @Test
  void digammaIsNotANumberFromZeroDown() {
    assertThat(Digamma.of(0)).isNaN();
    assertThat(Digamma.of(-1.5)).isNaN();
    assertThat(Digamma.of(Double.NaN)).isNaN();
  }

  /** Closed forms: exp(-x/2) for two degrees of freedom, 1 - erf for one, a sum for four. */
  @ParameterizedTest
  @CsvSource({
    "0, 3, 1",
    "2, 2, 0.36787944117144233",
    "40, 2, 2.0611536224385579e-9",
    "1, 1, 0.31731050786291415",
    "3.841458820694124, 1, 0.05",
    "6, 4, 0.19914827347145578",
    "100, 100, 0.48119168452796",
    "1400, 2, 9.8596765437597708e-305"
  })
  void chiSquaredTailAgreesWithClosedForms(double x, double freedom, double expected) {
    assertThat(ChiSquared.upperTail(x, freedom)).isCloseTo(expected, within(1e-10 * expected));
  }

  @Test
  void logGammaIsTheLogarithmOfTheFactorial() {
    double factorial = 0;
    for (int n = 1; n < 200; n++) {
      assertThat(ChiSquared.logGamma(n)).isCloseTo(factorial, within(1e-12 * (1 + factorial)));
      factorial += Math.log(n);
    }
    assertThat(ChiSquared.logGamma(0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-14));
  }
}
