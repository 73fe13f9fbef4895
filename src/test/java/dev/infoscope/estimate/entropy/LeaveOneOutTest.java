// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.BinaryPatterns;
import dev.infoscope.discrete.Fingerprint;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaveOneOutTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 33, 64})
  void equalsCountingThePatternsAnewWithoutTheUnit(int units) {
    long[] rows = rows(units, 700);
    double[] without =
        LeaveOneOut.entropies(BinaryPatterns.of(rows, units), EntropyEstimator.PLUG_IN);
    assertThat(without).hasSize(units);
    for (int unit = 0; unit < units; unit++) {
      long others = ~(1L << unit);
      Map<Long, Long> counted =
          Arrays.stream(rows)
              .mapToObj(row -> row & others)
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      int[] counts = counted.values().stream().mapToInt(Long::intValue).toArray();
      assertThat(without[unit])
          .as("without unit %d", unit)
          .isCloseTo(PlugIn.entropy(Fingerprint.of(counts)), within(1e-12));
    }
  }

  /** H(T) - H(T without j) = H(T_j | others), which lies between 0 and one bit. */
  @Test
  void aUnitTakesAtMostOneBitWithIt() {
    BinaryPatterns patterns = BinaryPatterns.of(rows(12, 500), 12);
    double all = PlugIn.entropy(patterns.fingerprint());
    for (double without : LeaveOneOut.entropies(patterns, EntropyEstimator.PLUG_IN)) {
      assertThat(all - without).isBetween(-1e-12, 1.0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCopiedUnitTakesNothingWithItAndALoneCoinAll(EntropyEstimator estimator) {
    long[] rows = new long[400];
    Arrays.setAll(rows, row -> row % 2 == 0 ? 0b011 : (row % 4 == 1 ? 0b100 : 0b000));
    BinaryPatterns patterns = BinaryPatterns.of(rows, 3);
    double all = estimator.entropy(patterns.fingerprint());
    double[] without = LeaveOneOut.entropies(patterns, estimator);
    assertThat(without[0]).isEqualTo(all);
    assertThat(without[1]).isEqualTo(all);
    assertThat(without[2]).isEqualTo(estimator.entropy(Fingerprint.of(200, 200)));
  }

  @Test
  void aUnitThatIsNotThereIsRefused() {
    BinaryPatterns patterns = BinaryPatterns.of(new long[] {1}, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> patterns.without(1))
        .withMessage("unit (1) must be from 0 to 0");
  }

  /** Rows that repeat, so that patterns join when a unit goes. */
  private static long[] rows(int units, int count) {
    SplittableRandom random = new SplittableRandom(units);
    long mask = units == Long.SIZE ? -1L : (1L << units) - 1;
    long[] centers = random.longs(20).map(row -> row & mask).toArray();
    return random
        .ints(count, 0, centers.length)
        .mapToLong(i -> centers[i] ^ (1L << random.nextInt(units)))
        .toArray();
  }
}
