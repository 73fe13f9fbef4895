// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.BinaryPatterns;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.golden.Generators;
import dev.infoscope.golden.GoldenCases;
import dev.infoscope.numeric.Bits;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntropyEstimatorTest {
  private static final double ROUNDING = 1e-12;

  @ParameterizedTest
  @ValueSource(strings = {"fourtwo", "uniform8x1", "skew", "two"})
  void agreesWithTheReferenceCounts(String name) {
    GoldenCases.Case golden = GoldenCases.of("counts." + name);
    Fingerprint counts = Fingerprint.of(golden.counts());
    golden.check("plugin", EntropyEstimator.PLUG_IN.entropy(counts));
    golden.check("miller_madow", EntropyEstimator.MILLER_MADOW.entropy(counts));
    golden.check("chao_shen", EntropyEstimator.CHAO_SHEN.entropy(counts));
    golden.check("grassberger2003", EntropyEstimator.GRASSBERGER.entropy(counts));
    golden.check("shrink_james_stein", EntropyEstimator.JAMES_STEIN.entropy(counts));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 64})
  void leaveOneOutEntropiesAgreeWithTheReference(int width) {
    GoldenCases.Case golden = GoldenCases.of("b3.loo" + width);
    BinaryPatterns patterns = BinaryPatterns.of(codes(Generators.b3(60_000, width)), width);
    golden.check("H_all", PlugIn.entropy(patterns.fingerprint()));
    assertThat(patterns.distinct()).isEqualTo((int) golden.expected("distinct"));
    assertThat(LeaveOneOut.entropies(patterns, EntropyEstimator.PLUG_IN))
        .containsExactly(golden.expectedArray("H_minus_j"), within(golden.tolerance("H_minus_j")));
  }

  @ParameterizedTest
  @EnumSource(EntropyEstimator.class)
  void noSamplesAreNotANumber(EntropyEstimator estimator) {
    assertThat(estimator.entropy(Fingerprint.of())).isNaN();
  }

  @ParameterizedTest
  @EnumSource(EntropyEstimator.class)
  void largeSamplesComeCloseToTheTruth(EntropyEstimator estimator) {
    SplittableRandom random = new SplittableRandom(3);
    int[] counts = new int[16];
    for (int i = 0; i < 100_000; i++) {
      counts[random.nextInt(16)]++;
    }
    assertThat(estimator.entropy(Fingerprint.of(counts))).isCloseTo(4, within(1e-3));
  }

  @ParameterizedTest
  @EnumSource(EntropyEstimator.class)
  void informationIsTheSumOfEntropies(EntropyEstimator estimator) {
    Fingerprint halves = Fingerprint.of(50, 50);
    PatternTable copy = new PatternTable(halves, halves, halves);
    assertThat(estimator.mutualInformation(copy))
        .isCloseTo(estimator.entropy(halves), within(ROUNDING));
  }

  @Test
  void oneSymbolHasNoPlugInOrShrunkOrCoveredEntropy() {
    Fingerprint one = Fingerprint.of(7);
    assertThat(PlugIn.entropy(one)).isZero();
    assertThat(MillerMadow.entropy(one)).isZero();
    assertThat(JamesStein.entropy(one)).isZero();
    assertThat(ChaoShen.entropy(one)).isZero();
  }

  @Test
  void grassbergerOfASingleSampleIsTheLimitOfItsFormula() {
    assertThat(Grassberger.entropy(Fingerprint.of(1)))
        .isCloseTo((0.5772156649015329 + Math.log(2)) * Bits.PER_NAT, within(ROUNDING));
  }

  @Test
  void labelsAreLowerCase() {
    assertThat(EntropyEstimator.CHAO_SHEN.label()).isEqualTo("chao-shen");
  }

  private static long[] codes(Generators.Codes codes) {
    long[] rows = new long[codes.bits().length / codes.width()];
    for (int i = 0; i < codes.bits().length; i++) {
      rows[i / codes.width()] |= (long) codes.bits()[i] << i % codes.width();
    }
    return rows;
  }
}
