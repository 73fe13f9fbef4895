// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTest {
  private static final String ALL =
      "sigmoid tanh relu leakyrelu elu softplus hardsigmoid hardtanh gelu swish identity";

  @Test
  void risingUndoesTheFunctionAboveTheTurn() {
    for (String name : ALL.split(" ")) {
      Activation function = Activation.named(name);
      for (double z = -2.3; z < 2.4; z += 0.1) {
        double y = function.value(z);
        double back = function.rises(y);
        boolean climbs = function.value(z + 1e-6) > y && function.value(z - 1e-6) < y;
        if (z > function.turn() && climbs) {
          assertThat(back).as("%s at %s", name, z).isCloseTo(z, within(1e-9));
          assertThat(function.value(back)).isCloseTo(y, within(1e-14));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gelu", "swish"})
  void gatedFunctionsFallBeforeTheyRise(String name) {
    Activation function = Activation.named(name);
    double turn = function.turn();
    assertThat(turn).isFinite();
    double deepest = function.value(turn);
    assertThat(function.value(turn - 1e-4)).isGreaterThan(deepest);
    assertThat(function.value(turn + 1e-4)).isGreaterThan(deepest);
    double edge = deepest / 2;
    assertThat(function.falls(edge)).isLessThan(turn);
    assertThat(function.value(function.falls(edge))).isCloseTo(edge, within(1e-14));
    assertThat(function.rises(edge)).isGreaterThan(turn);
    assertThat(function.falls(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(function.image(new Range(-3, 1))).isEqualTo(new Range(deepest, function.value(1)));
  }

  @Test
  void valuesOutsideTheImageArePassedAlwaysOrNever() {
    assertThat(Activation.sigmoid().rises(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Activation.sigmoid().rises(1.5)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Activation.relu().rises(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Activation.elu(2).rises(-2)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Activation.leakyRelu(0).rises(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Activation.swish(1).rises(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void unknownNamesAndBadParametersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activation.named("softmax"))
        .withMessageContaining("activation (softmax) must be one of sigmoid, tanh");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activation.leakyRelu(2))
        .withMessage("slope (2.0) must be from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activation.elu(Double.NaN))
        .withMessageContaining("alpha (NaN)");
    assertThat(Activation.named("Hard-Sigmoid")).isEqualTo(Activation.named("HARDSIGMOID"));
  }
}
