// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums of bits, eight at a time. */
class BitSumsTest {
  /** Whatever is behind the last row. */
  @ParameterizedTest
  @CsvSource({"0, 5", "1, 1", "7, 3", "255, 8", "256, 9", "1000, 21"})
  void sumsAreThoseOfSingleBits(int rows, int units) {
    SplittableRandom random = new SplittableRandom(rows);
    byte[] bits = new byte[rows * units + BitSums.BEYOND];
    int[] expected = new int[units];
    random.nextBytes(bits);
    BitSums sums = new BitSums(units);
    for (int i = 0; i < rows * units; i++) {
      bits[i] = (byte) (i < units ? 1 : random.nextInt(2));
      expected[i % units] += bits[i];
    }
    for (int row = 0; row < rows; row++) {
      sums.add(bits, row * units);
    }
    assertThat(sums.sums()).isEqualTo(expected);
  }
}
