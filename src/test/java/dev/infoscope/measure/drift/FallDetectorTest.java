// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FallDetectorTest {
  private static final int EPOCHS = 60;
  private static final int REST = 8;
  private static final int WINDOW = 20;

  private final FallDetector detector = new FallDetector(0.2, REST, WINDOW);

  /** Epochs at which a fall is noticed; NaN stands for a snapshot without a value. */
  private static List<Integer> alarms(
      FallDetector detector, int epochs, IntToDoubleFunction course) {
    List<Integer> alarms = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double value = course.applyAsDouble(epoch);
      if (!Double.isNaN(value) && detector.falls(epoch, value, true)) {
        alarms.add(epoch);
      }
    }
    return alarms;
  }

  private List<Integer> alarms(IntToDoubleFunction course) {
    return alarms(detector, EPOCHS, course);
  }

  @Test
  void whatRisesOrStaysGivesNoAlarm() {
    assertThat(alarms(epoch -> 3 * (1 - Math.exp(-epoch / 5.0)))).isEmpty();
    assertThat(alarms(epoch -> 3)).isEmpty();
  }

  @Test
  void aStepDownIsNoticedOneLookLaterAndOnce() {
    assertThat(alarms(epoch -> epoch < 20 ? 3 : 1.5)).containsExactly(21);
    assertThat(detector.beginning()).isEqualTo(20);
  }

  @Test
  void aSlowFallIsDatedToItsBeginning() {
    assertThat(alarms(epoch -> epoch < 20 ? 3 : Math.max(2, 3 - 0.1 * (epoch - 19))))
        .containsExactly(
            27); // 0.6 bits and 0.006 per snapshot: the seventh step, and one snapshot more
    assertThat(detector.beginning()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.1, 0.3, 1})
  void aFallIsNoticedOnceHoweverLongItLasts(double slope) {
    double top = 3 + 40 * slope; // it falls to the end, by many times the threshold
    FallDetector fine = new FallDetector(0.05, REST, WINDOW);
    assertThat(alarms(fine, EPOCHS, epoch -> epoch < 20 ? top : top - slope * (epoch - 19)))
        .hasSize(1);
    assertThat(fine.beginning()).isEqualTo(20);
  }

  @Test
  void aFallSlowerThanTheToleranceIsNone() {
    assertThat(alarms(epoch -> 3 - 0.005 * epoch)).isEmpty();
  }

  @Test
  void aSecondFallAfterARestIsASecondEvent() {
    assertThat(alarms(epoch -> epoch < 20 ? 3 : epoch < 40 ? 2 : 1)).containsExactly(21, 41);
    assertThat(detector.beginning()).isEqualTo(40);
  }

  @Test
  void aSecondStepBeforeTheRestIsOverBelongsToTheFirst() {
    assertThat(alarms(epoch -> epoch < 20 ? 3 : epoch < 26 ? 2 : 1)).containsExactly(21);
    assertThat(detector.beginning()).isEqualTo(20);
  }

  @Test
  void aFallAfterARecoveryIsASecondEventAtOnce() {
    assertThat(alarms(epoch -> epoch < 20 || epoch == 24 || epoch == 25 ? 3 : 1))
        .containsExactly(21, 27);
    assertThat(detector.beginning()).isEqualTo(26);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-100, 0, 0.5, 6, 100})
  void oneStrangeLookIsNoFall(double strange) {
    assertThat(alarms(epoch -> epoch == 20 ? strange : 3)).isEmpty();
    assertThat(alarms(new FallDetector(0.2, REST, WINDOW), EPOCHS, e -> e < 40 ? 3 : 1.5))
        .containsExactly(41);
  }

  @Test
  void aFallThatMayNotBeNoticedYetIsNoticedAsSoonAsItMayIfItStillStands() {
    for (int epoch = 1; epoch <= 11; epoch++) {
      assertThat(detector.falls(epoch, epoch < 6 ? 3 : 1, false)).isFalse();
    }
    assertThat(detector.beginning()).isZero();
    assertThat(detector.falls(12, 1, true)).isTrue();
    assertThat(detector.beginning()).isEqualTo(6);
  }

  @Test
  void aDipThatIsMadeUpBeforeItMayBeNoticedIsForgotten() {
    for (int epoch = 1; epoch <= 11; epoch++) {
      detector.falls(epoch, epoch >= 4 && epoch <= 7 ? 1 : 3, false);
    }
    for (int epoch = 12; epoch <= 40; epoch++) {
      assertThat(detector.falls(epoch, 3, true)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 1000})
  void theUnitDoesNotMatter(double scale) {
    assertThat(alarms(epoch -> scale * (epoch < 20 ? 3 : 1.5))).containsExactly(21);
  }

  @Test
  void nothingAtAllIsNoFall() {
    assertThat(alarms(epoch -> 0)).isEmpty();
  }

  @Test
  void gapsDoNotHideAFallNorMakeOne() {
    IntToDoubleFunction step = epoch -> epoch % 3 == 0 ? Double.NaN : epoch < 20 ? 3 : 1.5;
    assertThat(alarms(step)).containsExactly(22); // 21 is a gap
    assertThat(detector.beginning()).isEqualTo(20);
    FallDetector level = new FallDetector(0.2, REST, WINDOW);
    assertThat(alarms(level, EPOCHS, epoch -> epoch >= 20 && epoch < 40 ? Double.NaN : 3))
        .isEmpty();
  }

  /** Noise of any width, up to as wide as the level is high. */
  @ParameterizedTest
  @CsvSource({"0.05, 0.003", "0.05, 0.01", "0.05, 0.1", "0.05, 1", "0.2, 0.03", "0.2, 0.3"})
  void stationaryNoiseHasNoFallInAHundredRunsOfTwoHundredLooks(double share, double width) {
    int noticed = 0;
    for (int seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FallDetector fresh = new FallDetector(share, REST, WINDOW);
      noticed += alarms(fresh, 200, epoch -> 3 * (1 + width * Normal.next(random))).size();
    }
    assertThat(noticed).isZero();
  }

  /** Autocorrelated noise of 4 %: at most one change point in a thousand snapshots. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8, 0.9})
  void autocorrelatedNoiseHardlyEverHasAFall(double rho) {
    int noticed = 0;
    for (int seed = 0; seed < 100; seed++) {
      Correlated noise = new Correlated(seed, rho);
      FallDetector fresh = new FallDetector(0.05, REST, WINDOW);
      noticed += alarms(fresh, 300, epoch -> 3 * (1 + 0.04 * noise.next())).size();
    }
    assertThat(noticed).isLessThanOrEqualTo(30);
  }

  /** A step of a third under noise of one percent, wherever it lies. */
  @ParameterizedTest
  @ValueSource(ints = {15, 22, 31, 48})
  void aStepUnderNoiseIsFoundWithinTwoLooksExactlyOnceAndDated(int at) {
    int near = 0;
    for (int seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FallDetector fresh = new FallDetector(0.2, REST, WINDOW);
      List<Integer> found =
          alarms(fresh, EPOCHS, epoch -> (epoch < at ? 3 : 2) * (1 + 0.01 * Normal.next(random)));
      assertThat(found).as("seed %d", seed).hasSize(1);
      assertThat(found.get(0)).isBetween(at, at + 2);
      assertThat(fresh.beginning()).as("seed %d", seed).isBetween(at - 10, at);
      near += at - fresh.beginning() <= 2 ? 1 : 0;
    }
    assertThat(near).as("dated within two snapshots, of 100").isGreaterThan(60);
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 30, 48})
  void aStepUpUnderNoiseIsNoFall(int at) {
    for (int seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FallDetector fresh = new FallDetector(0.05, REST, WINDOW);
      assertThat(
              alarms(
                  fresh, EPOCHS, epoch -> (epoch < at ? 2 : 3) * (1 + 0.01 * Normal.next(random))))
          .isEmpty();
    }
  }
}
