// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternCoderTest {
  @Test
  void narrowKeysAreThePatternInMixedRadix() {
    PatternCoder coder = new PatternCoder(Bins.equalWidth(0, 10, 10), 3);
    PatternKeys keys = coder.keys(Activations.of(new double[] {1.5, 2.5, 3.5, 9.5, 0.5, 0.5}, 3));
    assertThat(keys.low()).containsExactly(321, 9);
    assertThat(keys.high()).isEmpty();
    assertThat(keys.examples()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0} units of {1} bins: exact {2}")
  @CsvSource({"1, 1000, true", "62, 2, true", "64, 2, false", "12, 30, true", "13, 30, false"})
  void keysAreExactWhileThePatternFitsTheWord(int units, int bins, boolean exact) {
    assertThat(new PatternCoder(Bins.equalWidth(0, 1, bins), units).isExact()).isEqualTo(exact);
  }

  @ParameterizedTest(name = "{0} units of {1} bins")
  @CsvSource({"1, 5", "2, 3", "5, 8", "62, 2", "63, 2", "64, 2", "65, 2", "129, 30", "700, 4"})
  void keysAreEqualJustWhenAllBinsAreEqual(int units, int bins) {
    SplittableRandom random = new SplittableRandom(units);
    Bins quantizer = Bins.equalWidth(-1, 1, bins);
    double[] values = Rows.repeating(random, 500, units, 90);
    for (int i = 0; i < 60; i++) { // neighbours that differ in one unit only
      values[random.nextInt(values.length)] = random.nextDouble(-1, 1);
    }
    PatternKeys keys = new PatternCoder(quantizer, units).keys(Activations.of(values, units));
    Map<List<Long>, int[]> patterns = new HashMap<>();
    Map<List<Integer>, List<Long>> known = new HashMap<>();
    for (int row = 0; row < 500; row++) {
      int[] codes =
          Arrays.stream(values, row * units, (row + 1) * units)
              .mapToInt(value -> quantizer.code(0, value))
              .toArray();
      List<Long> key = List.of(keys.low()[row], keys.high(row));
      int[] before = patterns.putIfAbsent(key, codes);
      assertThat(before == null ? codes : before).isEqualTo(codes);
      List<Long> usual = known.putIfAbsent(Arrays.stream(codes).boxed().toList(), key);
      assertThat(usual == null ? key : usual).isEqualTo(key);
    }
  }

  @Test
  void keysDoNotDependOnTheRowsAround() {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = Rows.uniform(random, 200 * 77, -1, 1);
    PatternCoder coder = new PatternCoder(Bins.equalWidth(-1, 1, 30), 77);
    PatternKeys all = coder.keys(Activations.of(values, 77));
    for (int row : new int[] {0, 63, 64, 65, 127, 128, 199}) {
      double[] one = Arrays.copyOfRange(values, row * 77, (row + 1) * 77);
      PatternKeys alone = coder.keys(Activations.of(one, 77));
      assertThat(alone.low()[0]).isEqualTo(all.low()[row]);
      assertThat(alone.high()[0]).isEqualTo(all.high()[row]);
    }
  }

  @Test
  void singleAndDoublePrecisionGiveTheSameKeys() {
    SplittableRandom random = new SplittableRandom(4);
    float[] single = new float[130 * 9];
    double[] wide = new double[single.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) random.nextDouble(-1, 1);
      wide[i] = single[i];
    }
    PatternCoder coder = new PatternCoder(Bins.equalWidth(-1, 1, 30), 9);
    assertThat(coder.keys(Activations.of(single, 9)).low())
        .isEqualTo(coder.keys(Activations.of(wide, 9)).low());
  }

  @Test
  void codersAreEqualWhenTheirBinsAndWidthAre() {
    PatternCoder coder = new PatternCoder(Bins.equalWidth(0, 1, 4), 3);
    assertThat(coder)
        .isEqualTo(new PatternCoder(Bins.equalWidth(0, 1, 4), 3))
        .hasSameHashCodeAs(new PatternCoder(Bins.equalWidth(0, 1, 4), 3))
        .isNotEqualTo(new PatternCoder(Bins.equalWidth(0, 1, 4), 4))
        .isNotEqualTo(new PatternCoder(Bins.equalWidth(0, 1, 5), 3))
        .hasToString("3 units, 4 equal bins on [0.0, 1.0]");
  }

  @Test
  void aCoderOfNoUnitsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PatternCoder(Bins.logSpaced(0), 0))
        .withMessage("units (0) must be >= 1");
  }
}
