// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import java.util.Arrays;

/**
 * Products in single precision, in 0.4 of the time of {@link DoubleProducts}: sums over {@value
 * #CHUNK} units, which are added up in double precision.
 *
 * <p>A product {@code x.y} is off by at most {@code CHUNK 2^-24 |x| |y|}, 8e-6 of the lengths;
 * roundings go both ways, so that it is less by far. Units that rest at one value make the errors
 * of many pairs alike: in means over pairs they cancel in part only.
 *
 * <p>Four units stand behind each other in one array, and so do the sums of two rows: with fixed
 * distances between all values of a step, the loop of Java 17 takes 0.6 to 0.8 of the time that it
 * takes with arrays of their own.
 */
final class FloatProducts implements RowProducts {
  /** Units in an array of {@link CenteredTiles#rounded}. */
  static final int GROUP = 4;

  private static final int TILE = CenteredTiles.SIZE;
  private static final int CHUNK = 32; // groups: 128 units

  private final float[][][] tiles; // [tiles][groups][GROUP TILE]
  private final float[] sums = new float[2 * TILE]; // of the one row, and of the other

  FloatProducts(float[][][] tiles) {
    this.tiles = tiles;
  }

  @Override
  public void of(int a, int b, int tile, int count, double[] first, double[] second) {
    Arrays.fill(first, 0, count, 0);
    Arrays.fill(second, 0, count, 0);
    float[][] groups = tiles[tile];
    for (int from = 0; from < groups.length; from += CHUNK) {
      Arrays.fill(sums, 0);
      int to = Math.min(groups.length, from + CHUNK);
      addProducts(tiles[a / TILE], a % TILE, tiles[b / TILE], b % TILE, groups, from, to, count);
      for (int k = 0; k < count; k++) {
        first[k] += sums[k];
      }
      for (int k = 0; k < count; k++) {
        second[k] += sums[k + TILE];
      }
    }
  }

  /** Of some groups; in one piece, to compile as one whatever it is called from. */
  private void addProducts(
      float[][] homeA, int a, float[][] homeB, int b, float[][] groups, int from, int to, int n) {
    float[] sums = this.sums;
    int count = Math.min(TILE, n); // without the bound the loop is not vectorised
    for (int g = from; g < to; g++) {
      float[] units = groups[g];
      float pa = homeA[g][a];
      float qa = homeA[g][a + TILE];
      float ra = homeA[g][a + 2 * TILE];
      float sa = homeA[g][a + 3 * TILE];
      float pb = homeB[g][b];
      float qb = homeB[g][b + TILE];
      float rb = homeB[g][b + 2 * TILE];
      float sb = homeB[g][b + 3 * TILE];
      for (int k = 0; k < count; k++) { // nor is it with values in variables
        sums[k] =
            Math.fma(
                pa,
                units[k],
                Math.fma(
                    qa,
                    units[k + TILE],
                    Math.fma(ra, units[k + 2 * TILE], Math.fma(sa, units[k + 3 * TILE], sums[k]))));
        sums[k + TILE] =
            Math.fma(
                pb,
                units[k],
                Math.fma(
                    qb,
                    units[k + TILE],
                    Math.fma(
                        rb,
                        units[k + 2 * TILE],
                        Math.fma(sb, units[k + 3 * TILE], sums[k + TILE]))));
      }
    }
  }
}
