// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.numeric.Cancellation;
import java.util.Arrays;

/**
 * All squared distances between the rows of a layer, each pair once, a stretch of a row at a time:
 * {@code |a|^2 + |b|^2 - 2 a.b}.
 *
 * <p>The inner loop runs along the rows, two rows by four units at a time, so that each value
 * loaded serves two multiplications and each sum stored takes four, and over arrays of their own
 * for each tile: the compiler of Java 17 vectorises neither larger loop bodies nor indices with a
 * variable added. Without {@link Math#fma} it leaves this loop scalar.
 */
final class DistanceTiles {
  private static final int TILE = CenteredTiles.SIZE;

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

  private final double[][][] tiles;
  private final double[][] lengths; // [tiles][TILE]
  private final int rows;
  private final double[] first = new double[TILE];
  private final double[] second = new double[TILE];

  DistanceTiles(CenteredTiles values) {
    rows = values.rows();
    tiles = values.tiles();
    lengths = new double[tiles.length][TILE];
    for (int tile = 0; tile < tiles.length; tile++) {
      for (double[] unit : tiles[tile]) {
        addSquares(unit, lengths[tile]);
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

  /** Scalar products of two rows with the first rows of a tile. */
  private void products(int a, int b, int tile, int count) {
    Arrays.fill(first, 0, count, 0);
    Arrays.fill(second, 0, count, 0);
    double[][] columns = tiles[tile];
    double[][] homeA = tiles[a / TILE];
    double[][] homeB = tiles[b / TILE];
    for (int unit = 0; unit < columns.length; unit += 4) {
      addProducts(homeA, a % TILE, homeB, b % TILE, columns, unit, count);
    }
  }

  /** Of four units; in one piece, to compile as one. */
  private void addProducts(
      double[][] homeA, int a, double[][] homeB, int b, double[][] columns, int unit, int count) {
    double[] one = first;
    double[] two = second;
    double[] p = columns[unit];
    double[] q = columns[unit + 1];
    double[] r = columns[unit + 2];
    double[] s = columns[unit + 3];
    double pa = homeA[unit][a];
    double qa = homeA[unit + 1][a];
    double ra = homeA[unit + 2][a];
    double sa = homeA[unit + 3][a];
    double pb = homeB[unit][b];
    double qb = homeB[unit + 1][b];
    double rb = homeB[unit + 2][b];
    double sb = homeB[unit + 3][b];
    for (int k = 0; k < count; k++) { // with p[k] in a variable the loop takes twice as long
      one[k] =
          Math.fma(pa, p[k], Math.fma(qa, q[k], Math.fma(ra, r[k], Math.fma(sa, s[k], one[k]))));
      two[k] =
          Math.fma(pb, p[k], Math.fma(qb, q[k], Math.fma(rb, r[k], Math.fma(sb, s[k], two[k]))));
    }
  }
}
