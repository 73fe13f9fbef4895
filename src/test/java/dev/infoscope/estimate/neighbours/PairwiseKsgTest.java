// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseKsgTest {
  private static final Jitter JITTER = new Jitter(1e-9, 7);

  /** Through the presorted columns. */
  @ParameterizedTest
  @MethodSource("dev.infoscope.estimate.neighbours.ReferencePair#varying")
  void agreesWithTheReferenceVectors(ReferencePair pair) {
    ScalarColumns x = column(pair.x());
    ScalarColumns y = column(pair.y());
    int k = pair.neighbours();
    assertThat(nats(k, MixedKsg.Form.RELEASED, x, y)).isCloseTo(pair.released(), within(1e-6));
    assertThat(nats(k, MixedKsg.Form.PRINTED, x, y)).isCloseTo(pair.printed(), within(1e-6));
    assertThat(nats(k, MixedKsg.Form.RELEASED, y, x))
        .as("symmetry")
        .isCloseTo(pair.released(), within(1e-6));
  }

  private static ScalarColumns column(double... values) {
    return ScalarColumns.of(new double[][] {values}, new int[] {0}, Scale.NONE, Jitter.NONE);
  }

  private static double nats(int k, MixedKsg.Form form, ScalarColumns a, ScalarColumns b) {
    return new PairwiseKsg(k, form).between(a, b, 1)[0][0] / Bits.PER_NAT;
  }

  /** Columns of every sort that networks make. */
  private static double[][] columns(long seed, int rows) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] columns = new double[8][rows];
    for (int row = 0; row < rows; row++) {
      double z = random.nextDouble() + random.nextDouble() - 1;
      columns[0][row] = z;
      columns[1][row] = Math.max(0, z + 0.3 * (random.nextDouble() - 0.5)); // rectified
      columns[2][row] = random.nextInt(10) < 8 ? 0 : random.nextDouble(); // a pixel
      columns[3][row] = Math.rint(z * 10) / 10; // recorded on a grid
      columns[4][row] = z > 0 ? 1 : 0;
      columns[5][row] = 3.25; // dead
      columns[6][row] = Math.exp(20 * random.nextDouble()); // a long tail
      columns[7][row] = -z; // the same information
    }
    return columns;
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 60, 500})
  void readsWhatTheEstimatorOfSinglePairsReads(int rows) {
    double[][] columns = columns(rows, rows);
    int[] units = IntStream.range(0, columns.length).toArray();
    for (MixedKsg.Form form : MixedKsg.Form.values()) {
      for (int k : new int[] {1, 5}) {
        ScalarColumns ready = ScalarColumns.of(columns, units, Scale.NONE, Jitter.NONE);
        PairwiseKsg ksg = new PairwiseKsg(k, form);
        double[][] all = ksg.between(ready, ready, 1);
        MixedKsg single = MixedKsg.of(k).with(form);
        for (int i = 0; i < columns.length; i++) {
          for (int j = 0; j < columns.length; j++) {
            double[] expected =
                single.pointwise(Activations.of(columns[i], 1), Activations.of(columns[j], 1), 1);
            assertThat(ksg.pointwise(ready, i, ready, j))
                .as("%s, k = %d, %d and %d", form, k, i, j)
                .containsExactly(expected, within(1e-12));
            assertThat(all[i][j])
                .isCloseTo(Arrays.stream(expected).average().orElseThrow(), within(1e-11));
          }
        }
      }
    }
  }

  /** Ones that differ in the last digit, as those of a saturated sigmoid. */
  @Test
  void valuesThatCannotBeToldApartAreOneCategory() {
    SplittableRandom random = new SplittableRandom(8);
    double[][] columns = new double[2][400];
    for (int row = 0; row < 400; row++) {
      columns[0][row] = random.nextInt(2) * (1 - 0x1p-53 * random.nextInt(2));
      columns[1][row] = random.nextInt(2) * (1 - 0x1p-53 * random.nextInt(2));
    }
    ScalarColumns ready = ScalarColumns.of(columns, new int[] {0, 1}, Scale.NONE, JITTER);
    double[] expected =
        MixedKsg.of(5).pointwise(Activations.of(columns[0], 1), Activations.of(columns[1], 1), 1);
    PairwiseKsg ksg = new PairwiseKsg(5, MixedKsg.Form.RELEASED);
    assertThat(ksg.pointwise(ready, 0, ready, 1)).containsExactly(expected, within(1e-12));
    assertThat(ksg.between(ready, ready, 1)[0][1]).isCloseTo(0, within(0.02));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-310, 1e-200, 1, 1e200, 1e307})
  void unitsOfAnySizeReadTheSameOnceScaled(double size) {
    double[][] columns = columns(2, 300);
    double[][] sized = {Arrays.stream(columns[1]).map(v -> v * size).toArray(), columns[0]};
    ScalarColumns ready =
        ScalarColumns.of(
            new double[][] {columns[1], columns[0]}, new int[2], Scale.STANDARD, JITTER);
    PairwiseKsg ksg = new PairwiseKsg(5, MixedKsg.Form.RELEASED);
    ScalarColumns x =
        ScalarColumns.of(new double[][] {sized[0]}, new int[1], Scale.STANDARD, JITTER);
    assertThat(ksg.between(x, ready, 1)[0][1])
        .isCloseTo(ksg.between(ready, ready, 1)[0][1], within(0.05));
  }

  /** Against every pair of rows, on what no network should hold. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void oddColumnsAreReadAsByBruteForce(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 100; trial++) {
      int rows = random.nextInt(2, 60);
      int k = random.nextInt(1, rows);
      double[] x = odd(random, rows);
      double[] y = random.nextInt(4) == 0 ? x : odd(random, rows);
      int[] unit = {0};
      ScalarColumns a = ScalarColumns.of(new double[][] {x}, unit, Scale.NONE, Jitter.NONE);
      ScalarColumns b = ScalarColumns.of(new double[][] {y}, unit, Scale.NONE, Jitter.NONE);
      for (MixedKsg.Form form : MixedKsg.Form.values()) {
        double[] expected =
            MixedKsg.of(k).with(form).pointwise(Activations.of(x, 1), Activations.of(y, 1), 1);
        boolean alive =
            a.kind(0) == ScalarColumns.Kind.ALIVE && b.kind(0) == ScalarColumns.Kind.ALIVE;
        assertThat(new PairwiseKsg(k, form).pointwise(a, 0, b, 0))
            .as("trial %d, %d rows, k = %d, %s", trial, rows, k, form)
            .containsExactly(alive ? expected : new double[rows], within(1e-9));
      }
    }
  }

  private static double[] odd(SplittableRandom random, int rows) {
    int kind = random.nextInt(8);
    double size = Math.pow(10, 25 * random.nextInt(-12, 13));
    double[] column = random.doubles(rows).toArray();
    for (int row = 0; row < rows; row++) {
      double u = column[row];
      column[row] =
          switch (kind) {
            case 0 -> size * (u - 0.5);
            case 1 -> Math.exp(30 * u);
            case 2 -> u < 0.9 ? 0 : 1e9 * u;
            case 3 -> Math.rint(4 * u) + (u < 0.1 ? u : 0);
            case 4 -> Math.tan(Math.PI * (u - 0.5));
            case 5 -> row == 0 ? 1 : 0;
            case 6 -> Double.MIN_VALUE * Math.rint(100 * u);
            default -> u < 0.02 ? 1e15 : u;
          };
    }
    return column;
  }

  @Test
  void threadsChangeNoBit() {
    double[][] columns = columns(3, 300);
    int[] units = IntStream.range(0, columns.length).toArray();
    ScalarColumns ready = ScalarColumns.of(columns, units, Scale.STANDARD, JITTER);
    PairwiseKsg ksg = new PairwiseKsg(5, MixedKsg.Form.RELEASED);
    double[][] one = ksg.between(ready, ready, 1);
    assertThat(ksg.between(ready, ready, 3)).isDeepEqualTo(one);
    assertThat(ksg.of(ready, new int[] {1, 2}, ready, new int[] {0, 3}))
        .containsExactly(one[1][0], one[2][3]);
  }

  @Test
  void theOrderOfTheRowsChangesNothing() {
    double[][] columns = columns(5, 200);
    int[] units = IntStream.range(0, columns.length).toArray();
    double[][] turned = new double[columns.length][200];
    for (int i = 0; i < columns.length; i++) {
      for (int row = 0; row < 200; row++) {
        turned[i][row] = columns[i][(row * 37 + 11) % 200];
      }
    }
    PairwiseKsg ksg = new PairwiseKsg(5, MixedKsg.Form.RELEASED);
    ScalarColumns before = ScalarColumns.of(columns, units, Scale.NONE, Jitter.NONE);
    ScalarColumns after = ScalarColumns.of(turned, units, Scale.NONE, Jitter.NONE);
    double[][] expected = ksg.between(before, before, 1);
    double[][] found = ksg.between(after, after, 1);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).containsExactly(expected[i], within(1e-11));
    }
  }

  @Test
  void aDeadUnitReadsExactlyNothingAndNaNIsNamed() {
    double[][] columns = columns(9, 100);
    columns[0][17] = Double.NaN;
    columns[3] = new double[100];
    columns[3][5] = 1e-6; // nothing beside the long tail, which spans 1e8
    int[] units = IntStream.range(0, columns.length).toArray();
    ScalarColumns ready = ScalarColumns.of(columns, units, Scale.STANDARD, JITTER);
    double[][] bits = new PairwiseKsg(5, MixedKsg.Form.PRINTED).between(ready, ready, 1);
    assertThat(ready.kind(0)).isEqualTo(ScalarColumns.Kind.NOT_FINITE);
    assertThat(ready.kind(3)).isEqualTo(ScalarColumns.Kind.DEAD);
    assertThat(ready.kind(5)).isEqualTo(ScalarColumns.Kind.DEAD);
    assertThat(bits[5][1]).isZero();
    assertThat(bits[1][5]).isZero();
    assertThat(bits[1][3]).isZero();
    assertThat(bits[0][1]).isNaN();
    assertThat(new PairwiseKsg(5, MixedKsg.Form.RELEASED).pointwise(ready, 0, ready, 1))
        .containsOnly(Double.NaN);
  }

  @Test
  void tooFewRowsGiveNoNumber() {
    ScalarColumns few = column(0, 1, 2, 3, 4);
    assertThat(nats(5, MixedKsg.Form.RELEASED, few, few)).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void linearMapsOfAUnitChangeNothingOnceScaled(Scale scale) {
    double[][] columns = columns(21, 400);
    double[][] stretched = {Arrays.stream(columns[1]).map(v -> 1000 * v - 3).toArray()};
    double[][] plain = {columns[1]};
    double[][] other = {columns[0]};
    int[] unit = {0};
    PairwiseKsg ksg = new PairwiseKsg(5, MixedKsg.Form.RELEASED);
    ScalarColumns y = ScalarColumns.of(other, unit, scale, Jitter.NONE);
    double expected = ksg.between(ScalarColumns.of(plain, unit, scale, Jitter.NONE), y, 1)[0][0];
    double found = ksg.between(ScalarColumns.of(stretched, unit, scale, Jitter.NONE), y, 1)[0][0];
    if (scale == Scale.NONE) {
      assertThat(found).isNotCloseTo(expected, within(0.01));
    } else {
      assertThat(found).isCloseTo(expected, within(0.02)); // ties may fall apart by rounding
    }
  }

  @Test
  void ranksAreMiddleRanksFromZeroToOne() {
    double[] column = {3, 1, 3, 7, 1};
    Scale.RANK.apply(column);
    assertThat(column).containsExactly(0.625, 0.125, 0.625, 1, 0.125);
    double[] constant = {4, 4};
    Scale.STANDARD.apply(constant);
    assertThat(constant).containsOnly(0);
  }

  @Test
  void badShapesAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PairwiseKsg(0, MixedKsg.Form.RELEASED))
        .withMessage("neighbours (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScalarColumns.of(new double[2][3], new int[1], Scale.NONE, Jitter.NONE))
        .withMessage("2 columns must be as many as units (1)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ScalarColumns.of(new double[][] {{1}, {1, 2}}, new int[2], Scale.NONE, Jitter.NONE))
        .withMessage("column 1 has 2 rows, not 1");
  }
}
