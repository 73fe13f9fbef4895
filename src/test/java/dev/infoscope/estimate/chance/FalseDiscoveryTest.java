// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FalseDiscoveryTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void thoseAreNamedWhoseAdjustedValueIsAtMostTheRate(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] pValues = new double[random.nextInt(1, 400)];
    for (int i = 0; i < pValues.length; i++) {
      double p = random.nextDouble();
      boolean effect = random.nextInt(4) == 0;
      pValues[i] = random.nextInt(20) == 0 ? Double.NaN : effect ? Math.round(p * 50) / 5000.0 : p;
    }
    double rate = random.nextDouble(0.01, 0.3);
    double[] adjusted = FalseDiscovery.adjusted(pValues);
    boolean[] named = FalseDiscovery.named(rate, pValues);
    for (int i = 0; i < pValues.length; i++) {
      assertThat(named[i]).as("p %s", pValues[i]).isEqualTo(adjusted[i] <= rate);
    }
  }

  @Test
  void theLimitIsTheLargestNamedOfAllRows() {
    double[][] rows = {{0.04, 0.001}, {0.9, Double.NaN, 0.02}, {}};
    assertThat(FalseDiscovery.limit(0.05, rows)).isEqualTo(0.02);
    assertThat(FalseDiscovery.limit(0.1, rows)).isEqualTo(0.04);
    assertThat(FalseDiscovery.limit(0.003, rows)).isEqualTo(-1);
    assertThat(FalseDiscovery.limit(0.05)).isEqualTo(-1);
  }

  @Test
  void nothingIsNamedAmongNothing() {
    assertThat(FalseDiscovery.named(0.05)).isEmpty();
    assertThat(FalseDiscovery.named(0.05, Double.NaN, 0.9)).containsExactly(false, false);
  }

  @Test
  void aRateThatIsNoShareIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FalseDiscovery.named(1, 0.5))
        .withMessage("rate (1.0) must be above 0 and below 1");
  }
}
