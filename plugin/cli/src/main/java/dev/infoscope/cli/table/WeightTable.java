// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A table of weights. What has more than two dimensions, as of a convolution, is no matrix, and its
 * positions are weights of their own: no mean of them is one.
 *
 * @param table all numbers of the file
 * @param unlike why they are no matrix, and what to save in its place; empty if they are one
 */
public record WeightTable(Table table, String unlike) {
  static WeightTable of(Table read) {
    return read instanceof ReducedTable reduced
        ? new WeightTable(reduced.whole(), unlike(reduced.shape()))
        : new WeightTable(read, "");
  }

  private static String unlike(List<Integer> shape) {
    int first = shape.get(0);
    int last = shape.get(shape.size() - 1);
    long all = 1;
    for (int size : shape) {
      all *= size;
    }
    return String.format(
        Locale.ROOT,
        "shape %s is no matrix [inputs x units]; of a convolution with channels first, as in"
            + " PyTorch, save W.reshape(%d, %d).T, with channels last, as in Keras,"
            + " W.reshape(%d, %d)",
        words(shape),
        first,
        all / first,
        all / last,
        last);
  }

  static String words(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(" x ", "[", "]"));
  }

  /**
   * The weights as a matrix.
   *
   * @return its numbers
   * @throws InputException if they are none, or as {@link Matrix#of}
   */
  public Matrix matrix() {
    if (!unlike.isEmpty()) {
      throw new InputException(table.file(), unlike);
    }
    return Matrix.of(table);
  }
}
