// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EqualWidthTest {
  /** numpy: {@code np.clip(np.floor((v - lo) / (hi - lo) * bins), 0, bins - 1).astype(int)}. */
  private static int numpy(double value, EqualWidth width) {
    double place = Math.floor((value - width.low()) / (width.high() - width.low()) * width.bins());
    return (int) Math.max(0, Math.min(width.bins() - 1, place));
  }

  @ParameterizedTest(name = "{2} bins on [{0}, {1}]")
  @CsvSource({
    "-1, 1, 30", // width a power of two: the fast path
    "-1, 1, 2",
    "0, 1, 64",
    "0, 4, 7",
    "-0.25, 0.25, 30",
    "0, 0.6931471805599453, 30",
    "-1, 2, 30",
    "0, 10, 10",
    "-0.1, 0.2, 13",
    "1000000, 1000003, 1000",
    "-3.4e38, 3.4e38, 30",
    "0, 4.9e-324, 2", // width without an inverse
    "0, 2.2250738585072014e-308, 30",
    "0, 1, 1"
  })
  void bulkCodesEqualSingleCodesAndTheNumpyFormula(double low, double high, int bins) {
    EqualWidth quantizer = new EqualWidth(low, high, bins);
    double[] values = candidates(quantizer, new SplittableRandom(bins));
    int[] codes = new int[values.length];
    quantizer.codes(values, values.length, codes);
    for (int i = 0; i < values.length; i++) {
      assertThat(codes[i]).as("%s", values[i]).isEqualTo(quantizer.code(values[i]));
      assertThat(codes[i]).as("%s", values[i]).isEqualTo(numpy(values[i], quantizer));
    }
  }

  /** Values inside and outside, and every edge with its neighbours. */
  private static double[] candidates(EqualWidth quantizer, SplittableRandom random) {
    double width = quantizer.high() - quantizer.low();
    double[] values = new double[2000 + 3 * (quantizer.bins() + 1) + 4];
    int next = 0;
    for (; next < 2000; next++) {
      values[next] = quantizer.low() + width * (random.nextDouble() * 1.5 - 0.25);
    }
    for (int bin = 0; bin <= quantizer.bins(); bin++) {
      double edge = quantizer.low() + width * bin / quantizer.bins();
      values[next++] = edge;
      values[next++] = Math.nextDown(edge);
      values[next++] = Math.nextUp(edge);
    }
    values[next++] = Double.NEGATIVE_INFINITY;
    values[next++] = Double.POSITIVE_INFINITY;
    values[next++] = -0.0;
    values[next] = -Double.MAX_VALUE;
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 30, 1000})
  void codesNeverFallWhenValuesRiseAndReachBothEnds(int bins) {
    EqualWidth quantizer = new EqualWidth(-0.7, 1.9, bins);
    double[] values = candidates(quantizer, new SplittableRandom(1));
    Arrays.sort(values);
    int[] codes = Arrays.stream(values).mapToInt(quantizer::code).toArray();
    assertThat(codes).isSorted().startsWith(0).endsWith(bins - 1);
  }

  @Test
  void theUpperEndBelongsToTheLastBin() {
    EqualWidth quantizer = new EqualWidth(0, 3, 3);
    assertThat(quantizer.code(3)).isEqualTo(2);
    assertThat(quantizer.isOutside(3)).isFalse();
    assertThat(quantizer.isOutside(0)).isFalse();
    assertThat(quantizer.isOutside(Math.nextUp(3.0))).isTrue();
    assertThat(quantizer.isOutside(-Double.MIN_VALUE)).isTrue();
  }

  /** NaN has no bin: callers look for it first. Asked all the same, the answer is a bin. */
  @Test
  void notANumberDoesNotBreakTheTable() {
    EqualWidth quantizer = new EqualWidth(-1, 1, 4);
    int[] codes = new int[1];
    quantizer.codes(new double[] {Double.NaN}, 1, codes);
    assertThat(codes[0]).isZero().isEqualTo(quantizer.code(Double.NaN));
  }

  @Test
  void onlyTheGivenNumberOfValuesIsCoded() {
    int[] codes = {7, 7, 7};
    new EqualWidth(0, 1, 4).codes(new double[] {1, 1, 1}, 2, codes);
    assertThat(codes).containsExactly(3, 3, 7);
  }

  @ParameterizedTest(name = "{2} bins on [{0}, {1}]")
  @CsvSource({
    "-1, 1, 30",
    "0, 1, 7",
    "-1, 1, 2", // by rounding the formula puts -5e-17 up with 0
    "-0.1, 0.2, 13",
    "1000000000, 1000000001, 9",
    "-1.7e308, 0, 30",
    "0, 4.9e-324, 2",
    "0, 2.2250738585072014e-308, 30"
  })
  void anEdgeIsTheSmallestNumberWithTheUpperCode(double low, double high, int bins) {
    EqualWidth width = new EqualWidth(low, high, bins);
    for (int code = 1; code < bins; code++) {
      double edge = width.edge(code);
      assertThat(width.code(edge)).isGreaterThanOrEqualTo(code);
      assertThat(width.code(Math.nextDown(edge))).isLessThan(code);
    }
  }

  @Test
  void bothZerosMakeTheSameBins() {
    assertThat(new EqualWidth(-0.0, 1, 4)).isEqualTo(new EqualWidth(0.0, 1, 4));
    assertThat(new EqualWidth(-1, -0.0, 4)).isEqualTo(new EqualWidth(-1, 0.0, 4));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "NaN, 1", "0, NaN", "0, Infinity", "-1.7e308, 1.7e308"})
  void rangesWithoutAFiniteWidthAreRefused(double low, double high) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EqualWidth(low, high, 3))
        .withMessage(
            String.format(Locale.ROOT, "range [%s, %s] must be finite with low < high", low, high));
  }

  @Test
  void lessThanOneBinIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EqualWidth(0, 1, 0))
        .withMessage("bins (0) must be >= 1");
  }
}
