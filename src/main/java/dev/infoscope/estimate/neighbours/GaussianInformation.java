// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Cholesky;
import dev.infoscope.numeric.Magnitude;
import java.util.stream.Stream;

/**
 * The information of two variables that are jointly normal, from determinants of their correlation
 * matrices (Cover and Thomas 2006, theorem 8.4.1):
 *
 * <pre>{@code
 * I(X;Y) = -1/2 log2 ( det R_XY / (det R_X det R_Y) )        one unit each: -1/2 log2 (1 - r^2)
 * }</pre>
 *
 * <p>For other variables it tells how much there is in their linear relation. Upward bias about
 * {@code units(X) units(Y) / (2 N ln 2)} bits.
 *
 * <p>Constant units and those that are sums of units before them on the same side are left out; if
 * a side has no other, the result is 0. Infinite if Y follows linearly from X. {@code NaN} if a
 * value is not finite or there are not more rows than units. O(N units^2).
 */
public final class GaussianInformation {
  private GaussianInformation() {}

  /**
   * Estimates the information of two variables.
   *
   * @param x first variable, {@code [examples x units]}
   * @param y second variable, same examples
   * @return I(X;Y) in bits, at least 0; {@code NaN} as said above
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public static double of(Activations x, Activations y) {
    Neighbours.check(x.examples(), y.examples());
    ValueColumns left = ValueColumns.of(x);
    ValueColumns right = ValueColumns.of(y);
    if (left.rows() <= x.units() + y.units() || !left.isFinite() || !right.isFinite()) {
      return Double.NaN;
    }
    double[][] first = directions(left);
    double[][] second = directions(right);
    double[][] both = Stream.of(first, second).flatMap(Stream::of).toArray(double[][]::new);
    double logDeterminant = new Cholesky(both).logDeterminant();
    double own = new Cholesky(first).logDeterminant() + new Cholesky(second).logDeterminant();
    return Math.max(0, (own - logDeterminant) / 2 * Bits.PER_NAT);
  }

  /** Standardised units without those that follow from others. */
  private static double[][] directions(ValueColumns values) {
    double[][] units = values.varying().columns();
    double[][] standard = new double[units.length][];
    for (int unit = 0; unit < units.length; unit++) {
      standard[unit] = standardised(units[unit]);
    }
    return new Cholesky(standard).independent();
  }

  /** Mean 0 and length 1; from the first value, so that a large offset costs no digits. */
  private static double[] standardised(double[] column) {
    double factor = Magnitude.factor(column);
    double first = column[0] * factor;
    double mean = 0;
    for (double value : column) {
      mean += (value * factor - first) / column.length;
    }
    double squares = 0;
    for (double value : column) {
      double difference = value * factor - first - mean;
      squares += difference * difference;
    }
    double[] standard = new double[column.length];
    for (int row = 0; row < column.length; row++) {
      standard[row] = (column[row] * factor - first - mean) / Math.sqrt(squares);
    }
    return standard;
  }
}
