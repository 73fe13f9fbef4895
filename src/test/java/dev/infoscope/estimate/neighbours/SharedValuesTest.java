// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that many rows share in units that take many others too, such as the zeros of a rectified
 * unit: noise against ties must not decide what they say. Each expectation is a closed form or a
 * numerical integral.
 */
class SharedValuesTest {
  private static final int ROWS = 1000;
  private static final int SEEDS = 20;

  private static double pairwise(MixedKsg.Form form, double[] x, double[] y, long seed) {
    Jitter jitter = new Jitter(1e-9, seed);
    ScalarColumns a = ScalarColumns.of(new double[][] {x}, new int[] {0}, Scale.STANDARD, jitter);
    ScalarColumns b = ScalarColumns.of(new double[][] {y}, new int[] {1}, Scale.STANDARD, jitter);
    return new PairwiseKsg(5, form).between(a, b, 1)[0][0];
  }

  private static double pairwise(double[] x, double[] y, long seed) {
    return pairwise(MixedKsg.Form.RELEASED, x, y, seed);
  }

  private static double vectors(Activations x, Activations y, long seed) {
    return MixedKsg.of(5).with(new Jitter(1e-9, seed)).information(x, y, 1);
  }

  private static double[] column(IntToDoubleFunction formula) {
    double[] column = new double[ROWS];
    Arrays.setAll(column, formula);
    return column;
  }

  private static double mean(LongToDoubleFunction ofSeed) {
    return LongStream.rangeClosed(1, SEEDS).mapToDouble(ofSeed).average().orElseThrow();
  }

  /** Root of the mean square of what readings of different seeds are off. */
  private static double off(double truth, LongToDoubleFunction ofSeed) {
    return Math.sqrt(mean(seed -> Math.pow(ofSeed.applyAsDouble(seed) - truth, 2)));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  /** The share of a standard normal variable that is below. */
  private static double below(double limit) {
    return integral(-9, limit, SharedValuesTest::density);
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double integral(double low, double high, DoubleUnaryOperator of) {
    int steps = 20_000;
    double width = (high - low) / steps;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += of.applyAsDouble(low + (i + 0.5) * width) * width;
    }
    return sum;
  }

  /** I of max(low, min(high, N(+-shift, 1))) and the sign of the shift, both as likely. */
  private static double clippedInformation(double shift, double low, double high) {
    return one(below(low + shift), below(low - shift))
        + one(below(shift - high), below(-shift - high))
        + integral(low, high, x -> one(density(x + shift), density(x - shift)));
  }

  private static double one(double minus, double plus) {
    double middle = (minus + plus) / 2;
    return (term(minus, middle) + term(plus, middle)) / 2;
  }

  private static double term(double own, double middle) {
    return own > 0 ? own * log2(own / middle) : 0;
  }

  /** Rectified and saturated Gaussian units, and the class that shifts them. */
  @ParameterizedTest(name = "shift {0}, from {1} to {2}")
  @CsvSource({
    "1, 0, 9, 0.427, 0.035",
    "0.3, 0, 9, 0.051, 0.022",
    "1, -1, 1, 0.475, 0.04",
    "0.5, -0.1, 0.1, 0.116, 0.022",
    "0, 0, 9, 0, 0.015"
  })
  void aClippedGaussianReadsItsClassAsTheIntegralDoes(
      double shift, double low, double high, double integral, double off) {
    double truth = clippedInformation(shift, low, high);
    assertThat(truth).isCloseTo(integral, within(5e-4));
    LongToDoubleFunction reading =
        seed -> {
          SplittableRandom random = new SplittableRandom(seed);
          double[] y = column(row -> row % 2);
          double[] x =
              column(
                  row ->
                      Math.max(
                          low,
                          Math.min(high, random.nextGaussian() + (y[row] > 0 ? shift : -shift))));
          return pairwise(x, y, seed);
        };
    assertThat(mean(reading)).isCloseTo(truth, within(0.015));
    assertThat(off(truth, reading)).isLessThan(off);
  }

  /** Two independent rectified units share nothing, however many zeros they have in common. */
  @ParameterizedTest(name = "zero up to {0} deviations")
  @CsvSource({"0, 0.022", "1, 0.01", "1.645, 0.004", "2, 0.004"})
  void zerosThatTwoUnitsHaveInCommonByChanceAreNoInformation(double zero, double off) {
    LongToDoubleFunction reading =
        seed -> {
          SplittableRandom random = new SplittableRandom(seed);
          double[] x = column(row -> Math.max(0, random.nextGaussian() - zero));
          double[] y = column(row -> Math.max(0, random.nextGaussian() - zero));
          return pairwise(x, y, seed);
        };
    assertThat(off(0, reading)).isLessThan(off);
  }

  /** Units that are on for the same rows, by values of their own: I is the entropy of the gate. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 0.8})
  void aCommonGateReadsItsEntropy(double on) {
    double truth = -on * log2(on) - (1 - on) * log2(1 - on);
    LongToDoubleFunction reading =
        seed -> {
          SplittableRandom random = new SplittableRandom(seed);
          double[] x = column(row -> row < on * ROWS ? 0.1 + random.nextDouble() : 0);
          double[] y = column(row -> row < on * ROWS ? 0.1 + random.nextDouble() : 0);
          return pairwise(x, y, seed);
        };
    assertThat(mean(reading)).isCloseTo(truth, within(0.01));
    assertThat(off(truth, reading)).isLessThan(0.04);
  }

  /** With probability p a fixed value, else one that tells the class: I = 1 - p. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.9})
  void anAtomThatTellsNothingLeavesTheRestItsInformation(double atom) {
    LongToDoubleFunction reading =
        seed -> {
          SplittableRandom random = new SplittableRandom(seed);
          double[] y = column(row -> row % 2);
          double[] x =
              column(
                  row ->
                      row / 2 < atom * ROWS / 2
                          ? 0.25
                          : (1 + random.nextDouble()) * (y[row] > 0 ? 1 : -1));
          return pairwise(x, y, seed);
        };
    assertThat(off(1 - atom, reading)).isLessThan(0.006);
  }

  /** Thirty values of thirty rows and more: counts, which no noise moves. */
  @Test
  void noiseChangesNothingOfPairsThatManyRowsShare() {
    double[] x = column(row -> row % 30);
    double[] half = column(row -> row % 30 % 2);
    double[] other = column(row -> row % 3);
    for (MixedKsg.Form form : MixedKsg.Form.values()) {
      double own = pairwise(form, x, x, 1);
      double label = pairwise(form, x, half, 1);
      double three = pairwise(form, half, other, 1);
      for (long seed = 2; seed < 6; seed++) {
        assertThat(pairwise(form, x, x, seed)).isEqualTo(own);
        assertThat(pairwise(form, x, half, seed)).isEqualTo(label);
        assertThat(pairwise(form, half, other, seed)).isEqualTo(three);
      }
    }
    assertThat(pairwise(x, x, 1)).isCloseTo(log2(30), within(0.03));
    assertThat(pairwise(x, half, 1)).isCloseTo(1, within(0.03));
  }

  /** A rectified unit of which some positive values come twice. */
  private static double[] rectified(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return column(row -> Math.max(0, Math.rint(300 * random.nextGaussian()) / 300));
  }

  @ParameterizedTest
  @EnumSource
  void bothOrdersReadTheSame(MixedKsg.Form form) {
    double[] x = rectified(1);
    double[] y = column(row -> x[row] > 0 ? row % 50 : 0);
    Jitter jitter = new Jitter(1e-9, 3);
    ScalarColumns both =
        ScalarColumns.of(new double[][] {x, y}, new int[] {0, 1}, Scale.STANDARD, jitter);
    double[][] bits = new PairwiseKsg(5, form).between(both, both, 1);
    assertThat(bits[1][0]).isCloseTo(bits[0][1], within(1e-12));
  }

  @Test
  void sharesOfRowsAverageToTheReading() {
    double[] x = rectified(1);
    double[] y = column(row -> x[row] > 0 ? row % 50 : 0);
    ScalarColumns both =
        ScalarColumns.of(new double[][] {x, y}, new int[] {0, 1}, Scale.RANK, new Jitter(1e-9, 3));
    PairwiseKsg ksg = new PairwiseKsg(5, MixedKsg.Form.RELEASED);
    assertThat(Arrays.stream(ksg.pointwise(both, 0, both, 1)).average().orElseThrow())
        .isCloseTo(ksg.between(both, both, 1)[0][1], within(1e-12));
  }

  /** Names of values do not matter, and joining them adds nothing. */
  @Test
  void recodingChangesNothingAndJoiningAddsNothing() {
    double[] x = column(row -> row % 25);
    double[] y = column(row -> (row + (row % 3 == 0 ? 1 : 0)) % 5);
    double bits = pairwise(x, y, 1);
    double[] recoded = Arrays.stream(x).map(value -> 7 * value % 25).toArray();
    assertThat(pairwise(recoded, y, 4)).isCloseTo(bits, within(1e-12));
    for (DoubleUnaryOperator join :
        new DoubleUnaryOperator[] {v -> Math.max(v, 7), v -> v % 2, v -> Math.rint(v / 4)}) {
      assertThat(pairwise(Arrays.stream(x).map(join).toArray(), y, 1))
          .isLessThanOrEqualTo(bits + 0.02);
    }
  }

  /** Values in units of the column: neither size nor offset makes atoms of others. */
  @ParameterizedTest
  @CsvSource({"1e-300, 0", "1e-20, 0", "1e20, 0", "1, 1024", "0.001, -8"})
  void sizeAndOffsetOfAUnitChangeNothing(double size, double offset) {
    double[] x = rectified(2);
    double[] y = column(row -> row % 2);
    double[] moved = Arrays.stream(x).map(value -> value * size + offset).toArray();
    assertThat(pairwise(moved, y, 1)).isCloseTo(pairwise(x, y, 1), within(0.01));
  }

  /** Sums that rounding alone tells apart are one value. */
  @Test
  void roundingDoesNotSplitAnAtom() {
    double[] y = column(row -> row % 2);
    double[] exact = column(row -> row < 600 ? 0.3 : row);
    double[] rounded = column(row -> row < 600 ? row % 2 == 0 ? 0.3 : 0.1 + 0.2 : row);
    assertThat(
            Atoms.shared(column(row -> row < 600 ? row % 2 == 0 ? 0.3 : 0.1 + 0.2 : row / 1e3))
                .counts())
        .containsExactly(600);
    assertThat(pairwise(rounded, y, 1)).isCloseTo(pairwise(exact, y, 1), within(1e-12));
  }

  @Test
  void sharedValuesAreNumberedAndOthersAreNot() {
    Atoms atoms = Atoms.shared(new double[] {3, 7, 3, 5, 7, 7, 9});
    assertThat(atoms.codes()).containsExactly(0, 1, 0, -1, 1, 1, -1);
    assertThat(atoms.counts()).containsExactly(2, 3);
    assertThat(atoms.rows()).containsExactly(0, 2, 1, 4, 5);
    assertThat(atoms.categorical()).isFalse();
    assertThat(atoms.hasRare(5)).isFalse();
    assertThat(Atoms.shared(new double[] {1, 2, 3}).isEmpty()).isTrue();
    assertThat(Atoms.shared(new double[0]).isEmpty()).isTrue();
  }

  /** Of whole layers rows are shared that are equal in every unit. */
  @Test
  void rowsOfALayerThatAreEqualAreRead() {
    SplittableRandom random = new SplittableRandom(3);
    int[] bits = random.ints(3L * ROWS, 0, 2).toArray();
    Activations x = Activations.of(Arrays.stream(bits).asDoubleStream().toArray(), 3);
    Activations either = Activations.of(column(row -> bits[3 * row] ^ bits[3 * row + 1]), 1);
    double reading = vectors(x, either, 1);
    assertThat(reading).isCloseTo(1, within(0.01));
    assertThat(vectors(x, either, 2)).isEqualTo(reading);
    assertThat(vectors(x, Activations.of(column(row -> random.nextInt(2)), 1), 1))
        .isCloseTo(0, within(0.01));
  }

  /** A layer that is 0 in every unit for most rows, and a class it does not know. */
  @ParameterizedTest
  @EnumSource
  void aLayerThatIsMostlyOffReadsNothingOfAClassItDoesNotKnow(MixedKsg.Form form) {
    LongToDoubleFunction reading =
        seed -> {
          SplittableRandom random = new SplittableRandom(seed);
          double[] values =
              random.doubles(3L * ROWS).map(value -> Math.max(0, value - 0.95)).toArray();
          Activations label = Activations.of(column(row -> random.nextInt(2)), 1);
          return MixedKsg.of(5)
              .with(form)
              .with(new Jitter(1e-9, seed))
              .information(Activations.of(values, 3), label, 1);
        };
    assertThat(off(0, reading)).isLessThan(form == MixedKsg.Form.RELEASED ? 0.015 : 0.07);
  }

  @Test
  void equalRowsHaveEqualNumbers() {
    ValueColumns columns = new ValueColumns(new double[][] {{1, 2, 1, 2, 1}, {5, 5, 5, 6, 7}}, 5);
    assertThat(Atoms.shared(columns.rowNumbers()).counts()).containsExactly(2);
    assertThat(Atoms.shared(columns.rowNumbers()).codes()).containsExactly(0, -1, 0, -1, -1);
  }
}
