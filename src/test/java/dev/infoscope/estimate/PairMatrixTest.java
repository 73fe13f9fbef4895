// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.estimate.chance.FalseDiscovery;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairMatrixTest {
  private static PairMatrix one(long samples, int a, int b, double bits, int cells) {
    return new PairMatrix(
        samples,
        even(samples, a),
        even(samples, b),
        new double[][] {{bits}},
        new int[][] {{cells}});
  }

  /** Counts of units whose values occur as often as can be. */
  private static int[][] even(long samples, int... values) {
    int[][] counts = new int[values.length][];
    for (int unit = 0; unit < values.length; unit++) {
      int of = values[unit];
      counts[unit] = IntStream.range(0, of).map(i -> (int) ((samples + of - 1 - i) / of)).toArray();
    }
    return counts;
  }

  /** G = 2 N ln 2 I / inflation; critical values of chi-squared at 5 % (any table). */
  @ParameterizedTest
  @CsvSource({
    "2, 2, 3.841458820694124",
    "2, 3, 5.991464547107979",
    "3, 3, 9.487729036781154",
    "4, 4, 16.918977604620448",
    "11, 11, 124.3421134"
  })
  void theChanceOfACriticalValueIsATwentieth(int a, int b, double critical) {
    long samples = 1000;
    double inflation = one(samples, a, b, 0, a * b).inflation(0, 0);
    double bits = critical / (2 * samples) * Bits.PER_NAT * inflation;
    assertThat(one(samples, a, b, bits, a * b).pValue(0, 0)).isCloseTo(0.05, within(1e-9));
    assertThat(one(samples, b, a, bits, a * b).pValue(0, 0)).isCloseTo(0.05, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 300, 5000})
  void theInflationIsWithinItsBound(int samples) {
    SplittableRandom random = new SplittableRandom(samples);
    for (int table = 0; table < 300; table++) {
      int[][] counts = {skewed(samples, random), skewed(samples, random)};
      PairMatrix pair =
          new PairMatrix(
              samples,
              new int[][] {counts[0]},
              new int[][] {counts[1]},
              new double[1][1],
              new int[1][1]);
      if (pair.hasNull(0, 0)) {
        assertThat(pair.inflation(0, 0)).isLessThanOrEqualTo(pair.mostInflation(0, 0));
      }
    }
    int[][] equal = {{625, 625, 625, 625, 625, 625, 625, 625}};
    PairMatrix many = new PairMatrix(5000, equal, equal, new double[1][1], new int[1][1]);
    assertThat(many.mostInflation(0, 0)).isBetween(1.0, 1.01);
  }

  /** Of two to eight values, some of them rare. */
  private static int[] skewed(int samples, SplittableRandom random) {
    int[] counts = new int[random.nextInt(2, 9)];
    Arrays.fill(counts, 1);
    for (int row = counts.length; row < samples; row++) {
      counts[random.nextInt(1 + random.nextInt(counts.length))]++;
    }
    return counts;
  }

  @Test
  void aDegreeOfFreedomNeedsFiveSamples() {
    assertThat(one(19, 3, 3, 0.1, 9).pValue(0, 0)).isNaN();
    assertThat(one(20, 3, 3, 0.1, 9).pValue(0, 0)).isBetween(0.0, 1.0);
    assertThat(one(1_000_000, 100_001, 100_001, 0.1, 9).pValue(0, 0))
        .as("1e10 degrees of freedom overflow no integer")
        .isNaN();
  }

  @ParameterizedTest
  @CsvSource({"245, 1.080", "500, 1.031", "1000, 1.015", "100000, 1.0"}) // numpy, 400,000 tables
  void independentUnitsOfEightValuesReadMoreThanChiSquared(long samples, double inflation) {
    assertThat(one(samples, 8, 8, 0, 64).inflation(0, 0)).isCloseTo(inflation, within(0.001));
  }

  @Test
  void tablesOfAlmostEmptyCellsKeepTheirChances() {
    int[][] counts = {{238, 1, 1, 1, 1, 1, 1, 1}};
    PairMatrix pair = new PairMatrix(245, counts, counts, new double[][] {{0.1}}, new int[1][1]);
    assertThat(pair.inflation(0, 0)).isEqualTo(1);
  }

  @Test
  void ofConstantsNothingIsUnlikely() {
    assertThat(one(100, 1, 7, 0, 7).pValue(0, 0)).isEqualTo(1);
    assertThat(one(100, 7, 1, 0, 7).pValue(0, 0)).isEqualTo(1);
    assertThat(one(100, 1, 7, 0, 7).correction(0, 0)).isZero();
    assertThat(one(0, 0, 0, Double.NaN, 0).pValue(0, 0)).isNaN();
    assertThat(one(100, 2, 2, 0, 4).pValue(0, 0)).isCloseTo(1, within(1e-12));
  }

  @Test
  void hasANullByTheValuesThatOccur() {
    PairMatrix pair = one(100, 5, 6, 0, 30);
    assertThat(pair.valuesA(0)).isEqualTo(5);
    assertThat(pair.valuesB(0)).isEqualTo(6);
    assertThat(pair.hasNull(0, 0)).isTrue();
    assertThat(pair.hasNull(20)).isTrue();
    assertThat(pair.hasNull(21)).isFalse();
    assertThat(one(99, 5, 6, 0, 30).hasNull(0, 0)).isFalse();
    assertThat(one(0, 0, 0, Double.NaN, 0).hasNull(0)).isFalse();
  }

  @Test
  void theCorrectionCountsCells() {
    double perCell = Bits.PER_NAT / 200;
    assertThat(one(100, 3, 4, 1, 12).correction(0, 0)).isCloseTo(-6 * perCell, within(1e-15));
    assertThat(one(100, 3, 4, 1, 12).millerMadow(0, 0)).isCloseTo(1 - 6 * perCell, within(1e-15));
    assertThat(one(100, 4, 4, 2, 4).correction(0, 0)).isCloseTo(3 * perCell, within(1e-15));
  }

  @Test
  void aCorrectedReadingNeverExceedsWhatTheFewerValuesHold() {
    assertThat(one(100, 4, 4, 2, 4).millerMadow(0, 0)).isEqualTo(2);
    assertThat(one(100, 2, 4, 1, 4).millerMadow(0, 0)).isLessThanOrEqualTo(1);
    assertThat(one(100, 4, 2, 1, 4).millerMadow(0, 0)).isLessThanOrEqualTo(1);
    assertThat(one(100, 5, 5, 0.01, 25).millerMadow(0, 0)).isNegative();
    assertThat(one(0, 0, 0, Double.NaN, 0).millerMadow(0, 0)).isNaN();
  }

  @Test
  void rowsAreUnitsOfTheFirstAndColumnsOfTheSecond() {
    PairMatrix pairs =
        new PairMatrix(
            400,
            even(400, 2, 3),
            even(400, 2, 4, 5),
            new double[][] {{0, 0.1, 0.2}, {0.3, 0.4, 0.5}},
            new int[][] {{4, 8, 10}, {6, 12, 15}});
    assertThat(pairs.samples()).isEqualTo(400);
    assertThat(pairs.unitsA()).isEqualTo(2);
    assertThat(pairs.unitsB()).isEqualTo(3);
    assertThat(pairs.plugIn(1, 2)).isEqualTo(0.5);
    assertThat(pairs.correction(1, 2)).isCloseTo(-8 / 800.0 * Bits.PER_NAT, within(1e-15));
    assertThat(FalseDiscovery.dependent(pairs, 0.01))
        .isEqualTo(new boolean[][] {{false, true, true}, {true, true, true}});
  }
}
