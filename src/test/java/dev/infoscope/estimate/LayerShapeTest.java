// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerShapeTest {
  private static double[] normal(int values, DoubleUnaryOperator function) {
    SplittableRandom random = new SplittableRandom(5);
    return random.doubles(values).map(u -> function.applyAsDouble(random.nextGaussian())).toArray();
  }

  private static double apply(String kind, double t) {
    return switch (kind) {
      case "gaussian" -> t;
      case "relu" -> Math.max(0, t);
      case "quantised" -> Math.rint(4 * t) / 4;
      case "tanh" -> Math.tanh(3 * t);
      case "sigmoid" -> 1 / (1 + Math.exp(-8 * t));
      default -> Math.tanh(3 * t + 9); // at the upper end alone
    };
  }

  @ParameterizedTest
  @CsvSource({
    "gaussian, false",
    "relu, false",
    "quantised, false",
    "tanh, true",
    "sigmoid, true",
    "one end, true"
  })
  void valuesThatCrowdAtAnEndAreSaturated(String kind, boolean saturated) {
    double[] values = normal(1500 * 7, t -> apply(kind, t));
    assertThat(LayerShape.of(Activations.of(values, 7)).isSaturated()).isEqualTo(saturated);
  }

  /** Units are 1, 2, 3, 4 and 100 wide; two more are constant, one of them far away. */
  private static Activations unlike() {
    double[] widths = {1, 2, 3, 4, 100, 0, 0};
    double[] values = new double[50 * 7];
    for (int i = 0; i < values.length; i++) {
      double rest = i % 7 == 6 ? 5_000 : 0;
      values[i] = i < 7 ? rest : rest + (i / 7 == 1 ? 1 : 0.5) * widths[i % 7];
    }
    return Activations.of(values, 7);
  }

  @Test
  void theUnitInTheMiddleIsAmongThoseThatVary() {
    LayerShape shape = LayerShape.of(unlike());
    assertThat(shape.unlikeness()).isCloseTo(100 / 3.0, within(1e-12));
    assertThat(shape.middleSpan(Bins.equalWidth(0, 6, 6))).isEqualTo(4);
    assertThat(shape.middleSpan(Bins.equalWidth(-1000, 1000, 30))).isEqualTo(1);
  }

  @Test
  void whereNoUnitVariesAllBinsCountAndUnitsAreAlike() {
    LayerShape shape = LayerShape.of(Activations.of(new double[] {3, 4, 3, 4}, 2));
    assertThat(shape.unlikeness()).isEqualTo(1);
    assertThat(shape.middleSpan(Bins.equalWidth(0, 6, 6))).isEqualTo(6);
    assertThat(shape.isSaturated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 999, 1000, 1001, 100_000})
  void atMostAThousandRowsAreLookedAtAndFewerOfWideLayers(int examples) {
    assertThat(LayerShape.rows(examples, 10)).hasSize(Math.min(examples, 1000)).isSorted();
    assertThat(LayerShape.rows(examples, 1 << 20)).hasSize(Math.min(examples, 16));
  }
}
