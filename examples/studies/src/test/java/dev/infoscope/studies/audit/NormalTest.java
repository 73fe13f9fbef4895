// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
  /** Values of any table; the far ones from Abramowitz and Stegun, table 26.2. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1.959963984540054, 0.975",
    "-1, 0.15865525393145707",
    "-3, 1.3498980316300945e-3",
    "-5, 2.8665157187919391e-7",
    "-10, 7.6198530241605261e-24",
    "8, 1"
  })
  void theChanceToLieBelowIsThatOfTables(double x, double chance) {
    assertThat(Normal.below(x)).isCloseTo(chance, Percentage.withPercentage(1e-9));
  }

  @Test
  void theLogarithmIsKnownWhereTheChanceIsNot() {
    assertThat(Normal.logBelow(-2)).isCloseTo(Math.log(Normal.below(-2)), within(1e-12));
    assertThat(Normal.logBelow(-10)).isCloseTo(Math.log(7.6198530241605261e-24), within(1e-9));
    assertThat(Normal.logBelow(-100)).isCloseTo(-5005.524208619, within(1e-6));
  }

  @Test
  void intervalsInEitherTailAreTheSame() {
    assertThat(Normal.logBetween(6, 6.25)).isEqualTo(Normal.logBetween(-6.25, -6));
    assertThat(Math.exp(Normal.logBetween(-1, 1))).isCloseTo(0.6826894921370859, within(1e-12));
    assertThat(Normal.logBetween(60, 61)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
