// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftDetectorTest {
  private static final double BAND = DriftSettings.defaults().band();
  private static final double FLOOR = 1e-6;

  private final ShiftDetector detector = new ShiftDetector(8, 100);

  /** Length of the longest row of scores beyond the band on one side, from a place on. */
  private static int longest(ShiftDetector detector, int length, int from, IntToDoubleFunction of) {
    int row = 0;
    int most = 0;
    for (int t = 0; t < length; t++) {
      double value = of.applyAsDouble(t);
      double score = detector.judges() ? detector.score(value, FLOOR) : 0;
      int side = score > BAND ? 1 : score < -BAND ? -1 : 0;
      row = side != 0 && side == Integer.signum(row) ? row + side : side;
      most = t >= from ? Math.max(most, Math.abs(row)) : most;
      detector.add(value);
    }
    return most;
  }

  /** Rows of two and more in 40 series of 500 values: at most one in a thousand values. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.5, 0.8, 0.9})
  void noiseRaisesAtMostOneLastingAlarmInAThousandSnapshots(double rho) {
    int alarms = 0;
    for (int seed = 0; seed < 40; seed++) {
      Correlated noise = new Correlated(seed, rho);
      ShiftDetector fresh = new ShiftDetector(8, 100);
      int row = 0;
      for (int t = 0; t < 500; t++) {
        double value = noise.next();
        double score = fresh.judges() ? fresh.score(value, FLOOR) : 0;
        int side = score > BAND ? 1 : score < -BAND ? -1 : 0;
        row = side != 0 && side == Integer.signum(row) ? row + side : side;
        alarms += Math.abs(row) == 2 ? 1 : 0;
        fresh.add(value);
      }
    }
    assertThat(alarms).isLessThanOrEqualTo(20);
  }

  /** Shifts in standard deviations of the series, found at least twice in a row in time. */
  @ParameterizedTest
  @CsvSource({
    "0, 3, 8, 90", "0.5, 3, 8, 78", "0.8, 3, 8, 80", "0.9, 3, 8, 90",
    "0, 5, 3, 88", "0.5, 5, 3, 90", "0.8, 5, 3, 90", "0.9, 5, 3, 90"
  })
  void aShiftIsFoundInTime(double rho, double shift, int within, int least) {
    int found = 0;
    for (int seed = 0; seed < 100; seed++) {
      Correlated noise = new Correlated(seed, rho);
      ShiftDetector fresh = new ShiftDetector(8, 100);
      found +=
          longest(fresh, 150 + within, 150, t -> noise.next() + (t < 150 ? 0 : shift)) >= 2 ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(least);
  }

  @Test
  void independentNoiseOfKnownLevelIsScoredByItsDistance() {
    Correlated noise = new Correlated(7, 0);
    for (int i = 0; i < 120; i++) {
      detector.add(noise.next());
    }
    assertThat(detector.score(0, FLOOR)).isCloseTo(0, within(1.5));
    assertThat(detector.score(6, FLOOR)).isBetween(4.0, 7.0);
    assertThat(detector.score(-6, FLOOR)).isBetween(-7.0, -4.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1, 1e6})
  void theUnitDoesNotMatter(double unit) {
    ShiftDetector other = new ShiftDetector(8, 100);
    Correlated noise = new Correlated(3, 0.5);
    for (int i = 0; i < 60; i++) {
      double value = noise.next();
      detector.add(value);
      other.add(unit * value);
    }
    assertThat(other.score(unit * 4, unit * FLOOR))
        .isCloseTo(detector.score(4, FLOOR), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-30, 30})
  void aSingleStrangeValueIsNoShift(double strange) {
    Correlated noise = new Correlated(5, 0.5);
    assertThat(longest(detector, 120, 0, t -> noise.next() + (t == 80 ? strange : 0)))
        .isLessThan(2);
  }

  @Test
  void theMemoryIsBounded() {
    assertThat(longest(detector, 5000, 0, t -> t < 4000 ? 1 : 2)).isGreaterThanOrEqualTo(2);
    detector.keep(3);
    assertThat(detector.judges()).isFalse();
  }
}
