// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every formula written out symbol by symbol, as in its paper, and what follows from it. */
class EntropyFormulasTest {
  private static final double ROUNDING = 1e-11;

  private static int[] counts(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    int symbols = 1 + random.nextInt(40);
    int most = 1 << random.nextInt(12);
    return random.ints(symbols, 1, most + 1).toArray();
  }

  private static double sum(int[] counts, IntToDoubleFunction term) {
    return Arrays.stream(counts).mapToDouble(term).sum();
  }

  private static double nats(double bits) {
    return bits * Math.log(2);
  }

  @RepeatedTest(30)
  void plugInIsTheMeanSurprise(RepetitionInfo run) {
    int[] counts = counts(run);
    double n = sum(counts, count -> count);
    assertThat(nats(PlugIn.entropy(Fingerprint.of(counts))))
        .isCloseTo(-sum(counts, c -> c / n * Math.log(c / n)), within(ROUNDING));
  }

  @RepeatedTest(30)
  void millerMadowAddsHalfASymbolPerSample(RepetitionInfo run) {
    int[] counts = counts(run);
    double n = sum(counts, count -> count);
    Fingerprint symbols = Fingerprint.of(counts);
    assertThat(nats(MillerMadow.entropy(symbols) - PlugIn.entropy(symbols)))
        .isCloseTo((counts.length - 1) / (2 * n), within(ROUNDING));
  }

  /** Chao and Shen 2003; where every sample is new, one of them counts as seen before. */
  @RepeatedTest(30)
  void chaoShenWeighsBySeenCoverage(RepetitionInfo run) {
    int[] counts = counts(run);
    double n = sum(counts, count -> count);
    double once = Math.min(n - 1, Arrays.stream(counts).filter(c -> c == 1).count());
    double cover = 1 - once / n;
    double expected =
        -sum(
            counts,
            c -> {
              double p = cover * c / n;
              return p == 1 ? 0 : p * Math.log(p) / (1 - Math.pow(1 - p, n));
            });
    assertThat(nats(ChaoShen.entropy(Fingerprint.of(counts))))
        .isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
  }

  /** Hausser and Strimmer 2009, equations 4 to 6, with as many symbols as occur. */
  @RepeatedTest(30)
  void jamesSteinShrinksTowardsUniform(RepetitionInfo run) {
    int[] counts = counts(run);
    double n = sum(counts, count -> count);
    double target = 1.0 / counts.length;
    double distance = sum(counts, c -> Math.pow(target - c / n, 2));
    double variance = 1 - sum(counts, c -> c / n * (c / n));
    double share = distance == 0 ? 1 : Math.min(1, variance / ((n - 1) * distance));
    double expected =
        -sum(
            counts,
            c -> {
              double p = share * target + (1 - share) * c / n;
              return p * Math.log(p);
            });
    assertThat(nats(JamesStein.entropy(Fingerprint.of(counts))))
        .isCloseTo(expected, within(ROUNDING));
  }

  @RepeatedTest(20)
  void shrinkingNeverTakesEntropyAwayNorAddsMoreThanThereIs(RepetitionInfo run) {
    int[] counts = counts(run);
    Fingerprint symbols = Fingerprint.of(counts);
    assertThat(JamesStein.entropy(symbols))
        .isGreaterThanOrEqualTo(PlugIn.entropy(symbols) - ROUNDING)
        .isLessThanOrEqualTo(Bits.log2(counts.length) + ROUNDING);
  }

  /** H(T) = H(group) + sum of p(group) H(T | group): Shannon's third axiom. */
  @RepeatedTest(20)
  void entropyIsThatOfGroupsAndOfWhatIsWithinThem(RepetitionInfo run) {
    int[] counts = counts(run);
    int cut = counts.length / 2;
    int[] left = Arrays.copyOfRange(counts, 0, cut);
    int[] right = Arrays.copyOfRange(counts, cut, counts.length);
    int inLeft = Arrays.stream(left).sum();
    int inRight = Arrays.stream(right).sum();
    double within =
        (inLeft == 0 ? 0 : inLeft * PlugIn.entropy(Fingerprint.of(left)))
            + inRight * PlugIn.entropy(Fingerprint.of(right));
    assertThat(PlugIn.entropy(Fingerprint.of(counts)))
        .isCloseTo(
            PlugIn.entropy(Fingerprint.of(inLeft, inRight)) + within / (inLeft + inRight),
            within(ROUNDING));
  }

  /**
   * Grassberger 2003: G(1) = -gamma - ln 2, G(2) = 2 - gamma - ln 2, G(2n+2) = G(2n) + 2/(2n+1).
   */
  @Test
  void grassbergersTermsFollowTheirRecurrence() {
    double euler = 0.57721566490153286;
    assertThat(Grassberger.term(1)).isCloseTo(-euler - Math.log(2), within(1e-15));
    assertThat(Grassberger.term(2)).isCloseTo(2 - euler - Math.log(2), within(1e-15));
    for (int n = 2; n < 9000; n += 2) {
      assertThat(Grassberger.term(n + 1)).as("G(%d)", n + 1).isEqualTo(Grassberger.term(n));
      assertThat(Grassberger.term(n + 2) - Grassberger.term(n))
          .as("G(%d) - G(%d)", n + 2, n)
          .isCloseTo(2.0 / (n + 1), within(3e-13));
    }
  }

  @Test
  void grassbergersTermsOfHugeCountsAreLogarithms() {
    assertThat(Grassberger.term(Integer.MAX_VALUE))
        .isCloseTo(Math.log(Integer.MAX_VALUE - 1.0), within(1e-15));
    assertThat(Grassberger.term(8192)).isGreaterThan(Math.log(8192));
  }

  @RepeatedTest(20)
  void grassbergerTakesItsTermForTheLogarithm(RepetitionInfo run) {
    int[] counts = counts(run);
    double n = sum(counts, count -> count);
    double expected = Math.log(n) - sum(counts, c -> c * Grassberger.term(c)) / n;
    assertThat(nats(Grassberger.entropy(Fingerprint.of(counts))))
        .isCloseTo(expected, within(ROUNDING));
  }

  @ParameterizedTest
  @EnumSource
  void countsThatOverflowAnIntegerWhenAddedAreAFairCoin(EntropyEstimator estimator) {
    Fingerprint coin = Fingerprint.of(Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertThat(estimator.entropy(coin)).isCloseTo(1, within(1e-9));
    int[] many = new int[1 << 12];
    Arrays.fill(many, 1 << 24);
    assertThat(estimator.entropy(Fingerprint.of(many))).isCloseTo(12, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfTheCountsAndEmptySymbolsChangeNoBit(EntropyEstimator estimator) {
    double expected = estimator.entropy(Fingerprint.of(5, 1, 2000, 7, 1));
    assertThat(estimator.entropy(Fingerprint.of(1, 0, 7, 2000, 1, 0, 5))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 1000})
  void allSymbolsAlikeAreAtTheirMost(int symbols) {
    int[] counts = new int[symbols];
    Arrays.fill(counts, 3);
    double most = Bits.log2(symbols);
    assertThat(PlugIn.entropy(Fingerprint.of(counts))).isCloseTo(most, within(ROUNDING));
    assertThat(JamesStein.entropy(Fingerprint.of(counts))).isCloseTo(most, within(ROUNDING));
  }

  /** A sample of singletons says that much is unseen: more than the plug-in's log2 N. */
  @Test
  void correctedEntropiesOfSingletonsExceedThePlugIn() {
    int[] counts = new int[50];
    Arrays.fill(counts, 1);
    Fingerprint unseen = Fingerprint.of(counts);
    double plugIn = PlugIn.entropy(unseen);
    assertThat(MillerMadow.entropy(unseen)).isGreaterThan(plugIn + 0.5);
    assertThat(ChaoShen.entropy(unseen)).isGreaterThan(plugIn + 1);
    assertThat(Grassberger.entropy(unseen)).isGreaterThan(plugIn + 1);
  }
}
