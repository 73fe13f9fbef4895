// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSpacedTest {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  /** Values of every magnitude and both signs. */
  private static double[] values(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[4000];
    Arrays.setAll(
        values,
        i -> i < SPECIAL.length ? SPECIAL[i] : Float.intBitsToFloat(random.nextInt(0x7f800000)));
    for (int i = SPECIAL.length; i < values.length; i += 2) {
      values[i] = -values[i];
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 10})
  void codesKeepTheOrderOfValuesAndStayInRange(int mantissaBits) {
    LogSpaced keys = new LogSpaced(mantissaBits);
    double[] values = values(mantissaBits);
    Arrays.sort(values);
    int[] codes = new int[values.length];
    keys.codes(values, values.length, codes);
    assertThat(codes).isSorted();
    assertThat(codes[0]).isNotNegative();
    assertThat(codes[codes.length - 1]).isLessThan(keys.bins());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 10})
  void aBinIsAsWideAsItsRelativeWidthSays(int mantissaBits) {
    LogSpaced keys = new LogSpaced(mantissaBits);
    double width = Math.scalb(1.0, -mantissaBits);
    for (double value : values(99)) {
      double magnitude = Math.abs(value);
      if (magnitude >= Float.MIN_NORMAL && magnitude < Float.MAX_VALUE / 4) {
        double far = value * (1 + 1.000001 * width);
        assertThat(keys.code(far)).as("%s and %s", value, far).isNotEqualTo(keys.code(value));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 10})
  void edgesLieAtShortMantissas(int mantissaBits) {
    LogSpaced keys = new LogSpaced(mantissaBits);
    double edge = 1 + Math.scalb(1.0, -mantissaBits);
    assertThat(keys.code(edge)).isEqualTo(keys.code(1) + 1);
    assertThat(keys.code(Math.nextDown((float) edge))).isEqualTo(keys.code(1));
    assertThat(keys.code(-edge)).isEqualTo(keys.code(-1) - 1);
  }

  @Test
  void zerosShareABinAndSignsDoNot() {
    LogSpaced keys = new LogSpaced(3);
    assertThat(keys.code(-0.0)).isEqualTo(keys.code(0.0));
    assertThat(keys.code(1e-3)).isNotEqualTo(keys.code(-1e-3));
    assertThat(keys.code(-Float.MIN_VALUE)).isEqualTo(keys.code(0) - 1);
  }

  @Test
  void infinitiesFallIntoTheBinsOfTheLargestFloats() {
    LogSpaced keys = new LogSpaced(3);
    assertThat(keys.code(Double.POSITIVE_INFINITY)).isEqualTo(keys.code(Float.MAX_VALUE));
    assertThat(keys.code(Double.MAX_VALUE)).isEqualTo(keys.code(Float.MAX_VALUE));
    assertThat(keys.code(Double.NEGATIVE_INFINITY)).isEqualTo(keys.code(-Float.MAX_VALUE));
    assertThat(keys.isOutside(Double.POSITIVE_INFINITY)).isFalse();
  }

  /** NaN has no bin: callers look for it first. Asked all the same, the answer is a bin. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 10})
  void notANumberDoesNotBreakTheTable(int mantissaBits) {
    LogSpaced keys = new LogSpaced(mantissaBits);
    assertThat(keys.code(Double.NaN)).isBetween(0, keys.bins() - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 11})
  void otherNumbersOfBitsAreRefused(int mantissaBits) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogSpaced(mantissaBits))
        .withMessage(
            String.format(Locale.ROOT, "mantissaBits (%d) must be from 0 to 10", mantissaBits));
  }
}
