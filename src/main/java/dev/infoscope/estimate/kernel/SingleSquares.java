// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

/**
 * Squared distances of rows in single precision, as sums of squared differences: rows that are
 * equal are at distance 0, and all others as exact as the values, wherever the mean is.
 */
final class SingleSquares {
  private static final int TILE = CenteredTiles.SIZE;

  private final float[][][] tiles; // [tiles][groups of 4 units][4 TILE]

  SingleSquares(float[][][] tiles) {
    this.tiles = tiles;
  }

  /**
   * The squared distances of a row to the rows of a tile.
   *
   * @param row which
   * @param tile with whose rows
   * @param count how many of its rows, from its first on
   * @param into receives the squares
   */
  void of(int row, int tile, int count, float[] into) {
    float[][] home = tiles[row / TILE];
    float[][] groups = tiles[tile];
    first(home[0], row % TILE, groups[0], into, count);
    for (int group = 1; group < groups.length; group++) {
      more(home[group], row % TILE, groups[group], into, count);
    }
  }

  private static void first(float[] home, int at, float[] units, float[] into, int n) {
    int count = Math.min(TILE, n); // without the bound the loop is not vectorised
    float p = home[at];
    float q = home[at + TILE];
    float r = home[at + 2 * TILE];
    float s = home[at + 3 * TILE];
    for (int k = 0; k < count; k++) {
      float a = units[k] - p;
      float b = units[k + TILE] - q;
      float c = units[k + 2 * TILE] - r;
      float d = units[k + 3 * TILE] - s;
      into[k] = Math.fma(a, a, Math.fma(b, b, Math.fma(c, c, d * d)));
    }
  }

  private static void more(float[] home, int at, float[] units, float[] into, int n) {
    int count = Math.min(TILE, n);
    float p = home[at];
    float q = home[at + TILE];
    float r = home[at + 2 * TILE];
    float s = home[at + 3 * TILE];
    for (int k = 0; k < count; k++) {
      float a = units[k] - p;
      float b = units[k + TILE] - q;
      float c = units[k + 2 * TILE] - r;
      float d = units[k + 3 * TILE] - s;
      into[k] = Math.fma(a, a, Math.fma(b, b, Math.fma(c, c, Math.fma(d, d, into[k]))));
    }
  }
}
