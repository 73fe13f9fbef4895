// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeColumnsTest {
  private static final Bins BINS = Bins.equalWidth(-1, 1, 100);

  @Test
  void codesAreThoseOfTheQuantizerOnTheirSide() {
    Activations layer = random(130, 3);
    CodeColumns codes = CodeColumns.of(layer, BINS);
    double[] row = new double[3];
    for (int i = 0; i < 130; i++) {
      layer.copy(i, 1, row);
      for (int unit = 0; unit < 3; unit++) {
        assertThat((int) codes.column(unit)[i]).isEqualTo(BINS.code(unit, row[unit]));
      }
    }
  }

  @Test
  void joiningBinsEqualsQuantizingMoreCoarsely() {
    Activations layer = random(500, 2);
    CodeColumns coarse = CodeColumns.of(layer, BINS).coarsened(4);
    CodeColumns direct = CodeColumns.of(layer, Bins.equalWidth(-1, 1, 25));
    assertThat(coarse.bins()).isEqualTo(25);
    assertThat(coarse.column(1)).isEqualTo(direct.column(1));
    assertThat(coarse.counts(0)).isEqualTo(direct.counts(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40})
  void keysFromCodesAreTheKeysOfTheValues(int units) {
    Activations layer = random(100, units);
    PatternCoder coder = new PatternCoder(BINS, units);
    PatternKeys keys = coder.keys(CodeColumns.of(layer, BINS));
    assertThat(keys.low()).isEqualTo(coder.keys(layer).low());
    assertThat(keys.high()).isEqualTo(coder.keys(layer).high());
  }

  @Test
  void viewsSelectAndScaleWithoutCopying() {
    Activations layer = Activations.of(new double[] {1, 2, 3, 4, 5, 6}, 2);
    double[] values = new double[4];
    layer.select(2, 0).scaled(10).copy(0, 2, values);
    assertThat(values).containsExactly(50, 60, 10, 20);
    assertThat(layer.select(1).examples()).isEqualTo(1);
    assertThat(layer.scaled(2).units()).isEqualTo(2);
  }

  @Test
  void badCodesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodeColumns.ofRows(new byte[] {0, 3}, 1, 3))
        .withMessage("code 3 of row 1 must be from 0 to 2");
    assertThatIllegalArgumentException().isThrownBy(() -> CodeColumns.ofRows(new byte[3], 2, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodeColumns.of(random(1, 1), Bins.equalWidth(0, 1, 129)));
  }

  private static Activations random(int rows, int units) {
    SplittableRandom random = new SplittableRandom(rows);
    double[] values = random.doubles((long) rows * units, -1.2, 1.2).toArray();
    return Activations.of(values, units);
  }

  @Test
  void everyRowIsCountedWhetherTheyAreEvenOrOdd() {
    assertThat(CodeColumns.ofRows(new byte[] {2, 0, 2}, 1, 4).counts(0))
        .containsExactly(1, 0, 2, 0);
    assertThat(CodeColumns.ofRows(new byte[] {2, 3}, 1, 4).counts(0)).containsExactly(0, 0, 1, 1);
    assertThat(CodeColumns.ofRows(new byte[0], 1, 2).counts(0)).containsExactly(0, 0);
  }
}
