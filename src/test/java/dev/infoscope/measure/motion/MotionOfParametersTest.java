// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Moment;
import dev.infoscope.network.ParameterMotion;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionOfParametersTest {
  private static final double[] FIRST = {1, -2, 0.5, 3};
  private static final double[] SECOND = {1.1, -2.2, 0.4, 3.3};
  private static final double[] THIRD = {1.15, -2.1, 0.45, 3.5};

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return difference;
  }

  private static ParameterMotion motion(
      int snapshots, double[] now, double[] before, double[] first, double[] lastUpdate) {
    ParameterMotion motion = new ParameterMotion(Snapshots.tanh(0), snapshots);
    motion.add(now, before, first, lastUpdate);
    return motion;
  }

  private static List<Reading> read(ParameterMotion... motions) {
    Snapshot snapshot =
        new Snapshot(
            new Moment(1, 1, Instant.EPOCH, 0.5),
            new int[0],
            1,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(motions),
            null);
    return new MotionOfParameters().measure(snapshot).readings();
  }

  /** numpy 2.4.6, {@code numpy.linalg.norm}. */
  @Test
  void readingsAreThoseOfNumpy() {
    List<Reading> readings = read(motion(3, THIRD, SECOND, FIRST, minus(SECOND, FIRST)));
    assertThat(readings)
        .extracting(reading -> reading.metric().meterName() + reading.labels())
        .containsExactly(
            "infoscope.parameters.update.ratio{norm=l2}",
            "infoscope.parameters.update.ratio{norm=l1}",
            "infoscope.parameters.update.cosine{}",
            "infoscope.parameters.distance{}");
    double[] golden = {
      0.054995188131548564, 0.055555555555555566, 0.4403855060505437, 0.1414213562373095
    };
    for (int i = 0; i < golden.length; i++) {
      assertThat(readings.get(i).value()).isCloseTo(golden[i], within(1e-14));
      assertThat(readings.get(i).flags()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neitherTheOrderOfTheParametersNorTheirScaleMatters(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[4][40];
    for (double[] each : values) {
      Arrays.setAll(each, i -> random.nextDouble() - 0.5);
    }
    double[][] turned = new double[4][40];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 40; j++) {
        turned[i][39 - j] = 8 * values[i][j];
      }
    }
    double[] one = numbers(motion(3, values[0], values[1], values[2], values[3]));
    double[] other = numbers(motion(3, turned[0], turned[1], turned[2], turned[3]));
    assertThat(other).containsExactly(one, within(1e-12));
  }

  private static double[] numbers(ParameterMotion motion) {
    return read(motion).stream().mapToDouble(Reading::value).toArray();
  }

  @Test
  void piecesAddUpToTheWhole() {
    ParameterMotion pieces = new ParameterMotion(Snapshots.tanh(0), 3);
    double[] update = minus(SECOND, FIRST);
    for (int i = 0; i < 4; i++) {
      pieces.add(part(THIRD, i), part(SECOND, i), part(FIRST, i), part(update, i));
    }
    assertThat(numbers(pieces))
        .containsExactly(numbers(motion(3, THIRD, SECOND, FIRST, update)), within(1e-14));
    assertThat(pieces.parameters()).isEqualTo(4);
  }

  private static double[] part(double[] values, int at) {
    return new double[] {values[at]};
  }

  @Test
  void repeatedUpdatesPointTheSameWayAndUndoneOnesTheOtherWay() {
    double[] update = minus(SECOND, FIRST);
    assertThat(motion(3, SECOND, FIRST, FIRST, update).cosine()).isCloseTo(1, within(1e-12));
    assertThat(motion(3, FIRST, SECOND, FIRST, update).cosine()).isCloseTo(-1, within(1e-12));
    assertThat(motion(3, FIRST, SECOND, FIRST, update).distance()).isZero();
  }

  @Test
  void theFirstSnapshotHasNoUpdateAndTheSecondNoneBeforeIt() {
    List<Reading> first = read(motion(1, FIRST, FIRST, FIRST, new double[4]));
    assertThat(first.subList(0, 3))
        .allSatisfy(
            reading -> {
              assertThat(reading.value()).isNaN();
              assertThat(reading.flags()).containsExactly(Flag.WARMING_UP);
            });
    assertThat(first.get(3).value()).isZero();
    List<Reading> second = read(motion(2, SECOND, FIRST, FIRST, new double[4]));
    assertThat(second.get(0).value()).isPositive();
    assertThat(second.get(2).flags()).containsExactly(Flag.WARMING_UP);
  }

  @Test
  void aLayerThatStandsStillMovesByNothingInNoDirection() {
    List<Reading> still = read(motion(3, FIRST, FIRST, FIRST, new double[4]));
    assertThat(still.get(0).value()).isZero();
    assertThat(still.get(1).value()).isZero();
    assertThat(still.get(2).value()).isNaN();
    assertThat(still.get(2).flags()).containsExactly(Flag.UNDEFINED);
  }

  @Test
  void weightsOfNothingHaveNoRatio() {
    double[] none = new double[4];
    assertThat(read(motion(3, none, none, none, none)))
        .allSatisfy(
            reading -> {
              assertThat(reading.value()).isNaN();
              assertThat(reading.flags()).containsExactly(Flag.UNDEFINED);
            });
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNotFiniteIsSaidToBe(double bad) {
    double[] now = THIRD.clone();
    now[2] = bad;
    assertThat(read(motion(3, now, SECOND, FIRST, minus(SECOND, FIRST))))
        .allSatisfy(
            reading -> {
              assertThat(reading.value()).isNaN();
              assertThat(reading.flags()).containsExactly(Flag.NOT_FINITE);
            });
  }

  /** A reading does not suffer from what does not go into it. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void whatWasNotFiniteBeforeIsNotCalledSoNow(double bad) {
    double[] broken = SECOND.clone();
    broken[2] = bad;
    List<Reading> next = read(motion(4, THIRD, broken, FIRST, minus(broken, FIRST)));
    assertThat(next.subList(0, 3))
        .allSatisfy(
            reading -> {
              assertThat(reading.value()).isNaN();
              assertThat(reading.flags()).containsExactly(Flag.WARMING_UP);
            });
    assertThat(next.get(3).value()).isEqualTo(motion(4, THIRD, SECOND, FIRST, SECOND).distance());
    assertThat(next.get(3).flags()).isEmpty();
    List<Reading> afterNext = read(motion(5, THIRD, SECOND, FIRST, minus(SECOND, broken)));
    assertThat(List.of(afterNext.get(0), afterNext.get(1), afterNext.get(3)))
        .allSatisfy(
            reading -> {
              assertThat(reading.value()).isPositive();
              assertThat(reading.flags()).isEmpty();
            });
    assertThat(afterNext.get(2).flags()).containsExactly(Flag.WARMING_UP);
  }

  @Test
  void allVectorsHaveOneLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> motion(3, FIRST, new double[3], FIRST, FIRST))
        .withMessage("4 parameters, 3 before, 4 first and 4 updates must be equally many");
  }
}
