// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.discrete.RandomOrder;
import dev.infoscope.estimate.chance.FalseDiscovery;
import dev.infoscope.estimate.entropy.PairwiseInformation;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedInformationTest {
  /** Codes of the rows, in order: as many of each as counted. */
  private static byte[] codes(int... counts) {
    int rows = 0;
    for (int count : counts) {
      rows += count;
    }
    byte[] codes = new byte[rows];
    int row = 0;
    for (int code = 0; code < counts.length; code++) {
      for (int i = 0; i < counts[code]; i++) {
        codes[row++] = (byte) code;
      }
    }
    return codes;
  }

  private static double plugIn(byte[] a, byte[] b) {
    return PairwiseInformation.between(CodeColumns.ofRows(a, 1, 8), CodeColumns.ofRows(b, 1, 8), 1)
        .plugIn(0, 0);
  }

  /** Sums over all orders of the rows from {@code first} on. */
  private static double sumOfAllOrders(byte[] a, byte[] b, int first) {
    if (first == b.length) {
      return plugIn(a, b);
    }
    double sum = 0;
    for (int i = first; i < b.length; i++) {
      swap(b, first, i);
      sum += sumOfAllOrders(a, b, first + 1);
      swap(b, first, i);
    }
    return sum;
  }

  private static void swap(byte[] codes, int i, int j) {
    byte code = codes[i];
    codes[i] = codes[j];
    codes[j] = code;
  }

  @ParameterizedTest
  @CsvSource({"5, 2, 3, 4", "6, 1, 4, 3", "4, 3, 1, 6", "2, 5, 2, 5"})
  void isTheMeanOverAllOrdersOfTheRows(int a0, int a1, int b0, int b1) {
    double mean = sumOfAllOrders(codes(a0, a1), codes(b0, b1), 0) / 5040; // 7!
    assertThat(ExpectedInformation.of(new int[] {a0, a1}, new int[] {b0, b1}))
        .isCloseTo(mean, within(1e-13));
  }

  @Test
  void ofThreeValuesToo() {
    double mean = sumOfAllOrders(codes(3, 2, 2), codes(1, 4, 2), 0) / 5040;
    assertThat(ExpectedInformation.of(new int[] {3, 0, 2, 2}, new int[] {1, 4, 2}))
        .isCloseTo(mean, within(1e-13));
  }

  @Test
  void constantsShareNothingAndNoRowsAreNotANumber() {
    assertThat(ExpectedInformation.of(new int[] {9}, new int[] {4, 5})).isZero();
    assertThat(ExpectedInformation.of(new int[0], new int[0])).isNaN();
  }

  @Test
  void manyRowsReadWhatChiSquaredSays() {
    int[] even = {1_000_000, 1_000_000, 1_000_000, 1_000_000};
    double expected = 9 / (2 * 4e6 * Math.log(2));
    assertThat(ExpectedInformation.of(even, even)).isCloseTo(expected, within(1e-5 * expected));
  }

  /**
   * Units of eight equally frequent values, 245 rows: by chi-squared alone 12 % of the p-values are
   * below .05, five in a thousand below .001, and a quarter of the layers keep a link.
   */
  @ParameterizedTest
  @ValueSource(ints = {245, 500})
  void ofIndependentLayersFewKeepALink(int rows) {
    SplittableRandom random = new SplittableRandom(rows);
    int layers = 300;
    int units = 32;
    int kept = 0;
    int atFive = 0;
    int atThousandth = 0;
    for (int layer = 0; layer < layers; layer++) {
      PairMatrix pairs =
          PairwiseInformation.between(
              shuffled(rows, units, random), shuffled(rows, units, random), 1);
      kept += isAny(FalseDiscovery.dependent(pairs, 0.05)) ? 1 : 0;
      for (int unit = 0; unit < units; unit++) {
        double p = pairs.pValue(unit, unit);
        atFive += p <= 0.05 ? 1 : 0;
        atThousandth += p <= 0.001 ? 1 : 0;
      }
    }
    double tests = layers * (double) units;
    assertThat(kept).isLessThanOrEqualTo(27); // 15 expected, three standard deviations
    assertThat(atFive / tests).isBetween(0.04, 0.06);
    assertThat(atThousandth / tests).isLessThan(0.003);
  }

  private static CodeColumns shuffled(int rows, int units, SplittableRandom random) {
    byte[] codes = new byte[rows * units];
    for (int unit = 0; unit < units; unit++) {
      int[] order = RandomOrder.of(rows, random);
      for (int row = 0; row < rows; row++) {
        codes[row * units + unit] = (byte) (order[row] % 8);
      }
    }
    return CodeColumns.ofRows(codes, units, 8);
  }

  private static boolean isAny(boolean[][] named) {
    for (boolean[] row : named) {
      for (boolean one : row) {
        if (one) {
          return true;
        }
      }
    }
    return false;
  }

  /** More cells than there is room for, again and again, and other numbers of rows in between. */
  @Test
  void whatIsRememberedOfCellsIsTheSameToTheBit() {
    ExpectedCells cells = new ExpectedCells();
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 6000; round++) {
      int rows = round / 2000 == 1 ? 90 : 300;
      int[] a = margin(random, rows);
      int[] b = margin(random, rows);
      assertThat(cells.information(a, b)).isEqualTo(ExpectedInformation.of(a, b));
    }
  }

  private static int[] margin(SplittableRandom random, int rows) {
    int first = random.nextInt(rows + 1);
    int second = random.nextInt(rows - first + 1);
    return new int[] {first, second, rows - first - second};
  }
}
