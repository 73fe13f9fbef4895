// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import java.util.Arrays;

/**
 * All squared distances between the rows of a layer, each pair once, a stretch of a row at a time:
 * {@code |a|^2 + |b|^2 - 2 a.b}.
 *
 * <p>The inner loops run along the rows, so that they vectorise; two rows by four units at a time,
 * so that each value loaded serves several multiplications; a tile of {@value #TILE} rows at a
 * time, so that it stays in the second-level cache.
 */
final class DistanceTiles {
  private static final int TILE = 256;

  /** Receives distances. */
  interface Visitor {
    /**
     * Takes the squared distances of one row to a stretch of rows before it.
     *
     * @param row the row
     * @param from first row of the stretch; the same for all rows of a tile
     * @param to end of the stretch, exclusive, at most {@code row}
     * @param squares {@code to - from} squared distances from index 0 on; may be overwritten
     */
    void accept(int row, int from, int to, double[] squares);
  }

  private final double[][] columns;
  private final int rows;
  private final double[] lengths;
  private final double[] first = new double[TILE];
  private final double[] second = new double[TILE];

  DistanceTiles(CenteredColumns values) {
    columns = values.columns();
    rows = values.rows();
    lengths = values.squaredLengths();
  }

  void forEach(Visitor visitor) {
    for (int from = 0; from < rows; from += TILE) {
      int end = Math.min(rows, from + TILE);
      int row = from + 1;
      for (; row + 1 < rows; row += 2) {
        products(row, row + 1, from, Math.min(end, row + 1));
        visit(visitor, row, from, Math.min(end, row), first);
        visit(visitor, row + 1, from, Math.min(end, row + 1), second);
      }
      if (row < rows) {
        products(row, row, from, Math.min(end, row));
        visit(visitor, row, from, Math.min(end, row), first);
      }
    }
  }

  private void visit(Visitor visitor, int row, int from, int to, double[] products) {
    double length = lengths[row];
    for (int k = 0; k < to - from; k++) {
      products[k] = Math.max(0, length + lengths[from + k] - 2 * products[k]);
    }
    visitor.accept(row, from, to, products);
  }

  /** Scalar products of two rows with the rows from {@code from} to {@code to - 1}. */
  private void products(int a, int b, int from, int to) {
    Arrays.fill(first, 0, to - from, 0);
    Arrays.fill(second, 0, to - from, 0);
    int unit = 0;
    for (; unit + 3 < columns.length; unit += 4) {
      addFour(
          columns[unit], columns[unit + 1], columns[unit + 2], columns[unit + 3], a, b, from, to);
    }
    for (; unit < columns.length; unit++) {
      double[] column = columns[unit];
      for (int k = 0; k < to - from; k++) {
        first[k] += column[a] * column[from + k];
        second[k] += column[b] * column[from + k];
      }
    }
  }

  private void addFour(
      double[] p, double[] q, double[] r, double[] s, int a, int b, int from, int to) {
    double pa = p[a];
    double qa = q[a];
    double ra = r[a];
    double sa = s[a];
    double pb = p[b];
    double qb = q[b];
    double rb = r[b];
    double sb = s[b];
    double[] one = first;
    double[] two = second;
    for (int k = 0; k < to - from; k++) {
      double pk = p[from + k];
      double qk = q[from + k];
      double rk = r[from + k];
      double sk = s[from + k];
      one[k] += pa * pk + qa * qk + ra * rk + sa * sk;
      two[k] += pb * pk + qb * qk + rb * rk + sb * sk;
    }
  }
}
