// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Rows;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseDistanceTest {
  /** Sums of some hundred exponentials, mean of some hundred logarithms. */
  private static final double ROUNDING = 1e-11;

  /** The formula as printed, in bits: the information of rows taken from a list. */
  private static double naive(double[] values, int units, int[] rows, double variance) {
    double total = 0;
    for (int i : rows) {
      double sum = 0;
      for (int j : rows) {
        double square = 0;
        for (int unit = 0; unit < units; unit++) {
          double difference = values[i * units + unit] - values[j * units + unit];
          square += difference * difference;
        }
        sum += Math.exp(-square / (2 * variance));
      }
      total -= Math.log(sum / rows.length);
    }
    return total / rows.length / Math.log(2);
  }

  private static double naiveLabel(double[] values, int units, int[] labels, double variance) {
    double information =
        naive(values, units, IntStream.range(0, labels.length).toArray(), variance);
    for (int label : Arrays.stream(labels).distinct().toArray()) {
      int[] members = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
      double share = (double) members.length / labels.length;
      information -= share * naive(values, units, members, variance);
    }
    return Math.max(0, information);
  }

  /** Rows in clusters, so that neither bound is at an end of its range. */
  private record Sample(double[] values, int units, int[] labels) {
    static Sample of(int rows, int units, int classes) {
      SplittableRandom random = new SplittableRandom(31L * rows + units);
      double[] values = Rows.repeating(random, rows, units, 1 + rows / 4);
      int[] labels = Rows.labels(random, values, units, classes);
      for (int i = 0; i < values.length; i++) {
        values[i] += 0.2 * random.nextDouble();
      }
      return new Sample(values, units, labels);
    }

    PairwiseBounds bounds(double variance) {
      return PairwiseDistance.bounds(Activations.of(values, units), labels, variance, 3, 5);
    }

    Sample with(double[] others) {
      return new Sample(others, units, labels);
    }
  }

  /** Sizes around the tile of 1,024 rows, widths around the step of 4 units. */
  static Stream<Arguments> shapes() {
    return IntStream.of(1, 2, 3, 4, 5, 31, 255, 256, 257, 1023, 1025)
        .boxed()
        .flatMap(rows -> IntStream.rangeClosed(1, 9).mapToObj(units -> Arguments.of(rows, units)));
  }

  @ParameterizedTest(name = "{0} rows of {1} units")
  @MethodSource("shapes")
  void agreesWithTheFormulaOnEveryShape(int rows, int units) {
    Sample sample = Sample.of(rows, units, 1 + (rows + units) % 4);
    double variance = 0.02 * units;
    int[] all = IntStream.range(0, rows).toArray();
    PairwiseBounds bounds = sample.bounds(variance);
    assertThat(bounds.inputUpper())
        .isCloseTo(naive(sample.values(), units, all, variance), within(ROUNDING));
    assertThat(bounds.inputLower())
        .isCloseTo(naive(sample.values(), units, all, 4 * variance), within(ROUNDING));
    assertThat(bounds.labelUpper())
        .isCloseTo(naiveLabel(sample.values(), units, sample.labels(), variance), within(ROUNDING));
    assertThat(bounds.labelLower())
        .isCloseTo(
            naiveLabel(sample.values(), units, sample.labels(), 4 * variance), within(ROUNDING));
  }

  @ParameterizedTest(name = "{0} rows of {1} units, variance {2}")
  @CsvSource({"2, 1, 1e-6", "57, 3, 1e-4", "57, 3, 0.1", "57, 3, 10", "300, 8, 1e6", "300, 8, 1"})
  void boundsAreOrderedAndNoneExceedsTheNumberOfRows(int rows, int units, double variance) {
    PairwiseBounds bounds = Sample.of(rows, units, 3).bounds(variance);
    assertThat(bounds.inputLower()).isNotNegative().isLessThanOrEqualTo(bounds.inputUpper());
    assertThat(bounds.inputUpper()).isLessThanOrEqualTo(Bits.log2(rows));
    assertThat(bounds.labelUpper()).isBetween(0.0, bounds.inputUpper() + ROUNDING);
    assertThat(bounds.labelLower()).isBetween(0.0, bounds.inputLower() + ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 257})
  void shiftRotationAndOrderOfUnitsChangeNothing(int rows) {
    Sample sample = Sample.of(rows, 3, 3);
    double cos = Math.cos(0.7);
    double sin = Math.sin(0.7);
    double[] turned = sample.values().clone();
    for (int i = 0; i < turned.length; i += 3) {
      double x = turned[i];
      double y = turned[i + 1];
      turned[i] = 100 + turned[i + 2];
      turned[i + 1] = cos * x - sin * y;
      turned[i + 2] = -5 + sin * x + cos * y;
    }
    assertAlike(sample.with(turned).bounds(0.05), sample.bounds(0.05));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 257})
  void orderOfRowsAndNamesOfLabelsChangeNothing(int rows) {
    Sample sample = Sample.of(rows, 3, 4);
    int[] order = Rows.permutation(new SplittableRandom(8), rows);
    int[] renamed = Arrays.stream(sample.labels()).map(label -> 90 - 7 * label).toArray();
    Sample turned =
        new Sample(Rows.reordered(sample.values(), 3, order), 3, Rows.reordered(renamed, order));
    assertAlike(turned.bounds(0.05), sample.bounds(0.05));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-20, 0.001, 3, 1e15})
  void withRelativeNoiseScaleChangesNothing(double factor) {
    Sample sample = Sample.of(120, 5, 3);
    double[] scaled = Arrays.stream(sample.values()).map(value -> value * factor).toArray();
    Noise noise = Noise.relative(0.01);
    assertAlike(
        sample.with(scaled).bounds(noise.variance(Activations.of(scaled, 5))),
        sample.bounds(noise.variance(Activations.of(sample.values(), 5))));
  }

  private static void assertAlike(PairwiseBounds found, PairwiseBounds expected) {
    assertAlike(found, expected, 1e-9);
  }

  private static void assertAlike(PairwiseBounds found, PairwiseBounds expected, double far) {
    assertThat(found.inputUpper()).isCloseTo(expected.inputUpper(), within(far));
    assertThat(found.inputLower()).isCloseTo(expected.inputLower(), within(far));
    assertThat(found.labelUpper()).isCloseTo(expected.labelUpper(), within(far));
    assertThat(found.labelLower()).isCloseTo(expected.labelLower(), within(far));
  }

  @Test
  void aClassOfOneRowIsAClass() {
    Sample sample = Sample.of(30, 2, 2);
    int[] labels = sample.labels().clone();
    labels[17] = 9;
    PairwiseBounds bounds = new Sample(sample.values(), 2, labels).bounds(0.05);
    assertThat(bounds.labelUpper())
        .isCloseTo(naiveLabel(sample.values(), 2, labels, 0.05), within(ROUNDING));
  }

  @Test
  void aSingleClassHoldsNoInformation() {
    Sample sample = Sample.of(300, 3, 1);
    PairwiseBounds bounds = sample.bounds(0.05);
    assertThat(bounds.labelUpper()).isZero();
    assertThat(bounds.labelLower()).isZero();
    assertThat(bounds.inputUpper()).isPositive();
    assertThat(bounds.nullUpper().mean()).isCloseTo(0, within(1e-14)); // summed in another order
    assertThat(bounds.nullUpper().deviation()).isZero();
  }

  @Test
  void littleNoiseReadsTheCeilingAndMuchNoiseNothing() {
    Sample sample = Sample.of(64, 3, 3);
    assertThat(sample.bounds(1e-9).inputLower()).isEqualTo(Bits.log2(64));
    assertThat(sample.bounds(1e9).inputUpper()).isCloseTo(0, within(1e-7));
  }

  @Test
  void theShuffledNullIsTheReadingUnderShuffledLabels() {
    Sample sample = Sample.of(90, 3, 3);
    Activations rows = Activations.of(sample.values(), 3);
    ShuffledNull found = PairwiseDistance.bounds(rows, sample.labels(), 0.02, 400, 5).nullUpper();
    SplittableRandom random = new SplittableRandom(77);
    double[] readings = new double[200];
    for (int i = 0; i < readings.length; i++) {
      int[] shuffled = Rows.reordered(sample.labels(), Rows.permutation(random, 90));
      readings[i] = naiveLabel(sample.values(), 3, shuffled, 0.02);
    }
    ShuffledNull brute = ShuffledNull.of(readings);
    double error = Math.hypot(found.deviation() / 20, brute.deviation() / Math.sqrt(200));
    assertThat(found.mean()).isPositive().isCloseTo(brute.mean(), within(5 * error));
    assertThat(found.deviation() / brute.deviation()).isBetween(0.75, 1.33);
    assertThat(found.shuffles()).isEqualTo(400);
  }

  /** The tiles and cursors of the shuffled sums, beyond one tile. */
  @ParameterizedTest
  @ValueSource(ints = {2, 255, 256, 257, 1023, 1025})
  void shufflingDoesNotMoveTheNullWhenEveryClassHasOneRowOrThereIsOneClass(int rows) {
    Sample sample = Sample.of(rows, 3, 1);
    Activations values = Activations.of(sample.values(), 3);
    int[] own = IntStream.range(0, rows).toArray();
    PairwiseBounds bounds = PairwiseDistance.bounds(values, own, 0.05, 4, 5);
    assertThat(bounds.nullUpper().mean()).isCloseTo(bounds.inputUpper(), within(ROUNDING));
    assertThat(bounds.nullLower().mean()).isCloseTo(bounds.inputLower(), within(ROUNDING));
    assertThat(sample.bounds(0.05).nullUpper().mean()).isCloseTo(0, within(ROUNDING));
  }

  @Test
  void equalInputGivesEqualBitsAndAnotherSeedAnotherNull() {
    Sample sample = Sample.of(300, 5, 3);
    assertThat(sample.bounds(0.05)).isEqualTo(sample.bounds(0.05));
    Activations rows = Activations.of(sample.values(), 5);
    assertThat(PairwiseDistance.bounds(rows, sample.labels(), 0.05, 3, 6).nullUpper())
        .isNotEqualTo(sample.bounds(0.05).nullUpper());
  }

  @Test
  void badInputIsRefused() {
    Activations rows = Activations.of(new double[4], 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseDistance.bounds(rows, new int[3], 1, 0, 0))
        .withMessage("activations have 2 rows, labels 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseDistance.bounds(rows, new int[2], 0, 0, 0))
        .withMessage("variance (0.0) must be finite and > 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PairwiseDistance.bounds(Activations.of(new double[0], 2), new int[0], 1, 0, 0))
        .withMessage("examples (0) must be >= 1");
  }

  @Test
  void memoryThatHeldAnotherLayerChangesNothingAndIsNotMadeAgain() {
    SplittableRandom random = new SplittableRandom(4);
    TileMemory memory = new TileMemory();
    Activations wide = Activations.of(random.doubles(1100L * 70, -1, 1).toArray(), 70);
    Activations narrow = Activations.of(random.doubles(500L * 6, -1, 1).toArray(), 6);
    int[] labels = random.ints(1100, 0, 4).toArray();
    int[] fewer = Arrays.copyOf(labels, 500);
    PairwiseBounds first = PairwiseDistance.ofSnapshot(wide, labels, 0.3, true, 2, 1, memory);
    assertThat(PairwiseDistance.ofSnapshot(narrow, fewer, 0.1, true, 2, 1, memory))
        .isEqualTo(PairwiseDistance.bounds(narrow, fewer, 0.1, 2, 1));
    double[][][] tiles = memory.zeros(2, 72, 1024);
    assertThat(PairwiseDistance.ofSnapshot(wide, labels, 0.3, true, 2, 1, memory)).isEqualTo(first);
    assertThat(memory.zeros(2, 72, 1024)[1][71]).isSameAs(tiles[1][71]).containsOnly(0);
  }

  @Test
  void lowerBoundsThatNobodyReadsAreNaNAndTheUpperOnesStayTheSame() {
    Sample sample = Sample.of(300, 5, 3);
    Activations rows = Activations.of(sample.values(), 5);
    PairwiseBounds both = PairwiseDistance.bounds(rows, sample.labels(), 0.01, 3, 5);
    PairwiseBounds upper =
        PairwiseDistance.ofSnapshot(rows, sample.labels(), 0.01, false, 3, 5, new TileMemory());
    assertThat(upper)
        .isEqualTo(
            new PairwiseBounds(
                both.inputUpper(),
                Double.NaN,
                both.labelUpper(),
                Double.NaN,
                both.nullUpper(),
                ShuffledNull.of(),
                new PairwiseErrors(
                    both.errors().inputUpper(),
                    Double.NaN,
                    both.errors().labelUpper(),
                    Double.NaN)));
  }

  @ParameterizedTest
  @CsvSource({"300, 6, 0.07", "600, 130, 0.07", "600, 300, 0.1", "900, 40, 0.5"})
  void singlePrecisionReadsTheSameAsDoubleToAMillionthBit(int rows, int units, double noise) {
    SplittableRandom random = new SplittableRandom(rows);
    int[] labels = random.ints(rows, 0, 7).toArray();
    double[] values = new double[rows * units];
    for (int i = 0; i < values.length; i++) { // rectified: most units rest at 0 in most rows
      values[i] = Math.max(0, random.nextGaussian() + labels[i / units] * 0.3 - i % units * 0.01);
    }
    Activations layer = Activations.of(values, units);
    double variance = Noise.relative(noise).variance(layer);
    PairwiseBounds exact = PairwiseDistance.bounds(layer, labels, variance, 3, 5);
    PairwiseBounds found =
        PairwiseDistance.ofSnapshot(layer, labels, variance, true, 3, 5, new TileMemory());
    assertThat(found).isNotEqualTo(exact);
    assertAlike(found, exact, 1e-6);
    assertThat(found.nullUpper().mean()).isCloseTo(exact.nullUpper().mean(), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-20, 1e20})
  void valuesThatSinglePrecisionHasNoRoomForAreReadInDoublePrecision(double factor) {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = random.doubles(300 * 4, 0, factor).toArray();
    Activations layer = Activations.of(values, 4);
    int[] labels = new int[300];
    double variance = Noise.relative(0.1).variance(layer);
    assertThat(PairwiseDistance.ofSnapshot(layer, labels, variance, true, 2, 1, new TileMemory()))
        .isEqualTo(PairwiseDistance.bounds(layer, labels, variance, 2, 1));
  }
}
