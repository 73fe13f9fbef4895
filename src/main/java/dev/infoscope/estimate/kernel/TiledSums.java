// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.numeric.Bits;
import java.util.Arrays;

/** A sum per row, in arrays of their own for each tile of rows, so that adding vectorises. */
final class TiledSums {
  private static final int TILE = CenteredTiles.SIZE;

  private final int rows;
  private final double[][] tiles;

  /** Sums that are 1: the kernel of each row with itself. */
  TiledSums(int rows) {
    this.rows = rows;
    tiles = new double[(rows + TILE - 1) / TILE][Math.min(TILE, rows)];
    for (double[] tile : tiles) {
      Arrays.fill(tile, 1);
    }
  }

  /** Adds {@code values[k]} to the sum of the {@code k}-th row of a tile. */
  void add(int tile, double[] values, int from, int to) {
    double[] sums = tiles[tile];
    for (int k = from; k < to; k++) {
      sums[k] += values[k];
    }
  }

  void add(int row, double value) {
    tiles[row / TILE][row % TILE] += value;
  }

  /** The sums of the rows of a tile, to add to. */
  double[] tile(int tile) {
    return tiles[tile];
  }

  /** Logarithm of the sum of each row, bits. */
  double[] logs() {
    double[] logs = new double[rows];
    Arrays.setAll(logs, row -> Bits.log2(tiles[row / TILE][row % TILE]));
    return logs;
  }

  /** Mean of the logarithms, bits. */
  double meanLog() {
    double total = 0;
    for (int row = 0; row < rows; row++) {
      total += Bits.log2(tiles[row / TILE][row % TILE]);
    }
    return total / rows;
  }
}
