// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Require;
import dev.infoscope.numeric.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link MixedKsg} of every unit of one layer with every unit of another, from columns that were
 * sorted once: the same values up to rounding, many times as fast.
 *
 * <p>Values of categorical units that at most k rows take are read as what they are ({@link
 * ScalarPair}). A pair with a dead unit reads exactly 0; {@code NaN} if a value is not finite or
 * {@code rows <= k}. Not clipped. Same input, same bits, for any number of threads.
 *
 * @param neighbours k, at least 1; 5 is usual
 * @param form which of the two conventions
 */
public record PairwiseKsg(int neighbours, MixedKsg.Form form) {
  private static final double[] NONE = {};

  /**
   * Checks the number of neighbours.
   *
   * @throws IllegalArgumentException if {@code neighbours < 1}
   */
  public PairwiseKsg {
    Require.atLeast("neighbours", neighbours, 1);
  }

  /**
   * Estimates all pairs.
   *
   * @param a units of one layer
   * @param b units of the other on the same examples
   * @param threads how many threads to use, at least 1
   * @return bits, {@code [units of A][units of B]}
   * @throws IllegalArgumentException if the numbers of rows differ or {@code threads < 1}
   */
  public double[][] between(ScalarColumns a, ScalarColumns b, int threads) {
    Neighbours.check(a.rows(), b.rows());
    Require.atLeast("threads", threads, 1);
    double[][] bits = new double[a.units()][b.units()];
    Workers.run(
        threads,
        a.units(),
        () -> {
          ScalarPair own = pair(a.rows());
          return i -> Arrays.setAll(bits[i], j -> one(own, a, i, b, j, NONE));
        });
    return bits;
  }

  /**
   * Estimates some pairs, one after the other.
   *
   * @param a units of one layer
   * @param first unit of A per pair
   * @param b units of the other on the same examples
   * @param second unit of B per pair
   * @return bits per pair
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public double[] of(ScalarColumns a, int[] first, ScalarColumns b, int[] second) {
    Neighbours.check(a.rows(), b.rows());
    ScalarPair own = pair(a.rows());
    double[] bits = new double[first.length];
    Arrays.setAll(bits, i -> one(own, a, first[i], b, second[i], NONE));
    return bits;
  }

  /**
   * The share of every example in one pair, whose mean is the information.
   *
   * @param a units of one layer
   * @param i which
   * @param b units of the other on the same examples
   * @param j which
   * @return bits per example; all 0 for a dead unit, all {@code NaN} as said above
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public double[] pointwise(ScalarColumns a, int i, ScalarColumns b, int j) {
    Neighbours.check(a.rows(), b.rows());
    double[] shares = new double[a.rows()];
    double mean = one(pair(a.rows()), a, i, b, j, shares);
    if (Double.isNaN(mean)) {
      Arrays.fill(shares, Double.NaN);
    }
    return shares;
  }

  private ScalarPair pair(int rows) {
    return new ScalarPair(rows, neighbours, form);
  }

  private double one(
      ScalarPair own, ScalarColumns a, int i, ScalarColumns b, int j, double[] shares) {
    Cancellation.check();
    @Nullable PresortedColumn x = a.sorted(i);
    @Nullable PresortedColumn y = b.sorted(j);
    if (a.rows() <= neighbours
        || a.kind(i) == ScalarColumns.Kind.NOT_FINITE
        || b.kind(j) == ScalarColumns.Kind.NOT_FINITE) {
      return Double.NaN;
    }
    return x == null || y == null ? 0 : own.information(x, y, a.atoms(i), b.atoms(j), shares);
  }
}
