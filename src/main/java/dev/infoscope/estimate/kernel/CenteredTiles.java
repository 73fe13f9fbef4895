// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.neighbours.ValueColumns;
import java.util.Arrays;

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

  private static final int BLOCK = 8; // rows that fill a line of the cache in each column

  private static CenteredTiles empty(int rows, int units, TileMemory memory) {
    int tiles = (rows + SIZE - 1) / SIZE;
    return new CenteredTiles(memory.zeros(tiles, (units + 3) / 4 * 4, Math.min(SIZE, rows)), rows);
  }

  /** All rows, reordered. */
  static CenteredTiles of(Activations activations, int[] order, TileMemory memory) {
    int units = activations.units();
    CenteredTiles values = empty(order.length, units, memory);
    double[][] block = new double[BLOCK][units];
    for (int first = 0; first < order.length; first += BLOCK) {
      int count = Math.min(BLOCK, order.length - first);
      for (int k = 0; k < count; k++) {
        activations.copy(order[first + k], 1, block[k]);
      }
      values.put(first, block, count, units);
    }
    return values.centered();
  }

  private void put(int place, double[][] block, int count, int units) {
    double[][] tile = tiles[place / SIZE];
    int at = place % SIZE;
    for (int unit = 0; unit < units; unit++) {
      double[] column = tile[unit];
      for (int k = 0; k < count; k++) {
        column[at + k] = block[k][unit];
      }
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

  /**
   * The same values in single precision, {@value FloatProducts#GROUP} units behind each other:
   * {@code [tiles][units / GROUP][GROUP SIZE]}; and all of them rounded to it.
   */
  float[][][] rounded(TileMemory memory) {
    int group = FloatProducts.GROUP;
    float[][][] rounded = memory.floats(tiles.length, tiles[0].length / group, group * SIZE);
    for (int tile = 0; tile < tiles.length; tile++) {
      for (int unit = 0; unit < tiles[tile].length; unit++) {
        round(tiles[tile][unit], rounded[tile][unit / group], unit % group * SIZE);
      }
    }
    return rounded;
  }

  /** The values times a factor, in single precision, laid out like {@link #rounded}. */
  float[][][] scaled(double factor, TileMemory memory) {
    int group = FloatProducts.GROUP;
    float[][][] scaled = memory.floats(tiles.length, tiles[0].length / group, group * SIZE);
    for (int tile = 0; tile < tiles.length; tile++) {
      for (int unit = 0; unit < tiles[tile].length; unit++) {
        float[] single = scaled[tile][unit / group];
        for (int k = 0; k < tiles[tile][unit].length; k++) {
          single[unit % group * SIZE + k] = (float) (factor * tiles[tile][unit][k]);
        }
      }
    }
    return scaled;
  }

  private static void round(double[] values, float[] single, int at) {
    for (int k = 0; k < values.length; k++) {
      float value = (float) values[k];
      single[at + k] = value;
      values[k] = value;
    }
  }

  /** Mean over the rows of their squared length: the sum of the units' variances. */
  double meanSquare() {
    double[] squares = new double[SIZE]; // in parts that do not wait for each other
    for (double[][] tile : tiles) {
      for (double[] values : tile) {
        addSquares(values, squares);
      }
    }
    return BoundSums.sum(squares, 0, SIZE) / rows;
  }

  /** The largest squared length of a row. */
  double largestSquare() {
    double largest = 0;
    for (double[][] tile : tiles) {
      double[] squares = new double[SIZE];
      for (double[] values : tile) {
        addSquares(values, squares);
      }
      largest = Math.max(largest, Arrays.stream(squares).max().orElse(0));
    }
    return largest;
  }

  /** Adds the square of each value to the one at its place. */
  static void addSquares(double[] values, double[] into) {
    for (int k = 0; k < values.length; k++) {
      into[k] += values[k] * values[k];
    }
  }

  private CenteredTiles centered() {
    for (int unit = 0; rows > 0 && unit < tiles[0].length; unit++) {
      double sum = 0;
      for (int tile = 0; tile < tiles.length; tile++) {
        sum += BoundSums.sum(tiles[tile][unit], 0, count(tile)); // same order in any memory
      }
      subtract(unit, sum / rows);
    }
    return this;
  }

  /** From the rows that exist; the rest of the last tile stays 0. */
  private void subtract(int unit, double mean) {
    for (int tile = 0; tile < tiles.length; tile++) {
      double[] values = tiles[tile][unit];
      for (int k = 0; k < count(tile); k++) {
        values[k] -= mean;
      }
    }
  }

  private int count(int tile) {
    return Math.min(SIZE, rows - tile * SIZE);
  }
}
