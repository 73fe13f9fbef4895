// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

/**
 * How far the k-th neighbour of rows of a pair of units is, in the maximum norm.
 *
 * <p>The search begins with a guess, from how far both units' own neighbours are, and goes on where
 * fewer than k rows are within it. Each step is done for all rows before the next one: what one row
 * needs is then at hand before it is used, and a branch that was not foreseen holds up less.
 */
final class PairRadii {
  static final double SAME = 1e-15; // as in the authors' code
  private static final double CLOSE = 2; // least guess, in distances to the fifth neighbour

  private final PairPlane plane;
  private final double scale;
  private final double[] limits; // within which neighbours are looked for first
  private final double[] radii;
  private final int[] left; // of the places within the limit along X, the first
  private final int[] right; // the end
  private final int[] bottom; // the same along Y
  private final int[] top;

  PairRadii(int rows, int k) {
    scale = Math.sqrt(k / 5.0); // for k = 5 the sqrt(8 N) far neighbours are right as they are
    plane = new PairPlane(rows, k, (int) (scale * Math.sqrt(PresortedColumn.PER_ROW * rows)));
    limits = new double[rows];
    radii = new double[rows];
    left = new int[rows];
    right = new int[rows];
    bottom = new int[rows];
    top = new int[rows];
  }

  /**
   * Finds those of some rows.
   *
   * @param atX places of the rows along X
   * @param atY the same along Y
   * @param count how many rows
   * @return one per row, in memory that is used again
   */
  double[] of(PresortedColumn x, int[] atX, PresortedColumn y, int[] atY, int count) {
    plane.fill(x, y);
    for (int i = 0; i < count; i++) {
      double close = CLOSE * Math.max(x.close[atX[i]], y.close[atY[i]]);
      double guess = scale * Math.max(close, Math.sqrt(x.far[atX[i]] * y.far[atY[i]]));
      limits[i] = Math.max(guess, SAME);
    }
    bound(x, atX, count, left, right);
    bound(y, atY, count, bottom, top);
    for (int i = 0; i < count; i++) {
      radii[i] = plane.nearest(atY[i], left[i], right[i], bottom[i], top[i]);
    }
    for (int i = 0; i < count; i++) {
      if (radii[i] > limits[i]) {
        radii[i] = farther(x, atX[i], y, atY[i], limits[i], radii[i]);
      }
    }
    return radii;
  }

  private void bound(PresortedColumn column, int[] places, int count, int[] first, int[] last) {
    for (int i = 0; i < count; i++) {
      double here = column.sorted[places[i]];
      first[i] = column.from(here - limits[i]);
      last[i] = column.upTo(here + limits[i]);
    }
  }

  /** The same where more than a limit; what was found within it is an upper bound. */
  private double farther(
      PresortedColumn x, int atX, PresortedColumn y, int atY, double limit, double found) {
    double here = x.sorted[atX];
    double there = y.sorted[atY];
    double within = limit;
    double radius = found;
    while (radius > within) {
      within = Math.min(radius, 2 * within);
      radius =
          plane.nearest(
              atY,
              x.from(here - within),
              x.upTo(here + within),
              y.from(there - within),
              y.upTo(there + within));
    }
    return radius;
  }
}
