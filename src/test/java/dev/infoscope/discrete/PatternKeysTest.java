// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys by columns, by values of one array and row by row are the same. */
class PatternKeysTest {
  private static final Bins TWO = Bins.equalWidth(-1, 1, 30);
  private static final Bins THIRD = Bins.equalWidth(-0.7, 2.6, 7);

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 3", "8, 15", "9, 16", "127, 17", "128, 18", "129, 19", "2100, 40"})
  void keysDoNotDependOnHowTheyAreMade(int rows, int units) {
    for (Bins bins : new Bins[] {TWO, THIRD, Bins.equalWidth(0, 1, 2)}) {
      assertKeys(values(rows, units, 3), units, bins);
    }
  }

  /** Values at and beyond the ends, and at the edges of bins, as saturated units have them. */
  @Test
  void valuesOutsideTheBinsAreThoseOfTheOuterBins() {
    float[] values = values(300, 20, 1);
    SplittableRandom random = new SplittableRandom(2);
    float[] special = {
      -1,
      1,
      0,
      -0f,
      1e9f,
      -1e9f,
      1e18f,
      -3e38f,
      3e38f,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      0.2f,
      -0.7f,
      2.6f
    };
    for (int i = 0; i < 900; i++) {
      values[random.nextInt(values.length)] = special[random.nextInt(special.length)];
    }
    assertKeys(values, 20, TWO);
    assertKeys(values, 20, THIRD);
  }

  private static float[] values(int rows, int units, double spread) {
    SplittableRandom random = new SplittableRandom(rows);
    float[] values = new float[rows * units];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (spread * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  private static void assertKeys(float[] values, int units, Bins bins) {
    PatternCoder coder = new PatternCoder(bins, units);
    Activations layer = Activations.of(values, units);
    PatternKeys byColumns = coder.keys(CodeColumns.of(layer, bins));
    PatternKeys byValues = coder.keys(layer);
    double[] wide = new double[values.length];
    layer.copy(0, layer.examples(), wide);
    PatternKeys byRows = coder.keys(Activations.of(wide, units));
    assertThat(byColumns.low()).isEqualTo(byRows.low());
    assertThat(byColumns.high()).isEqualTo(byRows.high());
    assertThat(byValues.low()).isEqualTo(byRows.low());
    assertThat(byValues.high()).isEqualTo(byRows.high());
  }
}
