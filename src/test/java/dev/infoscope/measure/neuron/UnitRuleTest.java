// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnitRuleTest {
  private static final Activations NONE = Activations.of(new double[2], 2);

  private static int[] codes(UnitRule rule, double... values) {
    UnitEdges edges = rule.edges(null, Activations.of(values, 1));
    return Arrays.stream(values).mapToInt(value -> edges.code(0, value)).toArray();
  }

  @Test
  void oneBitGoesByTheActivationFunction() {
    UnitRule rule = UnitRule.oneBit();
    assertThat(rule.edges(new Range(0, 1), NONE)).isEqualTo(UnitEdges.threshold(0.5, 2));
    assertThat(rule.edges(new Range(-1, 1), NONE)).isEqualTo(UnitEdges.threshold(0, 2));
    assertThat(rule.edges(null, NONE)).isEqualTo(UnitEdges.threshold(0, 2));
    assertThat(UnitRule.threshold(0.7).edges(new Range(0, 1), NONE))
        .isEqualTo(UnitEdges.threshold(0.7, 2));
  }

  @Test
  void quantilesSplitIntoEqualParts() {
    assertThat(codes(UnitRule.quantile(2), 4, 1, 3, 2)).containsExactly(1, 0, 1, 0);
    assertThat(codes(UnitRule.quantile(3), 6, 5, 4, 3, 2, 1)).containsExactly(2, 2, 1, 1, 0, 0);
  }

  @Test
  void equalValuesShareABinAndNoBinIsEmptyAtTheTop() {
    assertThat(codes(UnitRule.quantile(2), 0, 0, 0, 5)).containsExactly(0, 0, 0, 1);
    assertThat(codes(UnitRule.quantile(4), 1, 5, 5, 5)).containsExactly(0, 1, 1, 1);
  }

  @Test
  void levelsAreEquallyWideOverTheRangeOrTheData() {
    assertThat(codes(UnitRule.levels(4), 0, 1, 1.1, 2.1, 3.1, 4)).containsExactly(0, 0, 1, 2, 3, 3);
    UnitEdges edges = UnitRule.levels(2).edges(new Range(0, 6), NONE);
    assertThat(edges).isEqualTo(UnitEdges.threshold(3, 2));
  }

  @Test
  void aConstantUnitHasOneCodeUnderEveryRule() {
    for (UnitRule rule :
        new UnitRule[] {UnitRule.quantile(5), UnitRule.twoMeans(), UnitRule.levels(3)}) {
      assertThat(codes(rule, 0.3, 0.3, 0.3)).as("%s", rule).containsOnly(0);
    }
  }

  @Test
  void everyUnitHasEdgesOfItsOwn() {
    Activations rows = Activations.of(new double[] {0, 10, 1, 11, 8, 18, 9, 20}, 2);
    UnitEdges edges = UnitRule.twoMeans().edges(null, rows);
    assertThat(edges).isEqualTo(UnitEdges.of(new double[][] {{4.5}, {14.75}}));
    assertThat(edges)
        .isNotEqualTo(UnitEdges.threshold(4.5, 2))
        .hasToString("2 units with 2 bins, the first edge at 4.5");
  }

  @Test
  void rulesAreNamedAsOnTheCommandLine() {
    assertThat(UnitRule.oneBit()).hasToString("1bit");
    assertThat(UnitRule.twoMeans()).hasToString("2means");
    assertThat(UnitRule.quantile(4)).hasToString("quantile:4");
  }

  @Test
  void edgesMustAscendAndRulesNeedTwoBins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UnitEdges.of(new double[][] {{0}, {1, 1}}))
        .withMessage("edge 1 (1.0) of unit 1 must be finite and above the one before");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UnitRule.quantile(1))
        .withMessage("bins (1) must be >= 2");
  }
}
