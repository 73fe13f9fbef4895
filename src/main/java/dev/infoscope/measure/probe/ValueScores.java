// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.probe;

import dev.infoscope.network.ValueErrors;

/**
 * How well an output predicts values, over its columns c:
 *
 * <pre>{@code
 * R2   = mean_c (1 - squared_c / spread_c)              over columns whose targets vary
 * RMSE = sqrt(sum_c squared_c / sum_c n_c)
 * }</pre>
 *
 * <p>R2 is 1 at best, 0 for the mean of the targets, and has no lower end. A column of constant
 * targets has none and is left out.
 *
 * @param r2 {@code NaN} if no targets vary, or a value is not finite
 * @param rmse in the unit of the targets; {@code NaN} without rows, or if a value is not finite
 * @param rows of the fullest column
 * @param constant columns of constant targets
 * @param columns of the output
 */
record ValueScores(double r2, double rmse, long rows, int constant, int columns) {
  static ValueScores of(ValueErrors errors) {
    double squared = 0;
    double told = 0;
    long values = 0;
    long rows = 0;
    int constant = 0;
    for (int column = 0; column < errors.columns(); column++) {
      squared += errors.squared(column);
      values += errors.count(column);
      rows = Math.max(rows, errors.count(column));
      if (errors.spread(column) == 0) {
        constant++;
      } else {
        told += 1 - errors.squared(column) / errors.spread(column);
      }
    }
    double r2 = told / (errors.columns() - constant);
    return new ValueScores(r2, Math.sqrt(squared / values), rows, constant, errors.columns());
  }

  /** Whether predictions and targets were finite. */
  boolean isFinite() {
    return rows == 0 || Double.isFinite(rmse);
  }
}
