// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Digamma;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * The information that values hold about a class, by nearest neighbours of the same class (Ross
 * 2014, doi 10.1371/journal.pone.0087357), in the maximum norm:
 *
 * <pre>{@code
 * I = ln N + < psi(k) - psi(N_y) - psi(m) >
 * }</pre>
 *
 * <p>N_y is the number of rows of the row's class, and m the number of other rows that are not
 * farther than the k-th neighbour of that class. This is {@link MixedKsg} with classes farther
 * apart than any two rows.
 *
 * <p>Where values lie on a grid or at the ends of a saturated unit, many rows are as far as the
 * k-th neighbour, and which of them counts as nearer is arbitrary. They are taken in every order,
 * all equally likely: the mean of what noise far smaller than the grid would give, without its
 * variance. Rows at distance 0 then read {@code psi(1 + own) - psi(1 + all)} in place of {@code
 * psi(k) - psi(m)}, as Gao et al. 2017 (arXiv 1709.06212) read them. Distances within 1e-15 of each
 * other are equal.
 *
 * <p>An example of a class of at most k has no k neighbours in its class; all rows count as near
 * then. All 0 where there is one class only; all {@code NaN} if a value is not finite or {@code N
 * <= k}. Not clipped: at most {@code ln N - < psi(N_y) >}, which is above H(Y) by less than {@code
 * C / 2N} nats for C classes, and can be negative. O(N^2 units). Same input, same bits, for any
 * number of threads.
 *
 * @param neighbours k, at least 1; 5 is usual
 */
public record ClassKsg(int neighbours) {
  /** Distances within this of each other, in widths of the values, are equal. */
  public static final double SAME = 1e-15;

  /** Twice the width of the values, so that no other class is near. */
  private static final double APART = 2;

  /**
   * Checks the number of neighbours.
   *
   * @throws IllegalArgumentException if {@code neighbours < 1}
   */
  public ClassKsg {
    Require.atLeast("neighbours", neighbours, 1);
  }

  /**
   * The share of every example, whose mean is the information.
   *
   * @param values {@code [examples x units]}, no two of a unit farther apart than 1
   * @param labels class per example, from 0 to {@code classes - 1}
   * @param classes how many there may be
   * @param threads how many threads to use, at least 1
   * @return bits per example
   * @throws IllegalArgumentException if the numbers of rows differ or {@code threads < 1}
   */
  public double[] pointwise(Activations values, int[] labels, int classes, int threads) {
    Neighbours.check(values.examples(), labels.length);
    Require.atLeast("threads", threads, 1);
    ValueColumns columns = ValueColumns.of(values);
    int rows = labels.length;
    int[] sizes = new int[classes];
    Arrays.stream(labels).forEach(label -> sizes[label]++);
    double[] local = new double[rows];
    if (rows <= neighbours || !columns.isFinite()) {
      Arrays.fill(local, Double.NaN);
      return local;
    }
    if (Arrays.stream(sizes).max().orElse(0) == rows) {
      return local;
    }
    return formula(columns, ValueColumns.of(corners(labels, classes)), labels, sizes, threads);
  }

  /** Classes at the corners of a simplex: all equally far from each other. */
  private static Activations corners(int[] labels, int classes) {
    double[] corners = new double[labels.length * classes];
    for (int row = 0; row < labels.length; row++) {
      corners[row * classes + labels[row]] = APART;
    }
    return Activations.of(corners, classes);
  }

  private double[] formula(
      ValueColumns values, ValueColumns corners, int[] labels, int[] sizes, int threads) {
    int rows = labels.length;
    double[] psi = Digamma.table(rows + 1);
    double[] near = // psi(k) - psi(m), of all rows
        RowValues.of(
            rows, threads, Neighbours.of(values, corners, neighbours), at -> near(at, psi, rows));
    for (int row = 0; row < rows; row++) {
      near[row] = (near[row] - psi[sizes[labels[row]]] + Math.log(rows)) * Bits.PER_NAT;
    }
    return near;
  }

  private double near(Neighbours at, double[] psi, int rows) {
    double radius = at.radius();
    if (radius >= APART) { // too few of its class
      return psi[neighbours] - psi[rows];
    }
    if (radius <= SAME) {
      return psi[1 + at.within(SAME)] - psi[1 + at.withinX(SAME)];
    }
    int inside = at.withinX(radius - SAME);
    int all = at.withinX(radius + SAME) - inside;
    if (all == 1) {
      return psi[neighbours] - psi[inside + 1];
    }
    int ownInside = at.within(radius - SAME);
    int own = at.within(radius + SAME) - ownInside;
    return psi[neighbours] - meanPsi(psi, inside, neighbours - ownInside, own, all);
  }

  /**
   * Mean of {@code psi(inside + J)}, where J is the place of the {@code rank}-th row of the class
   * among rows as far as each other, in random order: a negative hypergeometric number.
   *
   * @param inside how many rows are nearer
   * @param rank from 1 to {@code own}
   * @param own how many of these rows are of the class
   * @param all how many they are
   */
  static double meanPsi(double[] psi, int inside, int rank, int own, int all) {
    double chance = 1; // of the first places
    for (int i = 0; i < rank; i++) {
      chance *= (double) (own - i) / (all - i);
    }
    int last = all - own + rank;
    double sum = chance * psi[inside + rank];
    for (int place = rank; place < last; place++) {
      chance *= (double) place / (place - rank + 1) * (last - place) / (all - place);
      sum += chance * psi[inside + place + 1];
    }
    return sum;
  }
}
