// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.measure.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One matrix of a {@link ReportEntry}. Its values are not copied: nobody changes them.
 *
 * @param metric name in Micrometer's manner; a string, so that files of later versions can be read
 * @param unit of the values; empty for plain numbers
 * @param layer name of the layer
 * @param layerIndex place of the layer in the network, from 0
 * @param rowsAre what a row stands for, as in {@code class}
 * @param columnsAre what a column stands for, as in {@code unit}
 * @param rows names of the rows
 * @param columns names of the columns
 * @param obtained place in {@link ReportEntry#obtained} of how the values were obtained; null if
 *     there is nothing to say beside the settings
 * @param values {@code [rows x columns]}; NaN, which JSON has as null, for not enough evidence
 */
@SuppressWarnings("ArrayRecordComponent")
public record MatrixEntry(
    String metric,
    String unit,
    String layer,
    int layerIndex,
    String rowsAre,
    String columnsAre,
    List<String> rows,
    List<String> columns,
    @Nullable Integer obtained,
    double[][] values) {
  /**
   * Copies the names.
   *
   * @throws IllegalArgumentException if there is not a value per row and column
   */
  public MatrixEntry {
    rows = rows == null ? List.of() : List.copyOf(rows);
    columns = columns == null ? List.of() : List.copyOf(columns);
    values = values == null ? new double[0][] : values;
    int wide = columns.size();
    if (values.length != rows.size()
        || !Arrays.stream(values).allMatch(row -> row != null && row.length == wide)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "values of %s must be %d rows x %d columns", metric, rows.size(), wide));
    }
  }

  static MatrixEntry of(Matrix matrix, Obtained texts) {
    int wide = matrix.columns().size();
    double[][] values = new double[matrix.rows().size()][];
    for (int row = 0; row < values.length; row++) {
      values[row] = Arrays.copyOfRange(matrix.values(), row * wide, (row + 1) * wide);
    }
    return new MatrixEntry(
        matrix.metric().meterName(),
        matrix.metric().unit(),
        matrix.layer().name(),
        matrix.layer().index(),
        matrix.metric().ownLabels().get(0),
        matrix.metric().ownLabels().get(1),
        matrix.rows(),
        matrix.columns(),
        texts.place(matrix.obtained()),
        values);
  }

  MatrixEntry withObtained(@Nullable Integer place) {
    return new MatrixEntry(
        metric, unit, layer, layerIndex, rowsAre, columnsAre, rows, columns, place, values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MatrixEntry that
        && metric.equals(that.metric)
        && unit.equals(that.unit)
        && layer.equals(that.layer)
        && layerIndex == that.layerIndex
        && rowsAre.equals(that.rowsAre)
        && columnsAre.equals(that.columnsAre)
        && rows.equals(that.rows)
        && columns.equals(that.columns)
        && Objects.equals(obtained, that.obtained)
        && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(metric, layerIndex, rows, columns, Arrays.deepHashCode(values));
  }
}
