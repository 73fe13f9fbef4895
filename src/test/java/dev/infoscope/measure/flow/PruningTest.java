// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PruningTest {
  @Test
  void theAreaIsThatOfTrapezia() {
    assertThat(new PruningCurve(new double[] {1, 1, 1}).area()).isEqualTo(1);
    assertThat(new PruningCurve(new double[] {1, 0.5, 0}).area()).isEqualTo(0.5);
    assertThat(new PruningCurve(new double[] {1, 0, 0, 0}).area())
        .isCloseTo(1 / 6.0, within(1e-12));
    assertThatIllegalArgumentException().isThrownBy(() -> new PruningCurve(new double[1]));
  }

  @Test
  void theLeastGoesFirstAndTheLowerIndexOfEqualOnes() {
    double[] flow = {0.3, 0.1, 0.3, 0};
    double[] magnitude = {1, 2, 3, 4};
    assertThat(PruningOrder.FLOW.of(flow, magnitude, 1)).containsExactly(3, 1, 0, 2);
    assertThat(PruningOrder.MAGNITUDE.of(flow, magnitude, 1)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void theRandomOrderIsAPermutationThatTheSeedDecides() {
    int[] order = PruningOrder.RANDOM.of(new double[50], new double[50], 4);
    assertThat(order).isEqualTo(PruningOrder.RANDOM.of(new double[50], new double[50], 4));
    assertThat(order).isNotEqualTo(PruningOrder.RANDOM.of(new double[50], new double[50], 5));
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < 50; i++) {
      assertThat(sorted[i]).isEqualTo(i);
    }
  }
}
