// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.numeric.Cancellation;
import java.util.Arrays;

/**
 * All squared distances between the rows of a layer, each pair once, a stretch of a row at a time:
 * {@code |a|^2 + |b|^2 - 2 a.b}.
 *
 * <p>The inner loops run along the rows, two rows by two units at a time, so that each value loaded
 * serves two multiplications, and over arrays of their own for each tile of {@value #TILE} rows:
 * the compiler of Java 17 vectorises neither larger loop bodies nor indices with a variable added.
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

  private final double[][][] tiles; // [tiles][units, made even by zeros][TILE]
  private final double[][] lengths; // [tiles][TILE]
  private final int rows;
  private final double[] first = new double[TILE];
  private final double[] second = new double[TILE];

  DistanceTiles(CenteredColumns values) {
    rows = values.rows();
    int units = values.columns().length;
    tiles = new double[(rows + TILE - 1) / TILE][(units + 1) / 2 * 2][TILE];
    lengths = new double[tiles.length][TILE];
    for (int tile = 0; tile < tiles.length; tile++) {
      int count = Math.min(TILE, rows - tile * TILE);
      for (int unit = 0; unit < units; unit++) {
        double[] own = tiles[tile][unit];
        System.arraycopy(values.columns()[unit], tile * TILE, own, 0, count);
        addSquares(own, lengths[tile]);
      }
    }
  }

  private static void addSquares(double[] values, double[] into) {
    for (int k = 0; k < values.length; k++) {
      into[k] += values[k] * values[k];
    }
  }

  void forEach(Visitor visitor) {
    for (int tile = 0; tile < tiles.length; tile++) {
      int from = tile * TILE;
      int end = Math.min(rows, from + TILE);
      int row = from + 1;
      for (; row + 1 < rows; row += 2) {
        Cancellation.check();
        products(row, row + 1, tile, Math.min(end, row + 1) - from);
        visit(visitor, row, tile, Math.min(end, row), first);
        visit(visitor, row + 1, tile, Math.min(end, row + 1), second);
      }
      if (row < rows) {
        products(row, row, tile, Math.min(end, row) - from);
        visit(visitor, row, tile, Math.min(end, row), first);
      }
    }
  }

  private void visit(Visitor visitor, int row, int tile, int to, double[] products) {
    distances(lengths[row / TILE][row % TILE], lengths[tile], products, to - tile * TILE);
    visitor.accept(row, tile * TILE, to, products);
  }

  /** Turns products into squares; rounding must not make them negative. */
  private static void distances(double length, double[] others, double[] products, int count) {
    for (int k = 0; k < count; k++) {
      double square = length + others[k] - 2 * products[k];
      products[k] = (square + Math.abs(square)) / 2;
    }
  }

  /** Scalar products of two rows with the first rows of a tile; in one piece, to compile as one. */
  private void products(int a, int b, int tile, int count) {
    double[] one = first;
    double[] two = second;
    Arrays.fill(one, 0, count, 0);
    Arrays.fill(two, 0, count, 0);
    double[][] columns = tiles[tile];
    double[][] homeA = tiles[a / TILE];
    double[][] homeB = tiles[b / TILE];
    for (int unit = 0; unit < columns.length; unit += 2) {
      double[] p = columns[unit];
      double[] q = columns[unit + 1];
      double pa = homeA[unit][a % TILE];
      double qa = homeA[unit + 1][a % TILE];
      double pb = homeB[unit][b % TILE];
      double qb = homeB[unit + 1][b % TILE];
      for (int k = 0; k < count; k++) {
        one[k] += pa * p[k] + qa * q[k];
        two[k] += pb * p[k] + qb * q[k]; // with p[k] in a variable the loop takes twice as long
      }
    }
  }
}
