// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetThrottleTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void whatIsFreeAsksForNoRest() {
    BudgetThrottle throttle = new BudgetThrottle(new CpuBudget(0.1, Duration.ofSeconds(10)), 0);
    assertThat(throttle.spend(4 * SECOND, SECOND)).isZero();
    assertThat(throttle.spend(5 * SECOND, SECOND)).isZero();
  }

  @Test
  void whatIsOverdrawnIsRestedOff() {
    BudgetThrottle throttle = new BudgetThrottle(new CpuBudget(0.1, Duration.ofSeconds(10)), 0);
    assertThat(throttle.spend(12 * SECOND, 0)).isEqualTo(20 * SECOND);
  }

  @Test
  void aLongPauseFillsTheBucketNoFurtherThanToTheTop() {
    BudgetThrottle throttle = new BudgetThrottle(new CpuBudget(0.1, Duration.ofSeconds(10)), 0);
    assertThat(throttle.spend(11 * SECOND, 100_000 * SECOND)).isEqualTo(10 * SECOND);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void inTheLongRunTheShareIsKept(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double share = random.nextDouble(0.01, 0.5);
    BudgetThrottle throttle = new BudgetThrottle(new CpuBudget(share, Duration.ofSeconds(1)), 0);
    long clock = 0;
    long spent = 0;
    for (int look = 0; look < 2000; look++) {
      long cost = random.nextLong(SECOND);
      clock += cost; // the snapshot itself, at full speed
      spent += cost;
      clock += throttle.spend(cost, clock);
    }
    assertThat((double) spent / clock).isCloseTo(share, within(0.01));
  }

  @Test
  void aBudgetOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new CpuBudget(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("budget (0.0) must be above 0 and at most 1");
    assertThatThrownBy(() -> new CpuBudget(Double.NaN, Duration.ZERO)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new CpuBudget(0.1, Duration.ofSeconds(-1)))
        .hasMessage("free time of the budget (PT-1S) must not be negative");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Tried(value = "clocks that jump back and forth by up to a day", area = Area.TRAINING)
  void aClockThatJumpsAsksForNoMoreRestThanWasSpent(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double share = random.nextDouble(0.01, 1);
    long clock = random.nextLong();
    BudgetThrottle throttle =
        new BudgetThrottle(new CpuBudget(share, Duration.ofSeconds(random.nextInt(10))), clock);
    double spent = 0;
    for (int snapshot = 0; snapshot < 200; snapshot++) {
      clock += random.nextLong(-86_400 * SECOND, 86_400 * SECOND);
      long cost = random.nextLong(-SECOND, SECOND); // of a thread whose time went back
      spent += Math.max(0, cost);
      assertThat(throttle.spend(cost, clock)).isBetween(0L, (long) (spent / share) + 1);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }
}
