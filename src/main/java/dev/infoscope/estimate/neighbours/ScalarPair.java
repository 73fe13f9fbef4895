// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.estimate.neighbours.MixedKsg.Form;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Digamma;
import java.util.Arrays;

/**
 * The mixed estimate of one pair of presorted units after another, with working memory that is used
 * again.
 *
 * <p>The search begins with a guess of the radius, from how far both units' own neighbours are, and
 * is done again with twice the radius where that was too small. The neighbours of a row are looked
 * for along the unit that has fewer values within the radius, so that the crowd at the zero of a
 * rectified unit costs nothing. What decides over single values has no branches: they cannot be
 * foreseen and would cost more than all the rest. Expected O(N sqrt(k N)) for independent units,
 * less for dependent ones.
 *
 * <p>Values of categorical units that at most k rows take ({@link Atoms#hasRare}) have no k
 * neighbours of their kind. If both units are categorical, such a pair is read from counts alone
 * ({@link RarePairs}); if the other is continuous, the neighbours of a rare value's row are the
 * rows with that value.
 *
 * <p>A row whose pair of values more than k rows share has its k neighbours at distance 0, whatever
 * noise was added since: its share is that of the counts of both values and of the pair, which is
 * what the noise gives on average.
 */
final class ScalarPair {
  static final double SAME = 1e-15; // as in the authors' code
  private static final double CLOSE = 2; // least guess, in distances to the fifth neighbour

  private final int rows;
  private final int k;
  private final boolean released;
  private final double scale;
  private final double[] psi;
  private final double[] log;
  private final double[] otherByX; // Y in the order of X
  private final double[] otherByY; // X in the order of Y
  private final int[] found; // places within the radius along both units
  private final long[] near; // bits of the k smallest distances, ascending
  private final int[] together; // [row] rows that share both its values
  private final int[] tally;

  ScalarPair(int rows, int k, Form form) {
    this.rows = rows;
    this.k = k;
    this.released = form == Form.RELEASED;
    scale = Math.sqrt(k / 5.0); // for k = 5 the sqrt(8 N) far neighbours are right as they are
    psi = Digamma.table(rows + 1);
    log = new double[rows + 2];
    for (int n = 1; n < log.length; n++) {
      log[n] = Math.log(n);
    }
    otherByX = new double[rows];
    otherByY = new double[rows];
    found = new int[rows];
    near = new long[k];
    together = new int[rows];
    tally = new int[rows + 1];
  }

  /** Mean share, bits; shares go by row into {@code shares} if it is long enough. */
  double information(
      PresortedColumn x, PresortedColumn y, Atoms atomsX, Atoms atomsY, double[] shares) {
    boolean table = atomsX.categorical() && atomsY.categorical();
    if (table && (atomsX.hasRare(k) || atomsY.hasRare(k))) {
      return RarePairs.ofCounts(atomsX, atomsY, atomsX.with(atomsY), shares);
    }
    Arrays.fill(together, 0);
    if (!atomsX.isEmpty() && !atomsY.isEmpty()) {
      atomsX.countTogether(atomsY, k, tally, together);
    }
    for (int place = 0; place < rows; place++) {
      otherByX[place] = y.sorted[y.place[x.order[place]]];
      otherByY[place] = x.sorted[x.place[y.order[place]]];
    }
    double constant = Math.log(rows);
    double sum = 0;
    for (int place = 0; place < rows; place++) {
      int row = x.order[place];
      double share;
      if (atomsX.isRare(row, k)) {
        share = rare(x, place, otherByX, y, atomsX.count(row));
      } else if (atomsY.isRare(row, k)) {
        share = rare(y, y.place[row], otherByY, x, atomsY.count(row));
      } else if (together[row] > k) {
        share = constant + shared(together[row], atomsX.count(row), atomsY.count(row));
      } else {
        share = constant + share(x, place, y, y.place[row]);
      }
      sum += share;
      if (shares.length == rows) {
        shares[row] = share * Bits.PER_NAT;
      }
    }
    return sum / rows * Bits.PER_NAT;
  }

  /**
   * Share, in nats, of a row whose value only {@code count <= k} rows take, with a unit that is
   * continuous: its neighbours are those rows, all of them, as Ross 2014 does (doi
   * 10.1371/journal.pone.0087357). A row that is alone with its value says nothing of the other.
   */
  private double rare(
      PresortedColumn atom, int at, double[] others, PresortedColumn other, int count) {
    if (count == 1) {
      return 0;
    }
    double here = others[at];
    double radius = 0;
    int first = at;
    while (first > 0 && atom.sorted[first - 1] == atom.sorted[at]) {
      first--;
    }
    for (int i = first; i < first + count; i++) {
      radius = Math.max(radius, Math.abs(others[i] - here));
    }
    double ball = released && radius > 0 ? radius - SAME : radius;
    int inOther = Math.max(1, other.within(here, ball));
    double constant = Math.log(rows) + psi[count - 1];
    return constant - (released ? psi[count] + psi[inOther] : log[count] + log[inOther]);
  }

  /** Share of a row whose neighbours have its own values, nats less the constant. */
  private double shared(int both, int withX, int withY) {
    return released ? psi[both] - psi[withX] - psi[withY] : psi[both - 1] - log[withX] - log[withY];
  }

  /** Share of one row, nats less the constant. */
  private double share(PresortedColumn x, int atX, PresortedColumn y, int atY) {
    double radius = radius(x, atX, y, atY);
    double ball = released ? (radius == 0 ? SAME : radius - SAME) : radius;
    int inX = Math.max(1, x.within(x.sorted[atX], ball));
    int inY = Math.max(1, y.within(y.sorted[atY], ball));
    int inBoth = radius > 0 ? k : together(x.sorted, otherByX, atX, ball);
    if (released) {
      return psi[inBoth] - psi[inX] - psi[inY];
    }
    return psi[radius > 0 ? k : inBoth - 1] - log[inX] - log[inY];
  }

  /** Distance of the k-th neighbour. */
  private double radius(PresortedColumn x, int atX, PresortedColumn y, int atY) {
    double close = CLOSE * Math.max(x.close[atX], y.close[atY]);
    double guess = scale * Math.max(close, Math.sqrt(x.far[atX] * y.far[atY]));
    double limit = Math.max(guess, Math.nextUp(SAME));
    double radius = within(x, atX, y, atY, limit);
    while (radius == limit && limit < Double.POSITIVE_INFINITY) {
      limit *= 2;
      radius = within(x, atX, y, atY, limit);
    }
    return radius;
  }

  /** Distance of the k-th neighbour; the limit if fewer than k are nearer than that. */
  private double within(PresortedColumn x, int atX, PresortedColumn y, int atY, double limit) {
    double here = x.sorted[atX];
    double there = y.sorted[atY];
    int left = x.first(here, limit);
    int right = x.last(here, limit);
    int bottom = y.first(there, limit);
    int top = y.last(there, limit);
    return right - left <= top - bottom
        ? nearest(x.sorted, otherByX, left, atX, right, limit)
        : nearest(y.sorted, otherByY, bottom, atY, top, limit);
  }

  private double nearest(double[] u, double[] v, int from, int at, int to, double limit) {
    int below = gather(v, v[at], from, at, limit, 0);
    int count = gather(v, v[at], at + 1, to, limit, below);
    if (count < k) {
      return limit;
    }
    long[] best = near;
    Arrays.fill(best, Double.doubleToRawLongBits(limit));
    for (int i = 0; i < count; i++) {
      insert(best, distance(u, v, at, found[i]));
    }
    return Double.longBitsToDouble(best[k - 1]);
  }

  /** Appends the places whose value is nearer than the limit; how many there are then. */
  private int gather(double[] v, double there, int from, int to, double limit, int before) {
    int count = before;
    int[] list = found;
    for (int i = from; i < to; i++) {
      list[count] = i;
      count -= SortedColumn.ifNegative(Math.abs(v[i] - there) - limit);
    }
    return count;
  }

  /** The larger of both distances as bits, which are in the order of the numbers they stand for. */
  private static long distance(double[] u, double[] v, int at, int other) {
    long inU = Double.doubleToRawLongBits(Math.abs(u[other] - u[at]));
    long inV = Double.doubleToRawLongBits(Math.abs(v[other] - v[at]));
    return inU - (inU - inV & inU - inV >> 63);
  }

  /** Into an ascending list, whose last falls out; the smaller stays, the larger goes on. */
  private static void insert(long[] list, long distance) {
    long larger = distance;
    for (int slot = 0; slot < list.length; slot++) {
      long less = larger - list[slot];
      less &= less >> 63;
      list[slot] += less;
      larger -= less;
    }
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
