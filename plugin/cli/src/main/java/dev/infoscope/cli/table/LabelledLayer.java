// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import dev.infoscope.discrete.Activations;
import dev.infoscope.network.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Activations of a layer with the class of each row, from two files.
 *
 * @param layer named after its file
 * @param values {@code [rows x units]}
 * @param labels class of each row, from 0
 * @param classes value of each class in the file, ascending
 */
@SuppressWarnings("ArrayRecordComponent")
public record LabelledLayer(Layer layer, Activations values, int[] labels, long[] classes) {
  /**
   * Reads several layers and the labels of their rows.
   *
   * @param tables how tables are read
   * @param files of the layers and the labels
   * @return one per file of activations, in their order
   * @throws InputException if a file cannot be read, or has another number of rows than the labels,
   *     or a single row
   */
  public static List<LabelledLayer> read(TableOptions tables, LayerFiles files) {
    List<LabelledLayer> layers = new ArrayList<>();
    for (Path file : files.activations()) {
      Matrix matrix = tables.matrix(file);
      FewestRows.require(file, matrix.rows());
      LabelColumn column = tables.labels(files.labels(), matrix::rows);
      Layer layer = new Layer(layers.size(), FileStem.of(file), "file", null, "");
      Activations values = Activations.of(matrix.values(), matrix.columns());
      layers.add(new LabelledLayer(layer, values, classes(column, matrix), column.classes()));
    }
    return layers;
  }

  /**
   * The class of each row of a matrix.
   *
   * @param column labels
   * @param matrix of as many rows
   * @return places among the classes of the column, from 0
   * @throws InputException if there are more rows or fewer
   */
  public static int[] classes(LabelColumn column, Matrix matrix) {
    if (column.rows() != matrix.rows()) {
      throw otherRows(column, matrix);
    }
    try (LabelColumn.Reader reader = column.open()) {
      return reader.read(column.rows());
    }
  }

  private static InputException otherRows(LabelColumn column, Matrix matrix) {
    return new InputException(
        matrix.file(),
        "shape [%d x %d] does not go with the labels in %s, shape [%d]%s",
        matrix.rows(),
        matrix.columns(),
        column.file(),
        column.rows(),
        matrix.columns() == column.rows() ? "; write one example per row" : "");
  }
}
