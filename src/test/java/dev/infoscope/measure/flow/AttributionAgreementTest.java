// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionAgreementTest {
  /** The p-values behind table 1 of the paper, which truncates them. */
  @ParameterizedTest
  @CsvSource({"1, 0.011066", "0.75, 0.107490", "0.25, 0.996876"})
  void theTailIsTheOneOfTheTable(double d, double expected) {
    assertThat(AttributionAgreement.kolmogorovSmirnovTail(d, 4, 4))
        .isCloseTo(expected, within(1e-4));
  }

  @Test
  void theDistanceIsThatOfTheSteps() {
    double[] low = {1, 2, 3, 4};
    assertThat(AttributionAgreement.kolmogorovSmirnov(low, new double[] {5, 6, 7, 8})).isEqualTo(1);
    assertThat(AttributionAgreement.kolmogorovSmirnov(low, low)).isZero();
    assertThat(AttributionAgreement.kolmogorovSmirnov(low, new double[] {1.5, 2.5, 3.5, 9}))
        .isEqualTo(0.25);
    assertThat(AttributionAgreement.kolmogorovSmirnovTail(0, 4, 4)).isEqualTo(1);
  }

  @Test
  void ranksSeeOrderAlone() {
    double[] a = {1, 2, 30, 4};
    assertThat(AttributionAgreement.spearman(a, new double[] {10, 11, 13, 12}))
        .isCloseTo(1, within(1e-12));
    assertThat(AttributionAgreement.spearman(a, new double[] {4, 3, 1, 2}))
        .isCloseTo(-1, within(1e-12));
    // ranks 1, 2, 4, 3 against 1.5, 1.5, 3.5, 3.5
    assertThat(AttributionAgreement.spearman(a, new double[] {1, 1, 2, 2}))
        .isCloseTo(4 / Math.sqrt(20), within(1e-12));
    assertThat(AttributionAgreement.spearman(a, new double[4])).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttributionAgreement.spearman(a, new double[3]));
  }

  @Test
  void sharesForgetTheScale() {
    assertThat(AttributionAgreement.shareDifference(new double[] {1, 3}, new double[] {10, 30}))
        .isZero();
    assertThat(AttributionAgreement.shareDifference(new double[] {1, 0}, new double[] {0, 5}))
        .isEqualTo(1);
  }
}
