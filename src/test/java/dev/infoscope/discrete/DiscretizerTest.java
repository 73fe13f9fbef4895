// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscretizerTest {
  private static final Activations NONE = Activations.of(new double[0], 2);
  private static final Range TANH = new Range(-1, 1);

  static List<Discretizer> rulesFromData() {
    return List.of(
        Discretizer.dataRange(5),
        Discretizer.activationRange(4),
        Discretizer.quantile(2),
        Discretizer.quantile(7),
        Discretizer.twoMeans());
  }

  private static Bins column(Discretizer rule, double... values) {
    return rule.pooled(null, Activations.of(values, 1));
  }

  private static int[] codes(Discretizer rule, double... values) {
    Bins pooled = column(rule, values);
    Bins own = rule.perUnit(null, Activations.of(values, 1));
    int[] codes = Arrays.stream(values).mapToInt(each -> own.code(0, each)).toArray();
    if (Arrays.stream(values).anyMatch(value -> value != values[0])) {
      assertThat(Arrays.stream(values).mapToInt(each -> pooled.code(0, each)).toArray())
          .as("pooled over the only unit")
          .isEqualTo(codes);
    }
    return codes;
  }

  @Test
  void theActivationsRangeIsTakenWhereThereIsOneAndTheDatasElsewhere() {
    Discretizer rule = Discretizer.activationRange(30);
    Activations values = Activations.of(new double[] {0.1, 0.2, 0.3, 0.4}, 2);
    assertThat(rule.pooled(TANH, NONE)).isEqualTo(Bins.equalWidth(-1, 1, 30));
    assertThat(rule.pooled(null, values)).isEqualTo(Bins.equalWidth(0.1, 0.4, 30));
    assertThat(rule.perUnit(TANH, NONE)).isEqualTo(Bins.equalWidth(-1, 1, 30).forUnits(2));
    assertThat(rule.needsData(TANH)).isFalse();
    assertThat(rule.needsData(null)).isTrue();
  }

  @Test
  void theDatasRangeIsTakenWhateverTheActivation() {
    Activations values = Activations.of(new double[] {0.1, 0.2, 0.3, 0.4}, 2);
    assertThat(Discretizer.dataRange(8).pooled(TANH, values))
        .isEqualTo(Bins.equalWidth(0.1, 0.4, 8));
    assertThat(Discretizer.dataRange(8).needsData(TANH)).isTrue();
    assertThat(Discretizer.quantile(8).needsData(TANH)).isTrue();
    assertThat(Discretizer.twoMeans().needsData(TANH)).isTrue();
  }

  @Test
  void rulesThatNeedNoDataLookAtNone() {
    assertThat(Discretizer.fixed(0, 5, 10).pooled(TANH, NONE)).isEqualTo(Bins.equalWidth(0, 5, 10));
    assertThat(Discretizer.floatKeys(3).pooled(TANH, NONE)).isEqualTo(Bins.logSpaced(3));
    assertThat(Discretizer.threshold(0.7).pooled(new Range(0, 1), NONE)).isEqualTo(Bins.above(0.7));
    for (Discretizer rule :
        List.of(
            Discretizer.fixed(0, 5, 10),
            Discretizer.floatKeys(3),
            Discretizer.threshold(1),
            Discretizer.active())) {
      assertThat(rule.needsData(null)).as("%s", rule).isFalse();
    }
  }

  @Test
  void oneBitGoesByTheActivationFunction() {
    Discretizer rule = Discretizer.active();
    assertThat(rule.perUnit(new Range(0, 1), NONE)).isEqualTo(Bins.above(0.5).forUnits(2));
    assertThat(rule.perUnit(TANH, NONE)).isEqualTo(Bins.above(0).forUnits(2));
    assertThat(rule.perUnit(new Range(0, 6), NONE)).isEqualTo(Bins.above(0).forUnits(2));
    assertThat(rule.perUnit(null, NONE)).isEqualTo(Bins.above(0).forUnits(2));
  }

  @Test
  void quantilesAreThoseOfTypeSeven() {
    assertThat(column(Discretizer.quantile(4), 4, 1, 3, 2)).isEqualTo(Bins.at(1.75, 2.5, 3.25));
    assertThat(column(Discretizer.quantile(2), 3, 1, 2)).isEqualTo(Bins.at(2));
    assertThat(codes(Discretizer.quantile(2), 3, 1, 2)).containsExactly(1, 0, 1);
    assertThat(codes(Discretizer.quantile(3), 6, 5, 4, 3, 2, 1)).containsExactly(2, 2, 1, 1, 0, 0);
  }

  @ParameterizedTest(name = "{0} values in {1} bins")
  @CsvSource({"1000, 10", "1000, 7", "1003, 30", "30, 30", "64, 2", "5, 4", "12, 8"})
  void quantileBinsOfDistinctValuesHoldEqualShares(int count, int bins) {
    double[] values = new SplittableRandom(count).doubles(count, -5, 5).toArray();
    int[] mass = new int[bins];
    Arrays.stream(codes(Discretizer.quantile(bins), values)).forEach(code -> mass[code]++);
    for (int share : mass) {
      assertThat(share).isBetween(count / bins, (count + bins - 1) / bins);
    }
  }

  @Test
  void fewerValuesThanBinsGetABinEach() {
    assertThat(codes(Discretizer.quantile(8), 3, 1, 2)).doesNotHaveDuplicates();
    assertThat(codes(Discretizer.quantile(100), 5, 4)).doesNotHaveDuplicates();
    assertThat(codes(Discretizer.quantile(5), 7)).containsExactly(0);
  }

  /** As behind a ReLU: the zeros take one bin, the rest share the others. */
  @Test
  void equalValuesShareABinAndMakeFewerBins() {
    double[] values = new double[100];
    Arrays.setAll(values, i -> i < 60 ? 0 : i);
    Bins bins = column(Discretizer.quantile(10), values);
    assertThat(bins.bins()).isEqualTo(5);
    assertThat(bins.code(0, 0)).isZero();
    assertThat(bins.code(0, 60)).isOne();
    assertThat(bins.code(0, 99)).isEqualTo(4);
  }

  /** A unit that is on for a few examples only says something all the same. */
  @ParameterizedTest
  @MethodSource("rulesFromData")
  void whateverVariesHasAtLeastTwoCodes(Discretizer rule) {
    double[] rarelyOn = new double[100];
    rarelyOn[41] = 0.2;
    double[] rarelyOff = new double[100];
    Arrays.fill(rarelyOff, 1);
    rarelyOff[3] = 0.9;
    assertThat(codes(rule, rarelyOn)).satisfies(codes -> assertThat(codes[41]).isPositive());
    assertThat(codes(rule, rarelyOn)).satisfies(codes -> assertThat(codes[0]).isZero());
    assertThat(codes(rule, rarelyOff)).satisfies(codes -> assertThat(codes[3]).isZero());
    assertThat(codes(rule, rarelyOff)).satisfies(codes -> assertThat(codes[0]).isPositive());
  }

  @ParameterizedTest
  @MethodSource("rulesFromData")
  void aConstantUnitHasOneCode(Discretizer rule) {
    for (double value : new double[] {0, 0.3, -1e300, 1e300, Double.MIN_VALUE}) {
      assertThat(codes(rule, value, value, value)).as("%s", value).containsOnly(0);
    }
  }

  /** Neighbours among the doubles, and ranges whose width only just is a number. */
  @ParameterizedTest
  @MethodSource("rulesFromData")
  void tinyAndHugeRangesAreSplit(Discretizer rule) {
    for (double value : new double[] {0, 1, -1, 1e-310, 1e300}) {
      assertThat(codes(rule, value, Math.nextUp(value))).as("%s", value).doesNotHaveDuplicates();
    }
    assertThat(codes(rule, -8e307, 8e307)).doesNotHaveDuplicates();
    assertThat(codes(rule, -0.0, 0.0)).containsOnly(0);
  }

  @Test
  void quantilesOfValuesTooFarApartForADifferenceAreNumbers() {
    assertThat(codes(Discretizer.quantile(2), -1.7e308, 1.7e308)).containsExactly(0, 1);
  }

  /** What a monotone map leaves of values are their ranks: the bins of equal mass stay the same. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void equalMassDependsOnRanksAlone(long seed) {
    double[] values = Rows.repeating(new SplittableRandom(seed), 200, 1, 30);
    double[] bent = Arrays.stream(values).map(value -> Math.exp(9 * value)).toArray();
    assertThat(codes(Discretizer.quantile(6), bent))
        .isEqualTo(codes(Discretizer.quantile(6), values));
  }

  @ParameterizedTest
  @MethodSource("rulesFromData")
  void theOrderOfTheRowsDoesNotMatter(Discretizer rule) {
    SplittableRandom random = new SplittableRandom(4);
    double[] values = Rows.repeating(random, 300, 3, 40);
    Activations rows = Activations.of(values, 3);
    Activations turned =
        Activations.of(Rows.reordered(values, 3, Rows.permutation(random, 300)), 3);
    assertThat(rule.pooled(null, turned)).isEqualTo(rule.pooled(null, rows));
    assertThat(rule.perUnit(null, turned)).isEqualTo(rule.perUnit(null, rows));
  }

  @ParameterizedTest
  @MethodSource("rulesFromData")
  void everyUnitHasTheBinsOfItsColumn(Discretizer rule) {
    double[] values = new SplittableRandom(5).doubles(90, -2, 3).toArray();
    Bins bins = rule.perUnit(null, Activations.of(values, 3));
    for (int unit = 0; unit < 3; unit++) {
      int own = unit;
      double[] column = IntStream.range(0, 30).mapToDouble(i -> values[3 * i + own]).toArray();
      Bins alone = column(rule, column);
      for (double value : column) {
        assertThat(bins.code(unit, value)).isEqualTo(alone.code(0, value));
      }
    }
  }

  @Test
  void pooledBinsAreThoseOfAllValues() {
    double[] values = new SplittableRandom(9).doubles(600, -5, 5).toArray();
    for (Discretizer rule : rulesFromData()) {
      assertThat(rule.pooled(null, Activations.of(values, 6))).isEqualTo(column(rule, values));
    }
  }

  @Test
  void everyUnitIsSplitByTwoMeansOfItsOwn() {
    Activations rows = Activations.of(new double[] {0, 10, 1, 11, 8, 18, 9, 20}, 2);
    assertThat(Discretizer.twoMeans().perUnit(null, rows))
        .isEqualTo(Bins.perUnit(new double[][] {{4.5}, {14.75}}, 2));
  }

  /** The formula of the command line holds for units too: a value on an edge goes up. */
  @Test
  void levelsOfAUnitAreThoseOfTheFormula() {
    assertThat(codes(Discretizer.dataRange(4), 0, 1, 1.1, 2, 3.1, 4))
        .containsExactly(0, 1, 1, 2, 3, 3);
    double[] values = new SplittableRandom(6).doubles(500, -0.7, 1.9).toArray();
    double low = Arrays.stream(values).min().orElseThrow();
    double high = Arrays.stream(values).max().orElseThrow();
    int[] expected =
        Arrays.stream(values)
            .mapToInt(value -> (int) Math.min(12, Math.floor((value - low) / (high - low) * 13)))
            .toArray();
    assertThat(codes(Discretizer.dataRange(13), values)).isEqualTo(expected);
  }

  @Test
  void rulesReadAsTheyAreWrittenInProvenance() {
    assertThat(Discretizer.activationRange(30)).hasToString("activation-range:30");
    assertThat(Discretizer.dataRange(3)).hasToString("data-range:3");
    assertThat(Discretizer.fixed(-1, 1, 30)).hasToString("fixed:-1.0:1.0:30");
    assertThat(Discretizer.floatKeys(0)).hasToString("float-keys:0");
    assertThat(Discretizer.active()).hasToString("1bit");
    assertThat(Discretizer.threshold(0.5)).hasToString("1bit:0.5");
    assertThat(Discretizer.twoMeans()).hasToString("2means");
    assertThat(Discretizer.quantile(4)).hasToString("quantile:4");
  }

  @Test
  void badRulesAreRefusedWhenMadeAndNotAtTheFirstSnapshot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.quantile(1))
        .withMessage("bins (1) must be >= 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.floatKeys(11))
        .withMessage("mantissaBits (11) must be from 0 to 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.floatKeys(-1))
        .withMessage("mantissaBits (-1) must be from 0 to 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.fixed(1, 1, 4))
        .withMessage("range [1.0, 1.0] must be finite with low < high");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.fixed(-1.7e308, 1.7e308, 4))
        .withMessageStartingWith("range [-1.7E308, 1.7E308] must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Discretizer(Discretizer.Kind.TWO_MEANS, 3, TANH))
        .withMessage("bins (3) must be 2 for TWO_MEANS");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.threshold(Double.NaN))
        .withMessageContaining("range [NaN, NaN]");
  }

  @Test
  void rulesThatNeedDataRefuseNone() {
    for (Discretizer rule : rulesFromData()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> rule.pooled(null, NONE))
          .withMessage("examples (0) must be >= 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> rule.perUnit(null, NONE))
          .withMessage("examples (0) must be >= 1");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.floatKeys(3).perUnit(null, NONE))
        .withMessage("float-keys:3 is for a layer as a whole");
  }
}
