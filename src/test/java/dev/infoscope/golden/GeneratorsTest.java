// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No estimator is judged before these pass. */
class GeneratorsTest {
  private static final double ROUNDING = 1e-8;

  /** Single precision rounds one value in ten million the other way when tanh differs by an ulp. */
  private static final double FLOAT_ROUNDING = 1e-5;

  @Test
  void streamsHaveTheReferenceBits() {
    assertThat("0x" + Long.toHexString(Generators.u64(1, 0)))
        .isEqualTo(GoldenCases.checksum("u64(1,0)").asText());
    assertThat("0x" + Long.toHexString(Generators.u64(1, 1)))
        .isEqualTo(GoldenCases.checksum("u64(1,1)").asText());
    assertThat(Generators.uniform(1, 0)).isEqualTo(number("U(1,0)"));
    assertThat(Generators.below(1, 5, 10)).isEqualTo((int) number("below(1,5,10)"));
    assertThat(Generators.gauss(1, 0)).isCloseTo(number("gauss(1,0)"), within(1e-15));
  }

  @Test
  void b1aMatchesInEveryLayer() {
    List<double[]> layers = Generators.b1a().layers();
    for (int layer = 0; layer < layers.size(); layer++) {
      double expected = GoldenCases.checksum("b1a layers").get(layer).doubleValue();
      assertThat(sum(layers.get(layer))).isCloseTo(expected, within(ROUNDING));
    }
  }

  @Test
  void b1bMatchesInItsFirstThousandRows() {
    float[] values = Generators.b1b(1000, 128);
    assertThat(sum(values.length, i -> values[i]))
        .isCloseTo(number("b1b first 1000 rows"), within(FLOAT_ROUNDING));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 30})
  void b2MatchesInBothMatrices(int bins) {
    Generators.CodePair codes = Generators.b2(10_000, bins);
    String name = "b2(" + bins + ")";
    assertThat(sum(codes.a())).isEqualTo(GoldenCases.checksum(name).get("A").doubleValue());
    assertThat(sum(codes.b())).isEqualTo(GoldenCases.checksum(name).get("B").doubleValue());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 64})
  void b3MatchesInBitsAndOutputs(int width) {
    Generators.Codes codes = Generators.b3(60_000, width);
    String name = "b3(" + width + ")";
    assertThat(sum(codes.bits())).isEqualTo(GoldenCases.checksum(name).get("bits").doubleValue());
    int[] outputs = codes.outputs();
    assertThat(sum(outputs.length, i -> outputs[i]))
        .isEqualTo(GoldenCases.checksum(name).get("output").doubleValue());
  }

  @Test
  void b4MatchesInPredictorsAndTarget() {
    Generators.Regression data = Generators.b4(10_000);
    assertThat(sum(data.x()))
        .isCloseTo(GoldenCases.checksum("b4(10000)").get("X").doubleValue(), within(ROUNDING));
    assertThat(sum(data.y()))
        .isCloseTo(GoldenCases.checksum("b4(10000)").get("y").doubleValue(), within(ROUNDING));
  }

  @Test
  void b5AndB6Match() {
    assertThat(sum(Generators.b5(2000, 128))).isCloseTo(number("b5"), within(ROUNDING));
    assertThat(sum(Generators.b6(256))).isCloseTo(number("b6(256)"), within(ROUNDING));
  }

  @Test
  void permutedLabelsAreTheSameLabelsInAnotherOrder() {
    int[] labels = Generators.classes(500);
    int[] permuted = Generators.permuted(labels, 1200);
    assertThat(permuted).isNotEqualTo(labels);
    assertThat(IntStream.of(permuted).sorted()).containsExactly(sorted(labels));
  }

  private static Integer[] sorted(int[] labels) {
    return IntStream.of(labels).sorted().boxed().toArray(Integer[]::new);
  }

  private static double number(String name) {
    return GoldenCases.checksum(name).doubleValue();
  }

  private static double sum(double[] values) {
    return sum(values.length, i -> values[i]);
  }

  private static double sum(byte[] values) {
    return sum(values.length, i -> values[i]);
  }

  /** The checksum rule of the golden cases. */
  private static double sum(int length, IntToDoubleFunction value) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += value.applyAsDouble(i) * (1 + i % 7);
    }
    return sum;
  }
}
