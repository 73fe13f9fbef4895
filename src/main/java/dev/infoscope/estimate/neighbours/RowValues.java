// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.numeric.Workers;
import java.util.function.ToDoubleFunction;

/** A value per row from the neighbours of that row, with as many threads as wanted. */
final class RowValues {
  private static final int BLOCK = 64;

  private RowValues() {}

  static double[] of(
      int rows, int threads, Neighbours search, ToDoubleFunction<Neighbours> formula) {
    double[] values = new double[rows];
    Workers.run(
        threads,
        (rows + BLOCK - 1) / BLOCK,
        () -> {
          Neighbours own = search.fork();
          return block -> {
            for (int row = block * BLOCK; row < Math.min(rows, (block + 1) * BLOCK); row++) {
              own.moveTo(row);
              values[row] = formula.applyAsDouble(own);
            }
          };
        });
    return values;
  }

  /** Mean in the order of the rows, so that threads change nothing. */
  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
