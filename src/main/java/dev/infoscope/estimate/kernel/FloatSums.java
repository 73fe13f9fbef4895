// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

/** Adds rows to a row, four at a time, so that the sum is loaded and stored once for the four. */
final class FloatSums {
  private static final int TILE = CenteredTiles.SIZE;

  private FloatSums() {}

  /**
   * Adds some of the rows.
   *
   * @param sums receives the sums
   * @param rows some of which are added
   * @param which numbers of rows
   * @param from first place in {@code which}
   * @param to end of the places, exclusive
   * @param count values of each row, from the first on
   */
  static void add(float[] sums, float[][] rows, int[] which, int from, int to, int count) {
    int at = from;
    for (; at + 3 < to; at += 4) {
      four(
          sums,
          rows[which[at]],
          rows[which[at + 1]],
          rows[which[at + 2]],
          rows[which[at + 3]],
          count);
    }
    if (at + 1 < to) {
      two(sums, rows[which[at]], rows[which[at + 1]], count);
      at += 2;
    }
    if (at < to) {
      add(sums, rows[which[at]], count);
    }
  }

  /**
   * Adds a row.
   *
   * @param sums receives the sums
   * @param a the row
   * @param n values of it, from the first on
   */
  static void add(float[] sums, float[] a, int n) {
    int count = Math.min(TILE, n);
    for (int k = 0; k < count; k++) {
      sums[k] += a[k];
    }
  }

  private static void four(float[] sums, float[] a, float[] b, float[] c, float[] d, int n) {
    int count = Math.min(TILE, n); // without the bound the loop is not vectorised
    for (int k = 0; k < count; k++) {
      sums[k] += a[k] + b[k] + (c[k] + d[k]);
    }
  }

  private static void two(float[] sums, float[] a, float[] b, int n) {
    int count = Math.min(TILE, n);
    for (int k = 0; k < count; k++) {
      sums[k] += a[k] + b[k];
    }
  }
}
