// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Activations;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sums of terms that stand row by row or column by column. */
class PathSumTest {
  private static final int UNITS = 3;
  private static final int[] BATCHES = {4, 2};

  @Test
  void termsMayStandInEitherOrderInBatchesOfAnySize() {
    PathSum byRow = new PathSum(6, null);
    PathSum byColumn = new PathSum(6, null);
    int first = 0;
    for (int rows : BATCHES) {
      byRow.begin();
      byColumn.begin();
      for (int step = 0; step < 3; step++) {
        INDArray term = Nd4j.rand(DataType.FLOAT, rows, UNITS);
        byRow.add(first, rows, term.dup('c'));
        byColumn.add(first, rows, term.dup('f'));
      }
      first += rows;
    }
    byRow.begin();
    byColumn.begin();
    assertThat(values(byColumn)).containsExactly(values(byRow)).doesNotContain(0);
  }

  private static double[] values(PathSum sum) {
    Activations sums = sum.sums();
    double[] values = new double[sums.examples() * sums.units()];
    sums.copy(0, sums.examples(), values);
    return values;
  }
}
