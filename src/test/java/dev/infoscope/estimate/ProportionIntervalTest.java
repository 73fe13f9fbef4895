// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionIntervalTest {
  /** SciPy 1.17.1: {@code binomtest(hits, trials).proportion_ci(0.95, method='wilson')}. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0.0, 0.27753279986288926",
    "10, 10, 0.7224672001371109, 1.0",
    "7, 10, 0.39677814746114526, 0.892208732593699",
    "1830, 2000, 0.9019679515692871, 0.926440899187273",
    "1, 2000, 8.826773070546787e-05, 0.0028268625032662137"
  })
  void itIsThatOfSciPy(long hits, long trials, double low, double high) {
    ProportionInterval interval = ProportionInterval.wilson(hits, trials);
    assertThat(interval.low()).isCloseTo(low, within(1e-14));
    assertThat(interval.high()).isCloseTo(high, within(1e-14));
  }

  @Test
  void itHoldsTheProportionAndNarrowsWithTheNumberOfTrials() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      int trials = 1 + random.nextInt(1000);
      int hits = random.nextInt(trials + 1);
      ProportionInterval few = ProportionInterval.wilson(hits, trials);
      ProportionInterval many = ProportionInterval.wilson(4L * hits, 4L * trials);
      double share = (double) hits / trials;
      assertThat(few.low()).isBetween(0.0, share);
      assertThat(few.high()).isBetween(share, 1.0);
      assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
      ProportionInterval missed = ProportionInterval.wilson(trials - hits, trials);
      assertThat(missed.low()).isCloseTo(1 - few.high(), within(1e-14));
    }
  }

  @Test
  void withoutTrialsNothingIsKnown() {
    assertThat(ProportionInterval.wilson(0, 0)).isEqualTo(new ProportionInterval(0, 1));
  }

  @ParameterizedTest
  @CsvSource({"-1, 3", "4, 3", "0, -1"})
  void hitsAreSomeOfTheTrials(long hits, long trials) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProportionInterval.wilson(hits, trials))
        .withMessage("hits (" + hits + ") must be from 0 to trials (" + trials + ")");
  }
}
