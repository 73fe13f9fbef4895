// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Digamma;
import dev.infoscope.numeric.SampleMean;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nearest neighbours of the same class, above all where many rows are equally far. */
class ClassKsgTest {
  private static final int K = 5;
  private static final int ROWS = 300;
  private static final ClassKsg ESTIMATOR = new ClassKsg(K);

  /** What is done to normal numbers. */
  private enum Kind {
    CONTINUOUS(t -> t),
    GRID(t -> Math.rint(4 * t) / 4),
    TENTHS(t -> Math.rint(10 * t) / 10),
    CLIPPED(t -> Math.max(-1, Math.min(1, t))),
    RECTIFIED(t -> Math.max(0, t)),
    SIGNS(Math::signum);

    private final DoubleUnaryOperator value;

    Kind(DoubleUnaryOperator value) {
      this.value = value;
    }
  }

  /** Normal units with means by class, of a width of 1 when all is done. */
  private static double[][] rows(Kind kind, int rows, int units, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[rows][units];
    double high = 0;
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        double mean = (row % classes) * (unit % 2 == 0 ? 0.7 : -0.4);
        values[row][unit] = kind.value.applyAsDouble(mean + random.nextGaussian());
        high = Math.max(high, Math.abs(values[row][unit]));
      }
    }
    double width = 2 * high;
    Arrays.stream(values).forEach(row -> Arrays.setAll(row, unit -> row[unit] / width));
    return values;
  }

  private static int[] labels(int rows, int classes) {
    return IntStream.range(0, rows).map(row -> row % classes).toArray();
  }

  private static Activations layer(double[][] rows) {
    return Activations.of(
        Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(), rows[0].length);
  }

  private static double bits(double[][] rows, int[] labels, int classes) {
    return SampleMean.of(ESTIMATOR.pointwise(layer(rows), labels, classes, 1)).mean();
  }

  private static double distance(double[] one, double[] other) {
    double largest = 0;
    for (int unit = 0; unit < one.length; unit++) {
      largest = Math.max(largest, Math.abs(one[unit] - other[unit]));
    }
    return largest;
  }

  private static double[] sorted(double[][] rows, int[] labels, int at, boolean own) {
    return IntStream.range(0, rows.length)
        .filter(row -> row != at && (!own || labels[row] == labels[at]))
        .mapToDouble(row -> distance(rows[row], rows[at]))
        .sorted()
        .toArray();
  }

  private static int count(double[] distances, double most) {
    return (int) Arrays.stream(distances).filter(each -> each <= most).count();
  }

  /**
   * By all pairs; of rows that are equally far one is drawn after the other, and the chances of how
   * many of the class are among them are carried along.
   */
  private static double direct(double[][] rows, int[] labels) {
    double[] psi = Digamma.table(rows.length + 1);
    double sum = 0;
    for (int at = 0; at < rows.length; at++) {
      double[] own = sorted(rows, labels, at, true);
      double[] all = sorted(rows, labels, at, false);
      double radius = own[K - 1];
      int inside = count(all, radius - 1e-15);
      int tied = count(all, radius + 1e-15) - inside;
      int ownInside = count(own, radius - 1e-15);
      int ownTied = count(own, radius + 1e-15) - ownInside;
      sum += psi[K] - drawn(psi, inside, tied, ownTied, K - ownInside) - psi[own.length + 1];
    }
    return (sum / rows.length + Math.log(rows.length)) * Bits.PER_NAT;
  }

  private static double drawn(double[] psi, int inside, int tied, int ownTied, int rank) {
    double[] chances = new double[rank]; // of so many of the class so far
    chances[0] = 1;
    double mean = 0;
    for (int place = 1; place <= tied; place++) {
      double[] next = new double[rank];
      for (int found = 0; found < rank; found++) {
        double hit = (double) (ownTied - found) / (tied - place + 1);
        double chance = Math.max(0, Math.min(1, hit)) * chances[found];
        next[found] += chances[found] - chance;
        if (found + 1 < rank) {
          next[found + 1] += chance;
        } else {
          mean += chance * psi[inside + place];
        }
      }
      chances = next;
    }
    return mean;
  }

  @ParameterizedTest
  @EnumSource
  void theReadingIsThatOfAllPairs(Kind kind) {
    for (int units : new int[] {1, 2, 7}) {
      for (int classes : new int[] {2, 6}) {
        double[][] rows = rows(kind, ROWS, units, classes, 3);
        int[] labels = labels(ROWS, classes);
        assertThat(bits(rows, labels, classes)).isCloseTo(direct(rows, labels), within(1e-9));
      }
    }
  }

  /** As before, to the last bit: classes as corners of a simplex, and the mixed estimator. */
  @ParameterizedTest
  @CsvSource({"300, 3, 4", "300, 1, 2", "64, 5, 16", "40, 2, 9"})
  void withoutTiesEveryRowReadsTheSameBitsAsByTheMixedEstimator(int rows, int units, int classes) {
    double[][] values = rows(Kind.CONTINUOUS, rows, units, classes, 8);
    int[] labels = labels(rows, classes);
    double[] corners = new double[rows * classes];
    for (int row = 0; row < rows; row++) {
      corners[row * classes + labels[row]] = 2;
    }
    assertThat(ESTIMATOR.pointwise(layer(values), labels, classes, 2))
        .isEqualTo(MixedKsg.of(K).pointwise(layer(values), Activations.of(corners, classes), 1));
  }

  /**
   * scikit-learn 1.2.1, {@code _compute_mi_cd}: noise of 1e-10 against ties, the radius a last
   * place below that of the k-th neighbour, psi(N) in place of ln N. Its mean over the noise is
   * what is read here, less the half of 1/N by which ln N is above psi(N).
   */
  @ParameterizedTest
  @EnumSource
  void theReadingIsTheMeanOfWhatScikitLearnReadsUnderNoise(Kind kind) {
    int[] labels = labels(ROWS, 3);
    double[][] rows = rows(kind, ROWS, 2, 3, 5);
    double[] readings = new double[60];
    Arrays.setAll(readings, seed -> published(rows, labels, seed));
    SampleMean mean = SampleMean.of(readings);
    double more = (Math.log(ROWS) - Digamma.table(ROWS)[ROWS]) * Bits.PER_NAT;
    assertThat(bits(rows, labels, 3) - more)
        .isCloseTo(mean.mean(), within(1e-9 + 4 * mean.standardError()));
  }

  private static double published(double[][] rows, int[] labels, long seed) {
    double[] psi = Digamma.table(rows.length);
    SplittableRandom random = new SplittableRandom(seed);
    double[][] noisy =
        Arrays.stream(rows)
            .map(row -> Arrays.stream(row).map(v -> v + 1e-10 * random.nextGaussian()).toArray())
            .toArray(double[][]::new);
    double sum = 0;
    for (int at = 0; at < rows.length; at++) {
      double[] own = sorted(noisy, labels, at, true);
      double radius = Math.nextDown(own[K - 1]);
      int near = 1 + count(sorted(noisy, labels, at, false), radius);
      sum += psi[K] - psi[own.length + 1] - psi[near];
    }
    return (sum / rows.length + psi[rows.length]) * Bits.PER_NAT;
  }

  /** All it can read is what the sizes of the classes say, up to 2 / 2N nats. */
  @ParameterizedTest
  @EnumSource
  void noReadingIsAboveTheEntropyOfTheClass(Kind kind) {
    int[] labels = labels(ROWS, 2);
    double[][] rows = rows(kind, ROWS, 16, 2, 11);
    assertThat(bits(rows, labels, 2)).isLessThanOrEqualTo(1 + Bits.PER_NAT / ROWS);
  }

  /** Two values, each of one class: one bit. The same two of both classes: none. */
  @Test
  void twoValuesReadWhatTheySay() {
    double[][] rows = new double[ROWS][1];
    int[] labels = labels(ROWS, 2);
    Arrays.setAll(rows, row -> new double[] {0.5 * labels[row]});
    assertThat(bits(rows, labels, 2)).isCloseTo(1, within(0.01));
    Arrays.setAll(rows, row -> new double[] {0.5 * (row / 2 % 2)});
    assertThat(bits(rows, labels, 2)).isCloseTo(0, within(0.02));
  }

  @Test
  void theOrderOfRowsThatAreEquallyFarIsAveraged() {
    double[] psi = Digamma.table(20);
    assertThat(ClassKsg.meanPsi(psi, 4, 1, 1, 3))
        .isCloseTo((psi[5] + psi[6] + psi[7]) / 3, within(1e-12));
    assertThat(ClassKsg.meanPsi(psi, 4, 2, 2, 2)).isEqualTo(psi[6]);
    assertThat(psi[3] - ClassKsg.meanPsi(psi, 0, 3, 7, 12)) // all at distance 0
        .isCloseTo(psi[1 + 7] - psi[1 + 12], within(1e-12));
  }

  @Test
  void oneClassSaysNothingAndTooFewRowsOrInfiniteValuesCannotBeRead() {
    double[][] rows = rows(Kind.CONTINUOUS, 20, 2, 2, 1);
    assertThat(ESTIMATOR.pointwise(layer(rows), new int[20], 3, 1)).containsOnly(0);
    double[][] few = Arrays.copyOf(rows, K);
    assertThat(ESTIMATOR.pointwise(layer(few), labels(K, 2), 2, 1)).containsOnly(Double.NaN);
    rows[3][1] = Double.POSITIVE_INFINITY;
    assertThat(ESTIMATOR.pointwise(layer(rows), labels(20, 2), 2, 1)).containsOnly(Double.NaN);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ClassKsg(0));
    Activations layer = Activations.of(new double[20], 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ESTIMATOR.pointwise(layer, new int[19], 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ESTIMATOR.pointwise(layer, new int[20], 1, 0));
  }
}
