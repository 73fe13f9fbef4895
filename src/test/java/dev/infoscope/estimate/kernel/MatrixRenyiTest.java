// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.golden.Generators;
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
}
