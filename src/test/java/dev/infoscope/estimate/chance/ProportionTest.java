// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  /** Newcombe 1998, Statistics in Medicine 17, table I, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81,263,0.2553,0.3662",
    "15,148,0.0624,0.1605",
    "0,20,0.0000,0.1611",
    "1,29,0.0061,0.1718",
    "29,29,0.8830,1.0000",
  })
  void theIntervalIsWilsons(long hits, long of, double low, double high) {
    Proportion share = new Proportion(hits, of);
    assertThat(share.low()).isCloseTo(low, within(5e-5));
    assertThat(share.high()).isCloseTo(high, within(5e-5));
    assertThat(share.value()).isBetween(share.low(), share.high());
  }

  @Test
  void whatIsNoShareIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proportion(0, 0))
        .withMessage("examples (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proportion(4, 3))
        .withMessage("hits (4) must be from 0 to 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proportion(-1, 3))
        .withMessage("hits (-1) must be from 0 to 3");
  }
}
