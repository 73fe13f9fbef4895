// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Digamma;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * The nearest-neighbour estimator of Gao, Kannan, Oh and Viswanath 2017 (arXiv 1709.06212) for
 * variables that may be continuous, discrete or a mixture, such as a rectified unit.
 *
 * <pre>{@code
 * RELEASED    I = ln N + < psi(k_i) - psi(nx) - psi(ny) >           strict balls, the row counted
 * PRINTED     I = ln N + < psi(k_i) - ln(nx + 1) - ln(ny + 1) >     closed balls, the row not counted
 * }</pre>
 *
 * <p>{@code k_i} is k, or the number of rows at distance 0 where that is the distance of the k-th
 * neighbour. RELEASED is what the authors' code computes; the printed formula reads much lower, for
 * instance below 0 for a constant. On a grid without {@link Jitter} RELEASED overshoots. Two
 * scalars that take few values are never blurred but read as what they are, those of at most k rows
 * too, as {@link PairwiseKsg} reads them. A row whose pair of values more than k rows share before
 * the noise, such as the zeros of two rectified units, is read by their number: what the noise
 * gives on average, without its variance.
 *
 * <p>Without noise, values within 1e-15 of each other are one value, as in the authors' code: bring
 * variables to a width of about 1 first ({@link Scale}). Two scalars that take few values are told
 * apart whatever their size.
 *
 * <p>A constant variable reads exactly 0. {@code NaN} if a value is not finite or {@code N <= k}.
 * Not clipped: small values can be negative. O(N^2 units), or about O(N^1.5) for two scalars. Same
 * input, same bits, for any number of threads.
 *
 * @param neighbours k, at least 1; 5 is usual
 * @param form which of the two conventions
 * @param jitter noise against ties
 */
public record MixedKsg(int neighbours, Form form, Jitter jitter) {
  private static final double SAME = 1e-15; // as in the authors' code

  /** The two conventions in circulation. */
  public enum Form {
    /** The authors' code. */
    RELEASED,
    /** The formula of the paper. */
    PRINTED
  }

  /**
   * Checks the number of neighbours.
   *
   * @throws IllegalArgumentException if {@code neighbours < 1}
   */
  public MixedKsg {
    Require.atLeast("neighbours", neighbours, 1);
  }

  /**
   * The released convention without jitter.
   *
   * @param neighbours k, at least 1
   * @return the estimator
   */
  public static MixedKsg of(int neighbours) {
    return new MixedKsg(neighbours, Form.RELEASED, Jitter.NONE);
  }

  /**
   * Another convention.
   *
   * @param other which
   * @return a copy
   */
  public MixedKsg with(Form other) {
    return new MixedKsg(neighbours, other, jitter);
  }

  /**
   * Noise against ties.
   *
   * @param other the noise
   * @return a copy
   */
  public MixedKsg with(Jitter other) {
    return new MixedKsg(neighbours, form, other);
  }

  /**
   * Estimates the information of two variables.
   *
   * @param x first variable, {@code [examples x units]}
   * @param y second variable, same examples
   * @param threads how many threads to use, at least 1
   * @return I(X;Y) in bits, possibly negative; {@code NaN} as said above
   * @throws IllegalArgumentException if the numbers of rows differ or {@code threads < 1}
   */
  public double information(Activations x, Activations y, int threads) {
    Neighbours.check(x.examples(), y.examples());
    double[] pointwise = pointwise(x, y, threads);
    return pointwise.length == 0 ? Double.NaN : RowValues.mean(pointwise);
  }

  /**
   * The share of every example, whose mean is the information.
   *
   * @param x first variable, {@code [examples x units]}
   * @param y second variable, same examples
   * @param threads how many threads to use, at least 1
   * @return bits per example; all 0 if a variable is constant, all {@code NaN} as said above
   * @throws IllegalArgumentException if the numbers of rows differ or {@code threads < 1}
   */
  public double[] pointwise(Activations x, Activations y, int threads) {
    Neighbours.check(x.examples(), y.examples());
    ValueColumns left = ValueColumns.of(x);
    ValueColumns right = ValueColumns.of(y);
    double[] none = new double[left.rows()];
    if (left.rows() <= neighbours || !left.isFinite() || !right.isFinite()) {
      Arrays.fill(none, Double.NaN);
      return none;
    }
    if (left.isScalar() && right.isScalar()) {
      return scalars(left, right);
    }
    if (left.varying().isEmpty() || right.varying().isEmpty()) {
      return none;
    }
    if (jitter.share() == 0) {
      return formula(left, right, threads);
    }
    Atoms atomsX = Atoms.shared(left.rowNumbers());
    Atoms atomsY = Atoms.shared(right.rowNumbers());
    double[] local = formula(left.jittered(jitter, 0), right.jittered(jitter, 1), threads);
    readShared(local, atomsX, atomsY);
    return local;
  }

  /** Rows whose pair of values more than k rows shared before the noise: by counts. */
  private void readShared(double[] local, Atoms x, Atoms y) {
    int rows = local.length;
    int[] together = new int[rows];
    x.countTogether(y, neighbours, new int[rows + 1], together);
    double[] psi = Digamma.table(rows + 1);
    for (int row = 0; row < rows; row++) {
      int both = together[row];
      if (both > neighbours) {
        double share =
            form == Form.RELEASED
                ? psi[both] - psi[x.count(row)] - psi[y.count(row)]
                : psi[both - 1] - Math.log(x.count(row)) - Math.log(y.count(row));
        local[row] = (share + Math.log(rows)) * Bits.PER_NAT;
      }
    }
  }

  /** Two units, whose rare values are not to be blurred by the noise. */
  private double[] scalars(ValueColumns x, ValueColumns y) {
    ScalarColumns left = ScalarColumns.of(x.columns(), new int[] {0}, Scale.NONE, jitter);
    ScalarColumns right = ScalarColumns.of(y.columns(), new int[] {1}, Scale.NONE, jitter);
    return new PairwiseKsg(neighbours, form).pointwise(left, 0, right, 0);
  }

  /** The formula as it stands, which does not read 0 for a constant; bits per example. */
  double[] formula(ValueColumns x, ValueColumns y, int threads) {
    Require.atLeast("threads", threads, 1);
    double[] psi = Digamma.table(x.rows() + 1);
    double[] local =
        RowValues.of(
            x.rows(),
            threads,
            Neighbours.of(x, y, neighbours),
            at -> form == Form.RELEASED ? released(at, psi) : printed(at, psi));
    for (int row = 0; row < local.length; row++) {
      local[row] = (local[row] + Math.log(x.rows())) * Bits.PER_NAT;
    }
    return local;
  }

  private double released(Neighbours at, double[] psi) {
    double radius = at.radius();
    double ball = radius == 0 ? SAME : radius - SAME;
    int near = radius == 0 ? 1 + at.within(SAME) : neighbours;
    return psi[near] - psi[1 + at.withinX(ball)] - psi[1 + at.withinY(ball)];
  }

  private double printed(Neighbours at, double[] psi) {
    double radius = at.radius();
    int near = radius == 0 ? at.within(0) : neighbours;
    return psi[near] - Math.log(at.withinX(radius) + 1) - Math.log(at.withinY(radius) + 1);
  }
}
