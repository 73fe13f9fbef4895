// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Narrow layers and few classes read what double precision reads. */
class NarrowLayerTest {
  private static final double SAME = 1e-6; // bits
  private static final int SHUFFLES = 7;

  private static PairwiseBounds exact(Activations layer, int[] labels, double variance) {
    return PairwiseDistance.bounds(layer, labels, variance, SHUFFLES, 5);
  }

  private static PairwiseBounds found(Activations layer, int[] labels, double variance) {
    PairwiseBounds bounds =
        PairwiseDistance.ofSnapshot(layer, labels, variance, true, SHUFFLES, 5, new TileMemory());
    assertThat(suits(layer, labels)).isTrue();
    return bounds;
  }

  private static boolean suits(Activations layer, int... labels) {
    LabelGroups groups = LabelGroups.of(labels);
    return NarrowLayer.suits(CenteredTiles.of(layer, groups.order(), new TileMemory()), groups);
  }

  private static void assertSame(Activations layer, int[] labels, double variance) {
    PairwiseBounds expected = exact(layer, labels, variance);
    PairwiseBounds found = found(layer, labels, variance);
    assertThat(found).isNotEqualTo(expected); // in single precision
    assertThat(all(found, SHUFFLES)).containsExactly(all(expected, SHUFFLES), within(SAME));
  }

  private static double[] all(PairwiseBounds bounds, int count) {
    PairwiseErrors errors = bounds.errors();
    IntStream shuffles = IntStream.range(0, count);
    return IntStream.concat(IntStream.range(-8, 0), shuffles)
        .mapToDouble(
            i ->
                switch (i) {
                  case -8 -> bounds.inputUpper();
                  case -7 -> bounds.inputLower();
                  case -6 -> bounds.labelUpper();
                  case -5 -> bounds.labelLower();
                  case -4 -> errors.inputUpper();
                  case -3 -> errors.labelUpper();
                  case -2 -> errors.labelLower();
                  case -1 -> bounds.nullLower().mean();
                  default -> bounds.nullUpper().readings()[i];
                })
        .toArray();
  }

  private static Activations layer(int rows, int units, IntToDoubleFunction value) {
    double[] values = new double[rows * units];
    Arrays.setAll(values, value);
    return Activations.of(values, units);
  }

  /** Around the sizes of tiles, batches and flushes, and of groups of four units. */
  @ParameterizedTest
  @CsvSource({
    "256, 1, 2",
    "300, 2, 2",
    "512, 4, 3",
    "640, 5, 2",
    "1023, 7, 4",
    "1024, 3, 2",
    "1025, 10, 2",
    "1537, 12, 3",
    "2000, 30, 2",
    "700, 8, 5",
    "400, 3, 5"
  })
  void valuesOfAnyKindReadTheSame(int rows, int units, int classes) {
    SplittableRandom random = new SplittableRandom(rows);
    int[] labels = random.ints(rows, 0, classes).toArray();
    Activations layer =
        layer(rows, units, i -> Math.tanh(random.nextGaussian() + labels[i / units] * 0.5));
    assertSame(layer, labels, Noise.relative(0.1).variance(layer));
  }

  /** Roundings of equal kernels do not cancel. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 12, 20})
  void saturatedUnitsReadTheSame(int units) {
    SplittableRandom random = new SplittableRandom(units);
    int[] labels = random.ints(2000, 0, 2).toArray();
    Activations layer = layer(2000, units, i -> random.nextDouble() < 0.4 ? -1 : 0.98);
    assertSame(layer, labels, Noise.relative(0.1).variance(layer));
  }

  /** Equal kernels, which are all rounded in one direction: contiguous clusters of equal rows. */
  @ParameterizedTest
  @CsvSource({
    "512, 2, 1, 0.25, 0",
    "512, 2, 1, 0.04, 0",
    "512, 8, 1, 0.15634565765, 0",
    "2048, 16, 4, 0.7070520036, 3",
    "600, 13, 4, 0.1021556388, 7",
    "1024, 16, 2, 0.5392439745, 20"
  })
  void clustersOfEqualRowsReadTheSame(
      int rows, int clusters, int classes, double variance, int shuffles) {
    int[] labels = IntStream.range(0, rows).map(row -> row * clusters / rows % classes).toArray();
    Activations layer =
        layer(rows, clusters, i -> i / clusters * clusters / rows == i % clusters ? 1 : 0);
    PairwiseBounds exact = PairwiseDistance.bounds(layer, labels, variance, shuffles, 5);
    PairwiseBounds found =
        PairwiseDistance.ofSnapshot(layer, labels, variance, true, shuffles, 5, new TileMemory());
    assertThat(suits(layer, labels)).isTrue();
    assertThat(all(found, shuffles)).containsExactly(all(exact, shuffles), within(SAME));
  }

  @Test
  void memoryOfAnotherLayerChangesNoBit() {
    SplittableRandom random = new SplittableRandom(12);
    int[] labels = random.ints(513, 0, 2).toArray();
    Activations layer = layer(513, 3, i -> random.nextGaussian());
    Activations other = layer(2100, 9, i -> random.nextGaussian());
    TileMemory used = new TileMemory();
    PairwiseDistance.ofSnapshot(other, new int[2100], 2, true, 20, 1, used);
    assertThat(PairwiseDistance.ofSnapshot(layer, labels, 0.5, true, 3, 5, used))
        .isEqualTo(PairwiseDistance.ofSnapshot(layer, labels, 0.5, true, 3, 5, new TileMemory()));
  }

  /** Two rows in five are far away, so that kernels are doubled more often. */
  @ParameterizedTest
  @CsvSource({"0.1, 30", "0.1, 1000", "0.07, 100000"})
  void rowsFarAwayReadTheSame(double noise, double far) {
    SplittableRandom random = new SplittableRandom(4);
    int[] labels = random.ints(1200, 0, 2).toArray();
    Activations layer = layer(1200, 5, i -> random.nextGaussian() * (i / 5 % 400 == 0 ? far : 1));
    assertSame(layer, labels, Noise.relative(noise).variance(layer));
  }

  /** The sum of the many is by far larger than that of the few. */
  @Test
  void rareClassesReadTheSame() {
    SplittableRandom random = new SplittableRandom(6);
    int[] labels = IntStream.range(0, 1500).map(row -> row == 700 ? 2 : row % 100 / 99).toArray();
    Activations layer = layer(1500, 3, i -> 1e-3 * random.nextGaussian() + labels[i / 3]);
    assertSame(layer, labels, Noise.relative(1).variance(layer));
    int[] turned = Arrays.stream(labels).map(label -> 2 - label).toArray();
    assertSame(layer, turned, Noise.relative(1).variance(layer));
  }

  @Test
  void upperBoundsDoNotDependOnWhetherLowerOnesAreRead() {
    SplittableRandom random = new SplittableRandom(8);
    int[] labels = random.ints(500, 0, 2).toArray();
    Activations layer = layer(500, 3, i -> random.nextGaussian());
    TileMemory memory = new TileMemory();
    PairwiseBounds both = PairwiseDistance.ofSnapshot(layer, labels, 0.5, true, 3, 5, memory);
    PairwiseBounds upper = PairwiseDistance.ofSnapshot(layer, labels, 0.5, false, 3, 5, memory);
    assertThat(upper.inputUpper()).isEqualTo(both.inputUpper());
    assertThat(upper.labelUpper()).isEqualTo(both.labelUpper());
    assertThat(upper.nullUpper()).isEqualTo(both.nullUpper());
    assertThat(upper.inputLower()).isNaN();
  }

  @Test
  void aSingleClassHoldsNoInformation() {
    SplittableRandom random = new SplittableRandom(9);
    PairwiseBounds bounds = found(layer(400, 3, i -> random.nextGaussian()), new int[400], 0.5);
    assertThat(bounds.labelUpper()).isZero();
    assertThat(bounds.nullUpper().mean()).isCloseTo(0, within(1e-14));
    assertThat(bounds.nullUpper().deviation()).isZero();
  }

  @Test
  void wideLayersAndManyClassesAreNotTakenThisWay() {
    assertThat(suits(Activations.of(new double[40], 40), 0)).isTrue();
    assertThat(suits(Activations.of(new double[41], 41), 0)).isFalse();
    int[] ten = IntStream.range(0, 10).toArray();
    assertThat(suits(Activations.of(new double[10], 1), ten)).isFalse();
  }
}
