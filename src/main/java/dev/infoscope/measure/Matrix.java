// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Require;
import java.util.List;

/**
 * Values of one layer at one moment that are too many for series: of every class and neuron, or of
 * the links between two layers. Goes to history, page and report.
 *
 * @param metric what was measured; of kind {@link Metric.Kind#MATRIX}
 * @param layer of which layer
 * @param rows names of the rows
 * @param columns names of the columns
 * @param values in the metric's unit, {@code [rows x columns]} row by row; {@code NaN} where there
 *     is not enough evidence. Not copied: the measure gives it away
 */
@SuppressWarnings("ArrayRecordComponent")
public record Matrix(
    Metric metric, Layer layer, List<String> rows, List<String> columns, double[] values) {
  /** Most values one matrix may hold, so that a history of many epochs stays readable. */
  public static final int LIMIT = 1 << 14;

  /**
   * Checks the shape and copies the names.
   *
   * @throws IllegalArgumentException if the metric is no matrix, or the values are not one per row
   *     and column or more than {@link #LIMIT}
   */
  public Matrix {
    Require.that(metric.kind() == Metric.Kind.MATRIX, "metric %s is no matrix", metric);
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    Require.that(
        values.length == rows.size() * columns.size(),
        "%d values of %s must be %d rows x %d columns",
        values.length,
        metric,
        rows.size(),
        columns.size());
    Require.that(
        values.length <= LIMIT, "%d values of %s must be at most %d", values.length, metric, LIMIT);
  }

  /**
   * How the values were obtained beside the settings of their measure.
   *
   * @return as {@link Reading#obtained()}
   */
  public String obtained() {
    return layer.reduction();
  }

  /**
   * One value.
   *
   * @param row from 0
   * @param column from 0
   * @return in the metric's unit
   */
  public double value(int row, int column) {
    return values[row * columns.size() + column];
  }
}
