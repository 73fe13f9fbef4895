// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedNormalizerTest {
  private static final int FEATURES = 100;

  /** Counts that are nearly always 0: in 30 examples most features never change. */
  private static double[] counts(Random random) {
    double[] values = new double[30 * FEATURES];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(50) == 0 ? 1 : 0;
    }
    return values;
  }

  private static double[] filled(double value) {
    double[] all = new double[FEATURES];
    Arrays.fill(all, value);
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void featuresThatNeverChangeDoNotTellWhetherTheyAreNormalised(long seed) {
    double[] raw = counts(new Random(seed));
    SavedNormalizer standardize =
        new SavedNormalizer("STANDARDIZE", filled(0.02), filled(0.14), 1, 0, false);
    assertThat(standardize.seemsApplied(raw, FEATURES)).isFalse();
    assertThat(standardize.seemsApplied(standardize.apply(raw, FEATURES), FEATURES)).isTrue();
    double[] large = Arrays.stream(raw).map(x -> 50 * x).toArray();
    SavedNormalizer range = new SavedNormalizer("MIN_MAX", filled(0), filled(50), 1, 0, false);
    assertThat(range.seemsApplied(large, FEATURES)).isFalse();
    assertThat(range.seemsApplied(range.apply(large, FEATURES), FEATURES)).isTrue();
  }
}
