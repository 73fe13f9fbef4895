// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.LabelColumn;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.cli.table.TableOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Labelled examples from two files.
 *
 * @param data features in the shape that the network takes, and the labels as a column
 * @param classes one per example: the label itself, which is the number of a class of the network;
 *     0 and 1 for labels of -1 and 1; and numbers that no network has for labels below 0 and beyond
 *     {@value #NO_NUMBER}
 */
@SuppressWarnings("ArrayRecordComponent")
record ProbeFiles(DataSet data, int[] classes) {
  private static final int NO_NUMBER = 1 << 30;

  /**
   * Reads both.
   *
   * @param tables how they are read
   * @param features {@code [examples x values]}
   * @param labels one integer per example
   * @param shape of one example; empty for a row as it is
   * @throws InputException if one cannot be read, they differ in rows, or the shape has not as many
   *     values as a row
   */
  static ProbeFiles read(TableOptions tables, Path features, Path labels, int... shape) {
    return read(tables, matrix -> matrix, features, labels, shape);
  }

  /**
   * The same, with something done to the features before they take their shape.
   *
   * @param change as a normaliser makes
   */
  static ProbeFiles read(
      TableOptions tables, UnaryOperator<Matrix> change, Path features, Path labels, int... shape) {
    Matrix matrix = change.apply(tables.matrix(features));
    LabelColumn column = tables.labels(labels, matrix::rows);
    requireOnePerRow(labels, column, features, matrix);
    int[] classes;
    try (LabelColumn.Reader reader = column.open()) {
      classes = reader.read(column.rows());
    }
    INDArray rows = Nd4j.create(DataType.FLOAT, shaped(matrix, shape));
    rows.assign(Nd4j.create(matrix.values(), shaped(matrix, shape), 'c'));
    long[] values = column.classes();
    INDArray targets = Nd4j.create(DataType.DOUBLE, classes.length, 1);
    for (int row = 0; row < classes.length; row++) {
      targets.putScalar(row, 0, values[classes[row]]);
    }
    int[] numbers = Arrays.stream(classes).map(rank -> number(rank, values)).toArray();
    return new ProbeFiles(new DataSet(rows, targets), numbers);
  }

  private static int number(int rank, long... values) {
    boolean signs = values[0] == -1 && Arrays.stream(values).allMatch(v -> Math.abs(v) == 1);
    if (signs) {
      return values[rank] < 0 ? 0 : 1;
    }
    boolean numbers = values[0] >= 0 && values[values.length - 1] < NO_NUMBER;
    return numbers ? (int) values[rank] : NO_NUMBER + rank;
  }

  private static void requireOnePerRow(
      Path labels, LabelColumn column, Path features, Matrix matrix) {
    if (column.rows() != matrix.rows()) {
      throw new InputException(
          labels,
          "shape [%d x 1] does not go with %s, shape [%d x %d]: one label per row is needed",
          column.rows(),
          features,
          matrix.rows(),
          matrix.columns());
    }
  }

  private static long[] shaped(Matrix matrix, int... shape) {
    int[] one = shape.length == 0 ? new int[] {matrix.columns()} : shape;
    long size = 1;
    for (int length : one) {
      size *= length;
    }
    if (size != matrix.columns()) {
      throw new InputException(
          matrix.file(),
          "rows of %d values are no examples of shape %s, which have %d",
          matrix.columns(),
          Arrays.toString(one),
          size);
    }
    long[] all = new long[one.length + 1];
    all[0] = matrix.rows();
    for (int i = 0; i < one.length; i++) {
      all[i + 1] = one[i];
    }
    return all;
  }
}
