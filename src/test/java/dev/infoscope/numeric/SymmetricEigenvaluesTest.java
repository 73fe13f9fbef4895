// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.golden.Generators;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenvaluesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 57})
  void sumsOfPowersAreTraces(int size) {
    double[] random = Generators.gaussMatrix(21, size, size);
    double[][] matrix = new double[size][size];
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix[i][j] = random[i * size + j] + random[j * size + i];
        squares += matrix[i][j] * matrix[i][j];
      }
      trace += matrix[i][i];
    }
    double[] eigenvalues = SymmetricEigenvalues.of(matrix);
    assertThat(Arrays.stream(eigenvalues).sum()).isCloseTo(trace, within(1e-9));
    assertThat(Arrays.stream(eigenvalues).map(v -> v * v).sum()).isCloseTo(squares, within(1e-8));
  }

  @Test
  void theSecondDifferenceHasItsKnownSpectrum() {
    int size = 40;
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = 2;
      if (i > 0) {
        matrix[i][i - 1] = -1;
        matrix[i - 1][i] = -1;
      }
    }
    double[] expected = new double[size];
    Arrays.setAll(expected, i -> 2 - 2 * Math.cos((i + 1) * Math.PI / (size + 1)));
    assertThat(SymmetricEigenvalues.of(matrix)).containsExactly(expected, within(1e-12));
  }

  @Test
  void diagonalAndRankOneMatricesAreEasy() {
    assertThat(SymmetricEigenvalues.of(new double[][] {{3, 0, 0}, {0, 1, 0}, {0, 0, 2}}))
        .containsExactly(1, 2, 3);
    double[][] ones = new double[30][30];
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }
    double[] eigenvalues = SymmetricEigenvalues.of(ones);
    assertThat(eigenvalues[29]).isCloseTo(30, within(1e-12));
    assertThat(eigenvalues[28]).isCloseTo(0, within(1e-12));
    assertThat(SymmetricEigenvalues.of(new double[0][0])).isEmpty();
  }

  /** Rows that repeat, as of a layer with four values: most eigenvalues are 0 up to rounding. */
  @Test
  void matricesOfLowRankConverge() {
    int size = 600;
    double[][] blocks = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int apart = 7 * i % 4 - 7 * j % 4;
        blocks[i][j] = Math.exp(-apart * apart) / size;
      }
    }
    double[] values = SymmetricEigenvalues.of(blocks);
    assertThat(Arrays.stream(values).sum()).isCloseTo(1, within(1e-12));
    assertThat(values[size - 5]).isCloseTo(0, within(1e-14));
    assertThat(values[0]).isCloseTo(0, within(1e-14));
    assertThat(values[size - 4]).isPositive();
  }
}
