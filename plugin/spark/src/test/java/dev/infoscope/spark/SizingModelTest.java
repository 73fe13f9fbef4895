// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SizingModelTest {
  private static final SizingDesign DESIGN = SizingDesign.parse("64-32:10:30");

  @Test
  void coefficientsAreFoundAgainAndNoneIsNegative() {
    double[][] x = {{1, 1, 3}, {1, 2, 1}, {1, 4, 7}, {1, 8, 2}, {1, 16, 5}};
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = 3 + 2 * x[i][1];
    }
    assertThat(LeastSquares.fit(x, y)).containsExactly(new double[] {3, 2, 0}, within(1e-9));
    for (int i = 0; i < x.length; i++) {
      y[i] = 20 - x[i][1];
    }
    assertThat(LeastSquares.fit(x, y)[1]).isZero();
    double[][] same = {{1, 2, 0}, {2, 4, 0}, {3, 6, 0}};
    double[] found = LeastSquares.fit(same, new double[] {5, 10, 15});
    assertThat(found[0] + 2 * found[1]).isEqualTo(5, within(1e-9));
  }

  @Test
  void linksAndUnitsAreThoseOfTheNetwork() {
    assertThat(DESIGN.units()).isEqualTo(106);
    assertThat(DESIGN.links()).isEqualTo(784 * 64 + 64 * 32 + 32 * 10);
    assertThat(DESIGN).hasToString("64-32:10:30");
  }

  @Test
  void theTreeIsThatOfSpark() {
    assertThat(SizingCase.of(100_000, 2, DESIGN).partitions()).isEqualTo(4);
    assertThat(SizingCase.of(100_000, 2, DESIGN).isTree()).isFalse();
    SizingCase six = SizingCase.of(6_000_000, 2, DESIGN);
    assertThat(six.partitions()).isEqualTo(60);
    assertThat(six.lastMerged()).isEqualTo(7);
  }

  @Test
  void aRunIsReadAsItWasWritten() {
    SizingCase what = SizingCase.of(100_000, 2, DESIGN);
    SizingRun run =
        new SizingRun(what, "all-relay", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
    assertThat(SizingRun.parse(run.line())).isEqualTo(run);
    assertThat(SizingRun.head().split(",")).hasSameSizeAs(run.line().split(","));
  }
}
