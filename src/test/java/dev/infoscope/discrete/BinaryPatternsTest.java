// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryPatternsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 9, 33, 64})
  void leavingOutAUnitEqualsCountingWithoutIt(int units) {
    SplittableRandom random = new SplittableRandom(units);
    long mask = units == 64 ? -1 : (1L << units) - 1;
    long sparse = random.nextLong() & random.nextLong(); // so that patterns repeat
    long[] rows =
        LongStream.generate(() -> (random.nextLong() & random.nextLong() & sparse) & mask)
            .limit(500)
            .toArray();
    BinaryPatterns patterns = BinaryPatterns.of(rows, units);
    assertThat(patterns.fingerprint()).isEqualTo(counted(rows, -1L));
    for (int unit = 0; unit < units; unit++) {
      assertThat(patterns.without(unit)).isEqualTo(counted(rows, ~(1L << unit)));
    }
  }

  /** Few units have a bit for every pattern there may be, more have a table. */
  @ParameterizedTest
  @ValueSource(ints = {3, 6, 7, 12, 13, 14, 20})
  void partnersAreThosePatternsThatDifferInOneUnitAlone(int units) {
    SplittableRandom random = new SplittableRandom(units);
    long[] rows = random.longs(300, 0, Math.min(1L << units, 700)).toArray();
    BinaryPatterns patterns = BinaryPatterns.of(rows, units);
    Map<Long, Integer> index = new HashMap<>();
    for (int i = 0; i < patterns.distinct(); i++) {
      index.put(patterns.code(i), i);
    }
    assertThat(LongStream.of(rows).distinct().map(index::get).toArray())
        .isEqualTo(LongStream.range(0, patterns.distinct()).toArray());
    for (int unit = 0; unit < units; unit++) {
      for (int i = 0; i < patterns.distinct(); i++) {
        long other = patterns.code(i) ^ 1L << unit;
        assertThat(patterns.partner(i, unit)).isEqualTo(index.getOrDefault(other, -1));
      }
      assertThat(patterns.without(unit)).isEqualTo(counted(rows, ~(1L << unit)));
    }
  }

  @Test
  void patternsComeInOrderOfAppearanceWithTheirCounts() {
    BinaryPatterns patterns = BinaryPatterns.of(new long[] {5, 2, 5, 7, 2, 5}, 3);
    assertThat(patterns.distinct()).isEqualTo(3);
    assertThat(LongStream.range(0, 3).map(i -> patterns.code((int) i)).toArray())
        .containsExactly(5, 2, 7);
    assertThat(patterns.count(0)).isEqualTo(3);
  }

  @Test
  void noRowsMakeAnEmptyFingerprint() {
    BinaryPatterns patterns = BinaryPatterns.of(new long[0], 4);
    assertThat(patterns.distinct()).isZero();
    assertThat(patterns.without(3).samples()).isZero();
  }

  @Test
  void widerPatternsThanUnitsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinaryPatterns.of(new long[] {8}, 3))
        .withMessageContaining("3 bits");
    assertThatIllegalArgumentException().isThrownBy(() -> BinaryPatterns.of(new long[0], 65));
  }

  private static Fingerprint counted(long[] rows, long mask) {
    Map<Long, Integer> counts = new HashMap<>();
    for (long row : rows) {
      counts.merge(row & mask, 1, Integer::sum);
    }
    return Fingerprint.of(counts.values().stream().mapToInt(Integer::intValue).toArray());
  }
}
