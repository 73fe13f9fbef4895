// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DenseMapTest {
  private final DenseMap map =
      new DenseMap(
          2,
          3,
          new double[] {3, 1, 0, 4, Double.NaN, 0},
          new double[] {7, 8, 9},
          Activation.relu());

  @Test
  void aMapToSomeOutputsHasTheirColumnsAndBiasesInTheOrderAskedFor() {
    DenseMap some = map.outputsOnly(2, 0);
    assertThat(some.weights()).containsExactly(0, 3, 0, 4);
    assertThat(some.bias()).containsExactly(9, 7);
    assertThat(some.activation()).isEqualTo(Activation.relu());
  }

  @Test
  void aMapFromSomeInputsHasTheirRowsAndAllBiases() {
    DenseMap some = map.inputsOnly(1);
    assertThat(some.weights()).containsExactly(4, Double.NaN, 0);
    some.weights()[0] = 5;
    some.bias()[0] = 5;
    assertThat(map.weights()).startsWith(3, 1, 0, 4);
    assertThat(map.bias()).containsExactly(7, 8, 9);
  }

  @Test
  void magnitudesAreTheLengthsOfIncomingWeights() {
    assertThat(map.magnitudes()).containsExactly(5, Double.NaN, 0);
  }

  @Test
  void shapesThatDisagreeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DenseMap(2, 2, new double[3], new double[2], Activation.relu()))
        .withMessage("weights (3 values) must be inputs x outputs (2 x 2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DenseMap(2, 2, new double[4], new double[3], Activation.relu()))
        .withMessage("bias (3 values) must have one per output (2)");
  }
}
