// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.ShuffledNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseCentresTest {
  private static final int UNITS = 3;
  private static final int CLASSES = 5;
  private static final double VARIANCE = 0.02;

  private static int[] labels(int rows) {
    return IntStream.range(0, rows).map(row -> row % 7 % CLASSES).toArray();
  }

  /** Rows of a class stand around its place, those of the last class more widely. */
  private static Activations layer(int rows, int units) {
    SplittableRandom random = new SplittableRandom(rows);
    int[] labels = labels(rows);
    double[] values = new double[rows * units];
    for (int i = 0; i < values.length; i++) {
      int label = labels[i / units];
      double wide = label == CLASSES - 1 ? 0.6 : 0.2;
      values[i] = (label == i % units ? 1 : 0) + wide * random.nextGaussian();
    }
    return Activations.of(values, units);
  }

  private static PairwiseBounds sampled(Activations layer, int shuffles, int... centres) {
    return PairwiseCentres.bounds(
        layer, labels(layer.examples()), VARIANCE, true, shuffles, 5, centres, new TileMemory());
  }

  private static PairwiseBounds exact(Activations layer, int shuffles) {
    return PairwiseDistance.bounds(layer, labels(layer.examples()), VARIANCE, shuffles, 5);
  }

  /** Beyond one tile, and with a last centre that has no other beside it. */
  @ParameterizedTest
  @CsvSource({"2, 3", "301, 6", "1025, 3", "2100, 40"})
  void allRowsAsCentresReadWhatAllPairsRead(int rows, int units) {
    Activations layer = layer(rows, units);
    PairwiseBounds found = sampled(layer, 4, IntStream.range(0, rows).toArray());
    PairwiseBounds expected =
        PairwiseDistance.ofSnapshot(layer, labels(rows), VARIANCE, true, 4, 5, new TileMemory());
    assertThat(all(found)).hasSameSizeAs(all(expected));
    for (int i = 0; i < all(expected).size(); i++) {
      assertThat(all(found).get(i)).isCloseTo(all(expected).get(i), within(1e-6));
    }
    assertThat(found.errors().inputUpper()).isCloseTo(expected.errors().inputUpper(), within(1e-6));
    assertThat(found.errors().labelLower()).isCloseTo(expected.errors().labelLower(), within(1e-6));
  }

  private static List<Double> all(PairwiseBounds bounds) {
    List<Double> all = new ArrayList<>();
    all.add(bounds.inputUpper());
    all.add(bounds.inputLower());
    all.add(bounds.labelUpper());
    all.add(bounds.labelLower());
    Arrays.stream(bounds.nullUpper().readings()).forEach(all::add);
    Arrays.stream(bounds.nullLower().readings()).forEach(all::add);
    return all;
  }

  /** By how much they may be off for not having looked at all pairs: drawn without replacement. */
  private static List<Double> errors(PairwiseBounds found, int rows, int centres) {
    double left = Math.sqrt(1 - (double) centres / rows);
    PairwiseErrors errors = found.errors();
    return List.of(
        left * errors.inputUpper(),
        left * errors.inputLower(),
        left * errors.labelUpper(),
        left * errors.labelLower());
  }

  /** All estimates, over many choices of centres: within four of their errors, and unbiased. */
  @ParameterizedTest
  @CsvSource({"1500, 200", "1500, 700"})
  void aFewCentresReadTheSameButForTheirStandardError(int rows, int centres) {
    Activations layer = layer(rows, UNITS);
    List<Double> expected = all(exact(layer, 0));
    int seeds = 60;
    double[] sums = new double[4];
    double[] squares = new double[4];
    for (int seed = 0; seed < seeds; seed++) {
      PairwiseBounds found = sampled(layer, 0, some(rows, centres, seed));
      for (int i = 0; i < 4; i++) {
        double error = errors(found, rows, centres).get(i);
        double z = (all(found).get(i) - expected.get(i)) / error;
        assertThat(error).isPositive();
        assertThat(z).isBetween(-4.0, 4.0);
        sums[i] += z;
        squares[i] += z * z;
      }
    }
    for (int i = 0; i < 4; i++) {
      assertThat(sums[i] / seeds).isCloseTo(0, within(4 / Math.sqrt(seeds)));
      assertThat(Math.sqrt(squares[i] / seeds)).isBetween(0.6, 1.4);
    }
  }

  private static int[] some(int rows, int count, long seed) {
    return new SplittableRandom(seed).ints(0, rows).distinct().limit(count).toArray();
  }

  @Test
  void theNullIsThatOfAllPairsButForTheChoice() {
    Activations layer = layer(1500, UNITS);
    ShuffledNull expected = exact(layer, 200).nullUpper();
    PairwiseBounds found = sampled(layer, 200, some(1500, 300, 1));
    assertThat(found.nullUpper().mean())
        .isPositive()
        .isCloseTo(
            expected.mean(),
            within(4 * errors(found, 1500, 300).get(2) + 4 * expected.deviation()));
    assertThat(found.labelUpper()).isGreaterThan(found.nullUpper().mean());
  }

  @Test
  void theWorkStaysTheSameUntilThereAreTwoHundredCentres() {
    assertThat(PairwiseCentres.count(0)).isZero();
    assertThat(PairwiseCentres.count(4096)).isEqualTo(4096);
    assertThat(PairwiseCentres.count(4097)).isEqualTo(2047);
    assertThat(PairwiseCentres.count(16_384)).isEqualTo(512);
    assertThat(PairwiseCentres.count(1_000_000)).isEqualTo(200);
  }

  @Test
  void centresDependOnTheSeedAndTheNumberOfRowsAlone() {
    int[] centres = PairwiseCentres.of(10_000, 3);
    assertThat(centres).hasSize(838).isSorted().doesNotHaveDuplicates();
    assertThat(PairwiseCentres.of(10_000, 3)).isEqualTo(centres);
    assertThat(PairwiseCentres.of(10_000, 4)).isNotEqualTo(centres);
    assertThat(Arrays.stream(centres).average().orElseThrow()).isBetween(4500.0, 5500.0);
    int[] ofMore = PairwiseCentres.of(12_000, 3);
    assertThat(Arrays.stream(ofMore).filter(row -> row < 10_000).boxed())
        .as("of more rows fewer, but no others")
        .isSubsetOf(Arrays.stream(centres).boxed().toList());
  }

  @Test
  void equalInputGivesEqualBitsInMemoryThatHeldAnotherLayer() {
    Activations layer = layer(1100, 20);
    int[] centres = some(1100, 50, 1);
    TileMemory memory = new TileMemory();
    PairwiseBounds first = sampled(layer, 3, centres);
    for (Activations each : List.of(layer(900, 30), layer)) {
      int[] labels = labels(each.examples());
      int[] some = Arrays.stream(centres).filter(row -> row < labels.length).toArray();
      PairwiseBounds found =
          PairwiseCentres.bounds(each, labels, VARIANCE, true, 3, 5, some, memory);
      assertThat(found).isEqualTo(sampled(each, 3, some));
    }
    assertThat(sampled(layer, 3, centres)).isEqualTo(first);
  }

  @Test
  void lowerBoundsThatNobodyReadsAreNaNAndTheUpperOnesStayTheSame() {
    Activations layer = layer(600, UNITS);
    int[] centres = some(600, 50, 1);
    PairwiseBounds both = sampled(layer, 2, centres);
    PairwiseBounds upper =
        PairwiseCentres.bounds(
            layer, labels(600), VARIANCE, false, 2, 5, centres, new TileMemory());
    assertThat(all(upper).subList(0, 4))
        .containsExactly(both.inputUpper(), Double.NaN, both.labelUpper(), Double.NaN);
    assertThat(upper.nullUpper()).isEqualTo(both.nullUpper());
    assertThat(upper.errors().inputUpper()).isEqualTo(both.errors().inputUpper());
    assertThat(upper.errors().labelUpper()).isEqualTo(both.errors().labelUpper());
    assertThat(List.of(upper.errors().inputLower(), upper.errors().labelLower()))
        .containsOnly(Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void oneCentreHasNoErrorAndIsRefused(int centres) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sampled(layer(300, UNITS), 0, new int[centres]))
        .withMessageContaining("centres (" + centres + ")");
  }
}
