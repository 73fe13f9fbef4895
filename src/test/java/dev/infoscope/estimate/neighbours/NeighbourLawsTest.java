// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Digamma;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The printed formulas row by row, and what follows from them. */
class NeighbourLawsTest {
  private static final int ROWS = 120;

  /** A Gaussian pair of correlation 0.8 in the first units, noise in the others. */
  private static Activations layer(long seed, int units) {
    SplittableRandom common = new SplittableRandom(1);
    SplittableRandom own = new SplittableRandom(seed);
    double[] values = new double[ROWS * units];
    for (int row = 0; row < ROWS; row++) {
      double shared = common.nextGaussian();
      for (int unit = 0; unit < units; unit++) {
        values[row * units + unit] = (unit == 0 ? 2 * shared : 0) + own.nextGaussian();
      }
    }
    return Activations.of(values, units);
  }

  private static double distance(Activations layer, int row, int other) {
    double[] one = new double[layer.units()];
    double[] two = new double[layer.units()];
    layer.copy(row, 1, one);
    layer.copy(other, 1, two);
    double largest = 0;
    for (int unit = 0; unit < one.length; unit++) {
      largest = Math.max(largest, Math.abs(one[unit] - two[unit]));
    }
    return largest;
  }

  /** Kraskov, Stoegbauer and Grassberger 2004, equation 8, by all pairs. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 1, 1", "3, 2, 3", "5, 4, 1", "119, 1, 2"})
  void theFirstFormIsEquationEight(int k, int unitsX, int unitsY) {
    Activations x = layer(2, unitsX);
    Activations y = layer(3, unitsY);
    double[] psi = Digamma.table(ROWS + 1);
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      double radius = radius(x, y, row, k);
      int inX = 0;
      int inY = 0;
      for (int other = 0; other < ROWS; other++) {
        inX += other != row && distance(x, row, other) < radius ? 1 : 0;
        inY += other != row && distance(y, row, other) < radius ? 1 : 0;
      }
      sum += psi[k] + psi[ROWS] - psi[inX + 1] - psi[inY + 1];
    }
    assertThat(Ksg.of(k).information(x, y, 1)).isCloseTo(sum / ROWS * Bits.PER_NAT, within(1e-12));
  }

  /** Equation 9: a rectangle as wide and high as the k nearest need. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 1, 1", "3, 2, 3", "5, 4, 1"})
  void theSecondFormIsEquationNine(int k, int unitsX, int unitsY) {
    Activations x = layer(2, unitsX);
    Activations y = layer(3, unitsY);
    double[] psi = Digamma.table(ROWS + 1);
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      double radius = radius(x, y, row, k);
      double wide = 0;
      double high = 0;
      for (int other = 0; other < ROWS; other++) {
        double dx = distance(x, row, other);
        double dy = distance(y, row, other);
        if (other != row && Math.max(dx, dy) <= radius) {
          wide = Math.max(wide, dx);
          high = Math.max(high, dy);
        }
      }
      int inX = 0;
      int inY = 0;
      for (int other = 0; other < ROWS; other++) {
        inX += other != row && distance(x, row, other) <= wide ? 1 : 0;
        inY += other != row && distance(y, row, other) <= high ? 1 : 0;
      }
      sum += psi[k] - 1.0 / k + psi[ROWS] - psi[inX] - psi[inY];
    }
    assertThat(Ksg.of(k).with(Ksg.Form.SECOND).information(x, y, 1))
        .isCloseTo(sum / ROWS * Bits.PER_NAT, within(1e-12));
  }

  private static double radius(Activations x, Activations y, int row, int k) {
    double[] distances = new double[ROWS];
    for (int other = 0; other < ROWS; other++) {
      distances[other] = Math.max(distance(x, row, other), distance(y, row, other));
    }
    distances[row] = Double.POSITIVE_INFINITY;
    Arrays.sort(distances);
    return distances[k - 1];
  }

  private static Activations map(Activations layer, DoubleUnaryOperator map) {
    double[] values = new double[layer.examples() * layer.units()];
    layer.copy(0, layer.examples(), values);
    return Activations.of(Arrays.stream(values).map(map).toArray(), layer.units());
  }

  /** Powers of two change no digit, so that not even the last bit may move. */
  @ParameterizedTest
  @EnumSource
  void oneUnitOfMeasureForBothChangesNoBit(Ksg.Form form) {
    Activations x = layer(2, 2);
    Activations y = layer(3, 1);
    Ksg ksg = Ksg.of(4).with(form);
    double expected = ksg.information(x, y, 1);
    assertThat(ksg.information(map(x, v -> 8 * v), map(y, v -> -8 * v), 1)).isEqualTo(expected);
    assertThat(ksg.information(map(x, v -> v / 1024), map(y, v -> v / 1024), 1))
        .isEqualTo(expected);
  }

  @Test
  void theOrderOfUnitsChangesNoBit() {
    Activations x = layer(2, 3);
    Activations turned = x.selectUnits(2, 0, 1);
    Activations y = layer(3, 2);
    assertThat(Ksg.of(3).information(turned, y, 1)).isEqualTo(Ksg.of(3).information(x, y, 1));
    assertThat(MixedKsg.of(3).information(turned, y, 1))
        .isEqualTo(MixedKsg.of(3).information(x, y, 1));
  }

  /** A copied unit moves no distance in the maximum norm. */
  @Test
  void aCopiedUnitAddsNothing() {
    Activations x = layer(2, 2);
    Activations doubled = x.selectUnits(0, 1, 1, 0);
    Activations y = layer(3, 1);
    assertThat(Ksg.of(3).information(doubled, y, 1)).isEqualTo(Ksg.of(3).information(x, y, 1));
    assertThat(MixedKsg.of(3).information(doubled, y, 1))
        .isEqualTo(MixedKsg.of(3).information(x, y, 1));
    assertThat(GaussianInformation.of(doubled, y))
        .isCloseTo(GaussianInformation.of(x, y), within(1e-12));
  }

  /** I = -log2(1 - r^2) / 2. */
  @Test
  void gaussianInformationOfAPairIsThatOfItsCorrelation() {
    Activations x = layer(2, 1);
    Activations y = layer(3, 1);
    double[] a = new double[ROWS];
    double[] b = new double[ROWS];
    x.copy(0, ROWS, a);
    y.copy(0, ROWS, b);
    Scale.STANDARD.apply(a);
    Scale.STANDARD.apply(b);
    double correlation = 0;
    for (int row = 0; row < ROWS; row++) {
      correlation += a[row] * b[row] / ROWS;
    }
    assertThat(GaussianInformation.of(x, y))
        .isCloseTo(-Bits.log2(1 - correlation * correlation) / 2, within(1e-12));
  }

  /** Any invertible linear map of one side, not a scale only. */
  @Test
  void gaussianInformationForgetsLinearMaps() {
    Activations x = layer(2, 2);
    double[] values = new double[2 * ROWS];
    x.copy(0, ROWS, values);
    double[] mixed = new double[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      mixed[2 * row] = 3 * values[2 * row] + 1e3 * values[2 * row + 1] - 5;
      mixed[2 * row + 1] = values[2 * row] - values[2 * row + 1];
    }
    Activations y = layer(3, 2);
    assertThat(GaussianInformation.of(Activations.of(mixed, 2), y))
        .isCloseTo(GaussianInformation.of(x, y), within(1e-9));
  }

  @Test
  void gaussianInformationNeedsMoreRowsThanUnits() {
    double[] values = {1, 2, 4, 8};
    Activations four = Activations.of(values, 1);
    assertThat(GaussianInformation.of(four, Activations.of(new double[] {3, 1, 4, 1}, 1)))
        .isFinite();
    Activations two = Activations.of(new double[] {1, 2}, 1);
    assertThat(GaussianInformation.of(two, two)).isNaN();
    assertThat(GaussianInformation.of(four, Activations.of(new double[4], 1))).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GaussianInformation.of(four, two))
        .withMessage("rows differ: 4 and 2");
  }

  /** Shares of rows against counting by hand: two values, as many of each, k = 1. */
  @Test
  void rarePairsAreThePlugInOfTheirTable() {
    double[] x = new double[12];
    double[] y = new double[12];
    Arrays.setAll(x, row -> row == 0 ? 1 : 0);
    Arrays.setAll(y, row -> row < 2 ? 1 : 0);
    Atoms a = Atoms.of(x);
    Atoms b = Atoms.of(y);
    double[] shares = new double[12];
    double bits = RarePairs.ofCounts(a, b, a.with(b), shares);
    double plugIn =
        (Bits.log2(12.0 / (1 * 2)) + Bits.log2(12.0 / (11 * 2)) + 10 * Bits.log2(120.0 / 110)) / 12;
    assertThat(bits).isCloseTo(plugIn, within(1e-12));
    assertThat(shares[0]).isCloseTo(Bits.log2(6), within(1e-12));
    assertThat(Arrays.stream(shares).average().orElseThrow()).isCloseTo(bits, within(1e-12));
  }

  /** All four cells of a table of two by two: one more than independent values need. */
  @Test
  void cellsBeyondThoseOfATreeAreTakenOff() {
    double[] x = new double[12];
    double[] y = new double[12];
    Arrays.setAll(x, row -> row < 6 ? 0 : 1);
    Arrays.setAll(y, row -> row % 2);
    Atoms a = Atoms.of(x);
    Atoms b = Atoms.of(y);
    assertThat(RarePairs.ofCounts(a, b, a.with(b), new double[0]))
        .isCloseTo(-1 / 24.0 * Bits.PER_NAT, within(1e-12));
  }
}
