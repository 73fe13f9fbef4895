// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
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

  /** SciPy 1.17.1: {@code binomtest(hits, trials).proportion_ci(0.95, method='wilson')}. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0.0, 0.27753279986288926",
    "10, 10, 0.7224672001371109, 1.0",
    "7, 10, 0.39677814746114526, 0.892208732593699",
    "1830, 2000, 0.9019679515692871, 0.926440899187273",
    "1, 2000, 8.826773070546787e-05, 0.0028268625032662137"
  })
  void theIntervalIsThatOfSciPy(long hits, long of, double low, double high) {
    Proportion share = new Proportion(hits, of);
    assertThat(share.low()).isCloseTo(low, within(1e-14));
    assertThat(share.high()).isCloseTo(high, within(1e-14));
  }

  @Test
  void theIntervalHoldsTheShareAndNarrowsWithTheNumberOfExamples() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      int of = 1 + random.nextInt(1000);
      int hits = random.nextInt(of + 1);
      Proportion few = new Proportion(hits, of);
      Proportion many = new Proportion(4L * hits, 4L * of);
      assertThat(few.low()).isBetween(0.0, few.value());
      assertThat(few.high()).isBetween(few.value(), 1.0);
      assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
      Proportion missed = new Proportion(of - hits, of);
      assertThat(missed.low()).isCloseTo(1 - few.high(), within(1e-14));
    }
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
