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
 * <p>Expected O(N) for as many neighbours, whether the units depend on each other or not; the crowd
 * at the zero of a rectified unit costs nothing ({@link PairPlane}). What decides over single
 * values has no branches: they cannot be foreseen and would cost more than all the rest.
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
  private static final double SAME = PairRadii.SAME;

  private final int rows;
  private final int k;
  private final boolean released;
  private final double[] psi;
  private final double[] log;
  private final PairRadii search;
  private final int[] atX; // places of the rows that are searched
  private final int[] atY;
  private final int[] inX; // rows within the radius
  private final int[] inY;
  private final double[] local; // [place of X] shares, nats
  private final int[] together; // [row] rows that share both its values
  private final int[] tally;

  ScalarPair(int rows, int k, Form form) {
    this.rows = rows;
    this.k = k;
    this.released = form == Form.RELEASED;
    psi = Digamma.table(rows + 1);
    log = new double[rows + 2];
    for (int n = 1; n < log.length; n++) {
      log[n] = Math.log(n);
    }
    search = new PairRadii(rows, k);
    atX = new int[rows];
    atY = new int[rows];
    inX = new int[rows];
    inY = new int[rows];
    local = new double[rows];
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
    spread(x, y, atomsX, atomsY);
    double sum = 0;
    for (int place = 0; place < rows; place++) {
      sum += local[place];
      if (shares.length == rows) {
        shares[x.order[place]] = local[place] * Bits.PER_NAT;
      }
    }
    return sum / rows * Bits.PER_NAT;
  }

  /** The shares of all rows: first those that need no search, which then leave fewer to search. */
  private void spread(PresortedColumn x, PresortedColumn y, Atoms atomsX, Atoms atomsY) {
    double constant = Math.log(rows);
    int count = 0;
    for (int place = 0; place < rows; place++) {
      int row = x.order[place];
      if (atomsX.isRare(row, k)) {
        local[place] = rare(x, place, y, atomsX.count(row));
      } else if (atomsY.isRare(row, k)) {
        local[place] = rare(y, y.place[row], x, atomsY.count(row));
      } else if (together[row] > k) {
        local[place] = constant + shared(together[row], atomsX.count(row), atomsY.count(row));
      } else {
        atX[count] = place;
        atY[count++] = y.place[row];
      }
    }
    double[] radii = search.of(x, atX, y, atY, count);
    for (int i = 0; i < count; i++) {
      inX[i] = within(x, atX[i], radii[i]);
    }
    for (int i = 0; i < count; i++) {
      inY[i] = within(y, atY[i], radii[i]);
    }
    for (int i = 0; i < count; i++) {
      int inBoth = radii[i] > 0 ? k : together(x, atX[i], y, atY[i]);
      local[atX[i]] = constant + share(radii[i] > 0, inBoth, inX[i], inY[i]);
    }
  }

  private int within(PresortedColumn column, int place, double radius) {
    return Math.max(1, column.within(column.sorted[place], ball(radius)));
  }

  private double ball(double radius) {
    return released ? (radius == 0 ? SAME : radius - SAME) : radius;
  }

  private double share(boolean apart, int inBoth, int withX, int withY) {
    if (released) {
      return psi[inBoth] - psi[withX] - psi[withY];
    }
    return psi[apart ? k : inBoth - 1] - log[withX] - log[withY];
  }

  /**
   * Share, in nats, of a row whose value only {@code count <= k} rows take, with a unit that is
   * continuous: its neighbours are those rows, all of them, as Ross 2014 does (doi
   * 10.1371/journal.pone.0087357). A row that is alone with its value says nothing of the other.
   */
  private double rare(PresortedColumn atom, int at, PresortedColumn other, int count) {
    if (count == 1) {
      return 0;
    }
    double here = other.sorted[other.place[atom.order[at]]];
    double radius = 0;
    int first = at;
    while (first > 0 && atom.sorted[first - 1] == atom.sorted[at]) {
      first--;
    }
    for (int i = first; i < first + count; i++) {
      double there = other.sorted[other.place[atom.order[i]]];
      radius = Math.max(radius, Math.abs(there - here));
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

  /** Number of rows with both values, the row counted. */
  private int together(PresortedColumn x, int atX, PresortedColumn y, int atY) {
    double ball = ball(0);
    int count = 0;
    int end = x.upTo(x.sorted[atX] + ball);
    for (int at = x.from(x.sorted[atX] - ball); at < end; at++) {
      boolean near = Math.abs(x.sorted[at] - x.sorted[atX]) <= ball;
      double there = y.sorted[y.place[x.order[at]]];
      count += near && Math.abs(there - y.sorted[atY]) <= ball ? 1 : 0;
    }
    return count;
  }
}
