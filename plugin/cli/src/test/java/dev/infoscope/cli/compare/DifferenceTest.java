// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One series of two sides. */
class DifferenceTest {
  private static final SeriesKey KEY =
      new SeriesKey("infoscope.redundancy.degree", "ratio", "hidden", 0, "");

  private static Difference of(double error, double one, double other) {
    return Difference.of(KEY, List.of(end(one, error)), List.of(end(other, error)));
  }

  private static SeriesEnd end(double value, double error) {
    return new SeriesEnd(value, error, value, 1);
  }

  @Test
  void whatOnlyRoundingMakesIsNoDifference() {
    Difference rounded =
        Difference.of(
            KEY,
            List.of(end(2, Double.NaN), end(2, Double.NaN)),
            List.of(end(2 - 2.97e-12, Double.NaN), end(2 - 2.97e-12, Double.NaN)));
    assertThat(rounded.exceeds()).isFalse();
    assertThat(rounded.change()).isZero();
    assertThat(rounded.size()).isZero();
    assertThat(rounded.verdict()).isEqualTo("within what seeds do");
    assertThat(of(0, 1e-20, 1e-20 * (1 + 1e-12)).exceeds()).isFalse();
  }

  @Test
  void whatIsMoreThanRoundingIsOneHoweverSmallTheValues() {
    assertThat(of(0, 2, 2.00000001).exceeds()).isTrue();
    assertThat(of(0, 1e-20, 1.00000001e-20).exceeds()).isTrue();
    assertThat(of(0, 0, 1e-20).change()).isEqualTo(1e-20);
  }
}
