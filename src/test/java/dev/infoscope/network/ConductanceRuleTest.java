// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConductanceRuleTest {
  /** First nodes of captum's default, read off its source's rule by running it. */
  @ParameterizedTest
  @CsvSource({"10, 0.010886", "20, 0.003124", "50, 0.000545", "100, 0.000140", "500, 0.0000057"})
  void gaussLegendreNodesLeaveBothEndsOut(int steps, double first) {
    double[] nodes = ConductanceRule.GAUSS_LEGENDRE.nodes(steps);
    assertThat(nodes).hasSize(steps + 1).isSorted();
    assertThat(nodes[0]).isCloseTo(first, within(6e-7));
    assertThat(nodes[0] + nodes[steps]).isCloseTo(1, within(1e-15));
  }

  /** The rule of n points is right for polynomials up to degree 2n - 1: so are its nodes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8})
  void nodesAreRootsOfLegendrePolynomials(int degree) {
    for (double x : LegendreNodes.of(degree)) {
      double before = 1;
      double value = x;
      for (int k = 2; k <= degree; k++) {
        double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
        before = value;
        value = next;
      }
      assertThat(value).isCloseTo(0, within(1e-14));
    }
  }

  @Test
  void uniformNodesHaveBothEnds() {
    assertThat(ConductanceRule.AVERAGED.nodes(4)).containsExactly(0, .25, .5, .75, 1);
    assertThat(ConductanceRule.CAPTUM_LEFT.nodes(1)).containsExactly(0, 1);
    assertThat(ConductanceRule.MIDPOINT.nodes(2)).containsExactly(0, .5, 1);
  }

  @Test
  void aStepCostsAPassMoreWhereValuesAndGradientsAreTakenApart() {
    assertThat(ConductanceRule.AVERAGED.passes(100)).isEqualTo(3);
    assertThat(ConductanceRule.MIDPOINT.passes(100)).isEqualTo(4);
    assertThat(ConductanceRule.JACOBIAN_INPUT.passes(100)).isEqualTo(300);
  }

  @Test
  void badStepsAreRefusedAndTheJacobianHasNoPath() {
    assertThatThrownBy(() -> ConductanceRule.AVERAGED.nodes(0))
        .hasMessage("steps (0) must be >= 1");
    assertThatThrownBy(() -> ConductanceRule.JACOBIAN_INPUT.nodes(5))
        .hasMessage("rule (jacobian-input) has no path");
  }
}
