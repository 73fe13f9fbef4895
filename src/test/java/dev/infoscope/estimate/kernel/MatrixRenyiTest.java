// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.golden.Generators;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixRenyiTest {
  private static final double VARIANCE = 64; // sigma 8

  /** Bits from numpy with two builds of OpenBLAS and from another QL solver; good to 1e-9. */
  @ParameterizedTest
  @CsvSource({
    "256, 5.811839654518, 6.98772375269",
    "512, 5.965701321915, 7.610656775918",
    "1024, 6.049323287732, 8.164451231669"
  })
  void agreesWithTheReference(int rows, double quadratic, double nearShannon) {
    Activations layer = Activations.of(Generators.b6(rows), 64);
    assertThat(MatrixRenyi.QUADRATIC.entropy(layer, VARIANCE)).isCloseTo(quadratic, within(1e-9));
    assertThat(new MatrixRenyi(1.01).entropy(layer, VARIANCE)).isCloseTo(nearShannon, within(1e-9));
  }

  @Test
  void eigenvaluesGiveTheSameAsTheNormForOrderTwo() {
    Activations layer = Activations.of(Generators.b6(100), 64);
    int[] labels = Generators.classes(100);
    MatrixRenyi almostTwo = new MatrixRenyi(2 + 1e-9);
    assertThat(almostTwo.entropy(layer, VARIANCE))
        .isCloseTo(MatrixRenyi.QUADRATIC.entropy(layer, VARIANCE), within(1e-7));
    assertThat(almostTwo.information(layer, VARIANCE, labels))
        .isCloseTo(MatrixRenyi.QUADRATIC.information(layer, VARIANCE, labels), within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1.01, 2, 3})
  void rowsFarApartReadTheLogarithmOfTheirNumberAndEqualRowsNothing(double alpha) {
    MatrixRenyi renyi = new MatrixRenyi(alpha);
    double[] apart = new double[64];
    for (int i = 0; i < 64; i++) {
      apart[i] = 100.0 * i;
    }
    assertThat(renyi.entropy(Activations.of(apart, 1), 1)).isCloseTo(6, within(1e-9));
    assertThat(renyi.entropy(Activations.of(new double[64], 1), 1)).isCloseTo(0, within(1e-6));
  }

  @Test
  void labelsThatTheLayerTellsApartAreReadInFull() {
    double[] means = new double[40];
    int[] labels = new int[40];
    for (int i = 0; i < 40; i++) {
      labels[i] = i % 4;
      means[i] = 100.0 * labels[i];
    }
    Activations layer = Activations.of(means, 1);
    assertThat(MatrixRenyi.QUADRATIC.information(layer, 1, labels)).isCloseTo(2, within(1e-9));
    assertThat(MatrixRenyi.QUADRATIC.information(layer, 1, layer, 1)).isCloseTo(2, within(1e-9));
  }

  @Test
  void valuesThatAreNoNumbersGiveNoNumber() {
    assertThat(MatrixRenyi.QUADRATIC.entropy(Activations.of(new double[0], 1), 1)).isNaN();
    Activations hole = Activations.of(new double[] {1, Double.NaN}, 1);
    assertThat(MatrixRenyi.QUADRATIC.entropy(hole, 1)).isNaN();
  }

  @Test
  void badArgumentsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MatrixRenyi(1));
    assertThatIllegalArgumentException().isThrownBy(() -> new MatrixRenyi(0));
    Activations layer = Activations.of(new double[2], 1);
    assertThatIllegalArgumentException().isThrownBy(() -> MatrixRenyi.QUADRATIC.entropy(layer, 0));
  }

  /** By hand: two rows at distance d have eigenvalues (1 +- k) / 2 with k = exp(-d^2 / 2v). */
  @ParameterizedTest
  @CsvSource({"0.5, 1, 1", "2, 1, 1", "2, 0.3, 2", "3, 2, 0.5", "1.01, 1, 4"})
  void twoRowsReadTheClosedForm(double alpha, double distance, double variance) {
    double k = Math.exp(-distance * distance / (2 * variance));
    double sum = Math.pow((1 + k) / 2, alpha) + Math.pow((1 - k) / 2, alpha);
    double expected = Math.log(sum) / Math.log(2) / (1 - alpha);
    Activations layer = Activations.of(new double[] {5, 5 + distance}, 1);
    assertThat(new MatrixRenyi(alpha).entropy(layer, variance)).isCloseTo(expected, within(1e-9));
  }

  /** Renyi entropies do not rise with their order; all lie between 0 and log2 N. */
  @Test
  void higherOrdersReadLess() {
    Activations layer = Activations.of(Generators.b6(60), 64);
    double before = Math.log(60) / Math.log(2);
    for (double alpha : new double[] {0.2, 0.7, 0.99, 1.01, 1.5, 2, 3, 8}) {
      double now = new MatrixRenyi(alpha).entropy(layer, VARIANCE);
      assertThat(now).as("order %s", alpha).isBetween(0.0, before + 1e-12);
      before = now;
    }
  }

  /** The kernel sees distances only. */
  @ParameterizedTest
  @ValueSource(doubles = {1.01, 2})
  void shiftsTurnsAndTheScaleOfTheKernelChangeNothing(double alpha) {
    double[] values = Generators.gaussMatrix(3, 50, 2);
    double[] moved = new double[values.length];
    for (int row = 0; row < 50; row++) {
      double x = values[2 * row];
      double y = values[2 * row + 1];
      moved[2 * row] = 3 * (0.6 * x - 0.8 * y) + 7;
      moved[2 * row + 1] = 3 * (0.8 * x + 0.6 * y) - 2;
    }
    MatrixRenyi renyi = new MatrixRenyi(alpha);
    assertThat(renyi.entropy(Activations.of(moved, 2), 9))
        .isCloseTo(renyi.entropy(Activations.of(values, 2), 1), within(1e-9));
  }

  /** S(A,B) is at least either: a product of kernels tells rows apart that one of them does. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1.01, 2})
  void aLayerKnowsNoMoreOfAnotherThanEitherHolds(double alpha) {
    Activations one = Activations.of(Generators.gaussMatrix(5, 40, 2), 2);
    Activations other = Activations.of(Generators.gaussMatrix(6, 40, 3), 3);
    MatrixRenyi renyi = new MatrixRenyi(alpha);
    double information = renyi.information(one, 0.5, other, 2);
    assertThat(information)
        .isLessThanOrEqualTo(Math.min(renyi.entropy(one, 0.5), renyi.entropy(other, 2)) + 1e-9)
        .isCloseTo(renyi.information(other, 2, one, 0.5), within(1e-9));
  }

  /** Labels are a layer of far apart values: the kernel between classes is 0 in either. */
  @ParameterizedTest
  @ValueSource(doubles = {1.01, 2})
  void labelsReadAsALayerThatKeepsThemFarApart(double alpha) {
    Activations layer = Activations.of(Generators.gaussMatrix(7, 60, 3), 3);
    int[] labels = Generators.classes(60);
    double[] apart = Arrays.stream(labels).mapToDouble(label -> 1000.0 * label).toArray();
    MatrixRenyi renyi = new MatrixRenyi(alpha);
    assertThat(renyi.information(layer, 1, labels))
        .isCloseTo(renyi.information(layer, 1, Activations.of(apart, 1), 1), within(1e-9));
  }

  /** More rows than a tile, classes that are missing and one that is all. */
  @ParameterizedTest
  @ValueSource(doubles = {1.01, 2})
  void manyLabellingsReadAsOneAfterTheOther(double alpha) {
    int rows = alpha == 2 ? 1500 : 40;
    Activations layer = Activations.of(Generators.gaussMatrix(7, rows, 3), 3);
    int[] classes = Generators.classes(rows);
    int[] some = Arrays.stream(classes).map(label -> 2 + label % 3 * 4).toArray();
    MatrixRenyi renyi = new MatrixRenyi(alpha);
    assertThat(renyi.informations(layer, 0.5, classes, some, new int[rows]))
        .containsExactly(
            new double[] {
              renyi.information(layer, 0.5, classes), renyi.information(layer, 0.5, some), 0
            },
            within(1e-9));
    assertThat(renyi.information(layer, 0.5, some)).isPositive();
  }

  @Test
  void shapesThatDisagreeAreRefusedWithBothSides() {
    Activations two = Activations.of(new double[2], 1);
    Activations three = Activations.of(new double[3], 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatrixRenyi.QUADRATIC.information(two, 1, new int[3]))
        .withMessage("activations have 2 rows, labels 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatrixRenyi.QUADRATIC.informations(two, 1, new int[2], new int[3]))
        .withMessage("activations have 2 rows, labels 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatrixRenyi.QUADRATIC.information(two, 1, three, 1))
        .withMessage("rows differ: 2 and 3");
  }
}
