// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.numeric.Cancellation;

/**
 * All squared distances between the rows of a layer, each pair once, a stretch of a row at a time:
 * {@code |a|^2 + |b|^2 - 2 a.b}.
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

  private final double[][] lengths; // [tiles][TILE]
  private final RowProducts products;
  private final int rows;
  private final double[] first = new double[TILE];
  private final double[] second = new double[TILE];

  DistanceTiles(CenteredTiles values) {
    this(values, new DoubleProducts(values.tiles()));
  }

  /** The products must be those of the values. */
  DistanceTiles(CenteredTiles values, RowProducts products) {
    this.products = products;
    rows = values.rows();
    double[][][] tiles = values.tiles();
    lengths = new double[tiles.length][TILE];
    for (int tile = 0; tile < tiles.length; tile++) {
      for (double[] unit : tiles[tile]) {
        CenteredTiles.addSquares(unit, lengths[tile]);
      }
    }
  }

  void forEach(Visitor visitor) {
    for (int tile = 0; tile < lengths.length; tile++) {
      int from = tile * TILE;
      int end = Math.min(rows, from + TILE);
      int row = from + 1;
      for (; row + 1 < rows; row += 2) {
        Cancellation.check();
        products.of(row, row + 1, tile, Math.min(end, row + 1) - from, first, second);
        visit(visitor, row, tile, Math.min(end, row), first);
        visit(visitor, row + 1, tile, Math.min(end, row + 1), second);
      }
      if (row < rows) {
        products.of(row, row, tile, Math.min(end, row) - from, first, second);
        visit(visitor, row, tile, Math.min(end, row), first);
      }
    }
  }

  /**
   * The squared distances of two rows to all rows.
   *
   * @param a a row
   * @param b another row, or the same
   * @param ofA receives those of {@code a}, {@code [rows]}; 0 to itself
   * @param ofB receives those of {@code b}
   */
  void of(int a, int b, double[] ofA, double[] ofB) {
    for (int tile = 0; tile < lengths.length; tile++) {
      int from = tile * TILE;
      int count = Math.min(rows, from + TILE) - from;
      products.of(a, b, tile, count, first, second);
      distances(lengths[a / TILE][a % TILE], lengths[tile], first, count);
      distances(lengths[b / TILE][b % TILE], lengths[tile], second, count);
      System.arraycopy(first, 0, ofA, from, count);
      System.arraycopy(second, 0, ofB, from, count);
    }
    ofA[a] = 0;
    ofB[b] = 0;
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
}
