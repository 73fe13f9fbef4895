// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.neighbours.ValueColumns;

/**
 * The values of a layer turned on their side, in tiles of {@value #SIZE} rows, each unit with its
 * mean taken off. Distances do not change; sums of squares lose less to rounding.
 *
 * @param tiles values, {@code [tiles][units, filled up with zeros to a multiple of 4][SIZE, or at
 *     least as many as rows]}, in the given order of rows
 * @param rows number of examples
 */
@SuppressWarnings("ArrayRecordComponent")
record CenteredTiles(double[][][] tiles, int rows) {
  static final int SIZE = 1024;

  private static final int BLOCK = 64;

  private static CenteredTiles empty(int rows, int units, TileMemory memory) {
    int tiles = (rows + SIZE - 1) / SIZE;
    return new CenteredTiles(memory.zeros(tiles, (units + 3) / 4 * 4, Math.min(SIZE, rows)), rows);
  }

  /** All rows, reordered. */
  static CenteredTiles of(Activations activations, int[] order, TileMemory memory) {
    int units = activations.units();
    CenteredTiles values = empty(order.length, units, memory);
    int[] places = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      places[order[place]] = place;
    }
    double[] block = new double[BLOCK * units];
    for (int first = 0; first < order.length; first += BLOCK) {
      int count = Math.min(BLOCK, order.length - first);
      activations.copy(first, count, block);
      for (int row = 0; row < count; row++) {
        values.put(places[first + row], block, row * units, units);
      }
    }
    return values.centered();
  }

  private void put(int place, double[] block, int offset, int units) {
    double[][] tile = tiles[place / SIZE];
    for (int unit = 0; unit < units; unit++) {
      tile[unit][place % SIZE] = block[offset + unit];
    }
  }

  /** All rows, reordered. */
  static CenteredTiles of(ValueColumns columns, int[] order) {
    CenteredTiles values = empty(order.length, columns.columns().length, new TileMemory());
    for (int unit = 0; unit < columns.columns().length; unit++) {
      for (int place = 0; place < order.length; place++) {
        values.tiles[place / SIZE][unit][place % SIZE] = columns.columns()[unit][order[place]];
      }
    }
    return values.centered();
  }

  /** The same values in single precision, and all of them rounded to it. */
  float[][][] rounded(TileMemory memory) {
    float[][][] rounded = memory.floats(tiles);
    for (int tile = 0; tile < tiles.length; tile++) {
      for (int unit = 0; unit < tiles[tile].length; unit++) {
        double[] values = tiles[tile][unit];
        float[] single = rounded[tile][unit];
        for (int k = 0; k < values.length; k++) {
          single[k] = (float) values[k];
          values[k] = single[k];
        }
      }
    }
    return rounded;
  }

  /** Mean over the rows of their squared length: the sum of the units' variances. */
  double meanSquare() {
    double sum = 0;
    for (double[][] tile : tiles) {
      for (double[] values : tile) {
        for (double value : values) {
          sum += value * value;
        }
      }
    }
    return sum / rows;
  }

  private CenteredTiles centered() {
    for (int unit = 0; rows > 0 && unit < tiles[0].length; unit++) {
      double sum = 0;
      for (double[][] tile : tiles) {
        for (double value : tile[unit]) {
          sum += value;
        }
      }
      subtract(unit, sum / rows);
    }
    return this;
  }

  /** From the rows that exist; the rest of the last tile stays 0. */
  private void subtract(int unit, double mean) {
    for (int tile = 0; tile < tiles.length; tile++) {
      double[] values = tiles[tile][unit];
      int count = Math.min(SIZE, rows - tile * SIZE);
      for (int k = 0; k < count; k++) {
        values[k] -= mean;
      }
    }
  }
}
