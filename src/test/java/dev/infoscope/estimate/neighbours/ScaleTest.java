// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to a column before neighbours are looked for: scale, noise, categories. */
class ScaleTest {
  private static double[] smooth(int rows) {
    return new SplittableRandom(rows).doubles(rows, 3, 11).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-160, 1, 1e150, 1e300})
  void standardisedColumnsHaveMeanNothingAndDeviationOne(double size) {
    double[] column = Arrays.stream(smooth(200)).map(v -> v * size).toArray();
    Scale.STANDARD.apply(column);
    assertThat(mean(column)).isCloseTo(0, within(1e-12));
    assertThat(deviation(column)).isCloseTo(1, within(1e-12));
  }

  /** A power of two and a shift that loses no digit leave the same standard scores. */
  @Test
  void standardScoresForgetOffsetAndUnit() {
    double[] plain = {1, 2, 4, 8};
    double[] moved = {-4, 4, 20, 52};
    Scale.STANDARD.apply(plain);
    Scale.STANDARD.apply(moved);
    assertThat(moved).containsExactly(plain, within(1e-15));
    assertThat(plain).isSorted();
  }

  @Test
  void aLargeOffsetCostsNoDigitOfTheDeviation() {
    double[] column = {1e12, 1e12 + 1, 1e12 + 2};
    Scale.STANDARD.apply(column);
    assertThat(column)
        .containsExactly(new double[] {-Math.sqrt(1.5), 0, Math.sqrt(1.5)}, within(1e-12));
  }

  /** Ranks see nothing but the order. */
  @Test
  void ranksDoNotChangeUnderMonotoneMaps() {
    double[] plain = smooth(100);
    double[] bent = Arrays.stream(plain).map(v -> Math.exp(v) + v).toArray();
    double[] turned = Arrays.stream(plain).map(v -> -v * v * v).toArray();
    Scale.RANK.apply(plain);
    Scale.RANK.apply(bent);
    Scale.RANK.apply(turned);
    assertThat(bent).isEqualTo(plain);
    assertThat(turned)
        .containsExactly(Arrays.stream(plain).map(v -> 1 - v).toArray(), within(1e-15));
    assertThat(Arrays.stream(plain).min().orElseThrow()).isZero();
    assertThat(Arrays.stream(plain).max().orElseThrow()).isEqualTo(1);
  }

  @Test
  void oneRowHasTheRankNothing() {
    double[] one = {7};
    Scale.RANK.apply(one);
    assertThat(one).containsExactly(0);
  }

  @ParameterizedTest
  @EnumSource
  void aConstantStaysConstant(Scale scale) {
    double[] column = {4, 4, 4};
    scale.apply(column);
    assertThat(column[1]).isEqualTo(column[0]).isFinite();
    assertThat(column[2]).isEqualTo(column[0]);
    double[] empty = {};
    scale.apply(empty);
    assertThat(empty).isEmpty();
  }

  @Test
  void noScaleLeavesTheColumnAlone() {
    double[] column = smooth(20);
    Scale.NONE.apply(column);
    assertThat(column).isEqualTo(smooth(20));
  }

  /** Gaussian noise: mean 0, the share of the deviation, about 68 % within one. */
  @Test
  void jitterIsGaussianAndAShareOfTheDeviation() {
    double[] column = smooth(20_000);
    double[] noisy = column.clone();
    new Jitter(0.1, 4).addTo(noisy, 3);
    double[] noise = new double[column.length];
    Arrays.setAll(noise, row -> noisy[row] - column[row]);
    double expected = 0.1 * deviation(column);
    assertThat(mean(noise) / expected).isCloseTo(0, within(0.03));
    assertThat(deviation(noise) / expected).isCloseTo(1, within(0.03));
    long inside = Arrays.stream(noise).filter(v -> Math.abs(v) < expected).count();
    assertThat(inside / 20_000.0).isCloseTo(0.6827, within(0.015));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-170, 1e170, 1e300})
  void jitterFollowsColumnsOfAnySize(double size) {
    double[] column = Arrays.stream(smooth(500)).map(v -> v * size).toArray();
    double[] noisy = column.clone();
    new Jitter(0.1, 4).addTo(noisy, 3);
    double[] noise = new double[column.length];
    Arrays.setAll(noise, row -> (noisy[row] - column[row]) / size);
    assertThat(deviation(noise) / (0.1 * deviation(smooth(500)))).isCloseTo(1, within(0.1));
  }

  @Test
  void jitterDependsOnSeedAndStreamAndNothingElse() {
    assertThat(jittered(4, 3)).isEqualTo(jittered(4, 3));
    assertThat(jittered(4, 3)).isNotEqualTo(jittered(4, 5));
    assertThat(jittered(4, 3)).isNotEqualTo(jittered(6, 3));
    double[] longer = smooth(50);
    new Jitter(0, 4).addTo(longer, 3);
    assertThat(longer).isEqualTo(smooth(50));
  }

  private static double[] jittered(long seed, long stream) {
    double[] column = smooth(50);
    new Jitter(1e-6, seed).addTo(column, stream);
    return column;
  }

  @Test
  void aConstantGetsNoJitter() {
    double[] column = {5, 5, 5};
    new Jitter(0.1, 1).addTo(column, 0);
    assertThat(column).containsOnly(5);
  }

  @Test
  void noShareIsRefused() {
    for (double share : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Jitter(share, 1))
          .withMessage("jitter (" + share + ") must be finite and >= 0");
    }
  }

  @Test
  void fewValuesOfManyRowsAreCategories() {
    assertThat(Atoms.of(repeated(6, 6)).counts()).containsExactly(6, 6);
    assertThat(Atoms.of(repeated(20))).isSameAs(Atoms.NONE);
    int[] sixteen = new int[16];
    Arrays.fill(sixteen, 6);
    assertThat(Atoms.of(repeated(sixteen)).counts()).containsExactly(sixteen);
    int[] more = Arrays.copyOf(sixteen, 17);
    more[16] = 6;
    assertThat(Atoms.of(repeated(more))).isSameAs(Atoms.NONE);
  }

  /** A value may be rare, but rows must be more than five times the values. */
  @Test
  void rareValuesAreFollowed() {
    Atoms atoms = Atoms.of(repeated(10, 1));
    assertThat(atoms.counts()).containsExactly(10, 1);
    assertThat(atoms.hasRare(1)).isTrue();
    assertThat(atoms.hasRare(10)).isTrue();
    assertThat(Atoms.of(repeated(10, 2)).hasRare(1)).isFalse();
    assertThat(Atoms.of(repeated(9, 1))).isSameAs(Atoms.NONE);
  }

  @Test
  void categoriesCountTogetherAndLevelTheirRows() {
    Atoms x = Atoms.of(repeated(8, 8));
    double[] halves = new double[16];
    Arrays.setAll(halves, row -> row % 2);
    Atoms y = Atoms.of(halves);
    assertThat(x.with(y)).containsExactly(4, 4, 4, 4);
    assertThat(x.with(x)).containsExactly(8, 0, 0, 8);
    double[] column = new double[16];
    Arrays.setAll(column, row -> row);
    y.level(column);
    assertThat(column).isEqualTo(halves);
    double[] kept = {1, 2, 3};
    Atoms.NONE.level(kept);
    assertThat(kept).containsExactly(1, 2, 3);
    assertThat(Atoms.NONE.isEmpty()).isTrue();
  }

  private static double[] repeated(int... counts) {
    double[] column = new double[Arrays.stream(counts).sum()];
    int next = 0;
    for (int value = 0; value < counts.length; value++) {
      Arrays.fill(column, next, next += counts[value], value);
    }
    return column;
  }
}
