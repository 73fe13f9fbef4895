// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.estimate.MixedKsg.Form;
import java.util.Arrays;

/**
 * The mixed estimate of one pair of presorted units after another, with working memory that is used
 * again.
 *
 * <p>The search begins with a guess of the radius, from how thin both units are around the row, and
 * is done again without it where that was too small. Rows are taken in the order of X. The
 * neighbours of a row are looked for outwards along the unit whose values are thinner around it, so
 * that the crowd at the zero of a rectified unit costs nothing; the stretch that was walked gives
 * the number of neighbours along that unit, a table from values to places that along the other.
 * Expected O(N sqrt(k N)) for independent units, less for dependent ones.
 */
final class ScalarPair {
  private static final double SAME = 1e-15; // as in the authors' code
  private static final double GUESS = 1.5; // times the radius that independent units would have

  private final int rows;
  private final int k;
  private final boolean released;
  private final double[] psi;
  private final double[] log;
  private final double[] near; // the k smallest distances, ascending
  private final double[] otherByX; // Y in the order of X
  private final double[] otherByY; // X in the order of Y
  private final int[] cells = new int[ScalarColumns.mostCodes() * ScalarColumns.mostCodes()];
  private int low; // the stretch that was walked: places low + 1 to high - 1
  private int high;

  ScalarPair(int rows, int k, Form form) {
    this.rows = rows;
    this.k = k;
    this.released = form == Form.RELEASED;
    psi = Digamma.table(rows + 1);
    log = new double[rows + 2];
    for (int n = 1; n < log.length; n++) {
      log[n] = Math.log(n);
    }
    near = new double[k];
    otherByX = new double[rows];
    otherByY = new double[rows];
  }

  /** Mean share, bits; shares go by row into {@code shares} if it is long enough. */
  double information(
      PresortedColumn x, PresortedColumn y, int[] codesX, int[] codesY, double[] shares) {
    for (int place = 0; place < rows; place++) {
      otherByX[place] = y.sorted[y.place[x.order[place]]];
      otherByY[place] = x.sorted[x.place[y.order[place]]];
    }
    boolean table = codesX.length == rows && codesY.length == rows;
    if (table) {
      count(codesX, codesY);
    }
    double constant = Math.log(rows);
    double scale = (double) k * rows / (4.0 * PresortedColumn.SPAN * PresortedColumn.SPAN);
    double sum = 0;
    for (int place = 0; place < rows; place++) {
      int row = x.order[place];
      int same = table ? cells[codesX[row] * ScalarColumns.mostCodes() + codesY[row]] : 0;
      int other = y.place[row];
      double spreadX = x.spread[place];
      double spreadY = y.spread[other];
      double guess = GUESS * Math.sqrt(scale * spreadX * spreadY);
      double share =
          constant
              + (spreadX >= spreadY
                  ? share(x.sorted, otherByX, place, y, same, guess)
                  : share(y.sorted, otherByY, other, x, same, guess));
      sum += share;
      if (shares.length == rows) {
        shares[row] = share * Bits.PER_NAT;
      }
    }
    return sum / rows * Bits.PER_NAT;
  }

  private void count(int[] codesX, int[] codesY) {
    Arrays.fill(cells, 0);
    for (int row = 0; row < rows; row++) {
      cells[codesX[row] * ScalarColumns.mostCodes() + codesY[row]]++;
    }
  }

  /** Share of one row, nats less the constant. */
  private double share(
      double[] u, double[] v, int at, PresortedColumn other, int same, double guess) {
    double radius = search(u, v, at, guess);
    if (radius == guess) {
      radius = search(u, v, at, Double.POSITIVE_INFINITY);
    }
    double ball = released ? (radius == 0 ? SAME : radius - SAME) : radius;
    int inU = Math.max(1, along(u, at, ball));
    int inV = Math.max(1, other.within(v[at], ball));
    int found = radius > 0 ? k : same > 0 ? same : together(u, v, at, ball);
    if (released) {
      return psi[found] - psi[inU] - psi[inV];
    }
    return psi[radius > 0 ? k : found - 1] - log[inU] - log[inV];
  }

  /** Distance of the k-th neighbour; the limit if fewer than k are nearer than that. */
  private double search(double[] u, double[] v, int at, double limit) {
    for (int slot = 0; slot < k; slot++) {
      near[slot] = limit;
    }
    double here = u[at];
    double there = v[at];
    double last = limit;
    int below = at - 1;
    int above = at + 1;
    while (below >= 0 && above < u.length) {
      double left = here - u[below];
      double right = u[above] - here;
      if (left >= last || right >= last) {
        break;
      }
      double leftOther = Math.abs(v[below] - there);
      double rightOther = Math.abs(v[above] - there);
      below--;
      above++;
      if (leftOther < last) {
        last = offer(left > leftOther ? left : leftOther);
      }
      if (right < last && rightOther < last) {
        last = offer(right > rightOther ? right : rightOther);
      }
    }
    for (; below >= 0 && here - u[below] < last; below--) {
      double other = Math.abs(v[below] - there);
      if (other < last) {
        last = offer(Math.max(here - u[below], other));
      }
    }
    for (; above < u.length && u[above] - here < last; above++) {
      double other = Math.abs(v[above] - there);
      if (other < last) {
        last = offer(Math.max(u[above] - here, other));
      }
    }
    low = below;
    high = above;
    return last;
  }

  private double offer(double distance) {
    int slot = k - 1;
    while (slot > 0 && near[slot - 1] > distance) {
      near[slot] = near[slot - 1];
      slot--;
    }
    near[slot] = distance;
    return near[k - 1];
  }

  /** Number of values along U in the ball, the row counted; near the ends of what was walked. */
  private int along(double[] u, int at, double ball) {
    double here = u[at];
    int from = Math.min(low + 1, at);
    while (from < at && here - u[from] > ball) {
      from++;
    }
    while (from > 0 && here - u[from - 1] <= ball) {
      from--;
    }
    int to = Math.max(high - 1, at);
    while (to > at && u[to] - here > ball) {
      to--;
    }
    while (to + 1 < u.length && u[to + 1] - here <= ball) {
      to++;
    }
    return to - from + 1;
  }

  /** Number of rows in both balls, the row counted. */
  private static int together(double[] u, double[] v, int at, double ball) {
    int count = 0;
    for (int i = at; i >= 0 && u[at] - u[i] <= ball; i--) {
      count += Math.abs(v[i] - v[at]) <= ball ? 1 : 0;
    }
    for (int i = at + 1; i < u.length && u[i] - u[at] <= ball; i++) {
      count += Math.abs(v[i] - v[at]) <= ball ? 1 : 0;
    }
    return count;
  }
}
