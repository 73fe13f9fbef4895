// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import java.util.Arrays;

/**
 * Products in double precision.
 *
 * <p>The inner loop runs along the rows, two rows by four units at a time, so that each value
 * loaded serves two multiplications and each sum stored takes four, and over arrays of their own
 * for each tile: the compiler of Java 17 vectorises neither larger loop bodies nor indices with a
 * variable added. Without {@link Math#fma} it leaves this loop scalar.
 */
final class DoubleProducts implements RowProducts {
  private static final int TILE = CenteredTiles.SIZE;

  private final double[][][] tiles;

  DoubleProducts(double[][][] tiles) {
    this.tiles = tiles;
  }

  @Override
  public void of(int a, int b, int tile, int count, double[] first, double[] second) {
    Arrays.fill(first, 0, count, 0);
    Arrays.fill(second, 0, count, 0);
    double[][] columns = tiles[tile];
    double[][] homeA = tiles[a / TILE];
    double[][] homeB = tiles[b / TILE];
    for (int unit = 0; unit < columns.length; unit += 4) {
      addProducts(homeA, a % TILE, homeB, b % TILE, columns, unit, count, first, second);
    }
  }

  /** Of four units; in one piece, to compile as one. */
  private void addProducts(
      double[][] homeA,
      int a,
      double[][] homeB,
      int b,
      double[][] columns,
      int unit,
      int count,
      double[] one,
      double[] two) {
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
