// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.neighbours.Neighbours;
import dev.infoscope.estimate.neighbours.ValueColumns;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Require;
import dev.infoscope.numeric.SymmetricEigenvalues;
import java.util.Arrays;

/**
 * The matrix-based Renyi entropy of Sanchez Giraldo, Rao and Principe 2015 (arXiv 1211.2459): of
 * the eigenvalues of the Gram matrix of the rows, without any density.
 *
 * <pre>{@code
 * A_ij   = exp(-|t_i - t_j|^2 / 2v) / N
 * S(A)   = log2 ( sum_i lambda_i(A)^alpha ) / (1 - alpha)
 * I(T;U) = S(A) + S(B) - S(N A o B)            o: entry by entry (Hadamard)
 * }</pre>
 *
 * <p>Its value is set by the variance v of the kernel, as that of {@link PairwiseDistance} is by
 * the noise: from 0, all rows alike, to log2 N, all rows far apart. {@code Noise.relative} gives a
 * variance that follows the layer.
 *
 * <p>For alpha = 2 the sum is the squared Frobenius norm: no eigenvalues, no matrix, O(N^2 units /
 * 2). Other alpha take O(N^3) and 8 N^2 bytes. {@code NaN} without rows or where a value is not
 * finite; 0 for one row. Same input, same bits.
 *
 * @param alpha order, above 0 and not 1; 1.01 stands for Shannon's entropy
 */
public record MatrixRenyi(double alpha) {
  /** Order 2, the one that needs no eigenvalues. */
  public static final MatrixRenyi QUADRATIC = new MatrixRenyi(2);

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException unless alpha is finite, above 0 and not 1
   */
  public MatrixRenyi {
    Require.positive("alpha", alpha);
    Require.that(alpha != 1, "alpha (%s) must not be 1; take 1.01", alpha);
  }

  /**
   * Entropy of a layer.
   *
   * @param layer values, {@code [examples x units]}
   * @param variance of the kernel, in squared units of the values, above 0
   * @return S in bits, from 0 to log2 N
   * @throws IllegalArgumentException if the variance is not positive
   */
  public double entropy(Activations layer, double variance) {
    return entropy(scaled(layer, variance), LabelGroups.of(new int[layer.examples()]));
  }

  /**
   * Information of two layers.
   *
   * @param one values, {@code [examples x units]}
   * @param varianceOne of its kernel, above 0
   * @param other values of another layer on the same examples
   * @param varianceOther of its kernel, above 0
   * @return I in bits
   * @throws IllegalArgumentException if the numbers of rows differ or a variance is not positive
   */
  public double information(
      Activations one, double varianceOne, Activations other, double varianceOther) {
    Neighbours.check(one.examples(), other.examples());
    ValueColumns left = scaled(one, varianceOne);
    ValueColumns right = scaled(other, varianceOther);
    // The product of two Gaussian kernels is the kernel of the units of both.
    double[][] both = Arrays.copyOf(left.columns(), one.units() + other.units());
    System.arraycopy(right.columns(), 0, both, one.units(), other.units());
    LabelGroups all = LabelGroups.of(new int[one.examples()]);
    return entropy(left, all)
        + entropy(right, all)
        - entropy(new ValueColumns(both, one.examples()), all);
  }

  /**
   * Information of a layer and labels; the kernel of the labels is 1 for equal ones and 0 else.
   *
   * @param layer values, {@code [examples x units]}
   * @param variance of its kernel, above 0
   * @param labels one per example, at least 0
   * @return I in bits
   * @throws IllegalArgumentException if the shapes disagree or the variance is not positive
   */
  public double information(Activations layer, double variance, int[] labels) {
    Require.that(
        layer.examples() == labels.length,
        "activations have %d rows, labels %d",
        layer.examples(),
        labels.length);
    ValueColumns values = scaled(layer, variance);
    LabelGroups groups = LabelGroups.of(labels);
    ValueColumns nothing = new ValueColumns(new double[1][labels.length], labels.length);
    return entropy(values, LabelGroups.of(new int[labels.length]))
        + entropy(nothing, groups)
        - entropy(values, groups);
  }

  /**
   * Information of a layer and each of several labellings, as from shuffles. For alpha = 2 every
   * kernel is computed once for all of them: to rounding what {@link #information(Activations,
   * double, int[])} gives for one after the other.
   *
   * @param layer values, {@code [examples x units]}
   * @param variance of its kernel, above 0
   * @param labellings {@code [any x examples]}, each label at least 0
   * @return bits of each
   * @throws IllegalArgumentException if the shapes disagree or the variance is not positive
   */
  public double[] informations(Activations layer, double variance, int[]... labellings) {
    for (int[] labels : labellings) {
      Require.that(
          layer.examples() == labels.length,
          "activations have %d rows, labels %d",
          layer.examples(),
          labels.length);
    }
    ValueColumns values = scaled(layer, variance);
    if (alpha != 2 || values.rows() == 0 || !values.isFinite()) {
      return Arrays.stream(labellings)
          .mapToDouble(labels -> information(layer, variance, labels))
          .toArray();
    }
    return new LabelledSquares(values, labellings).informations();
  }

  private static ValueColumns scaled(Activations layer, double variance) {
    double factor = 1 / Math.sqrt(2 * Require.positive("variance", variance));
    ValueColumns values = ValueColumns.of(layer);
    for (double[] column : values.columns()) {
      for (int row = 0; row < column.length; row++) {
        column[row] *= factor;
      }
    }
    return values;
  }

  /** Entropy of the kernel {@code exp(-distance^2)} within groups and 0 between them. */
  private double entropy(ValueColumns values, LabelGroups groups) {
    if (values.rows() == 0 || !values.isFinite()) {
      return Double.NaN;
    }
    DistanceTiles tiles = new DistanceTiles(CenteredTiles.of(values, groups.order()));
    double sum = alpha == 2 ? squares(tiles, groups) : powers(tiles, groups);
    return Math.max(0, Bits.log2(sum) / (1 - alpha));
  }

  private static double squares(DistanceTiles tiles, LabelGroups groups) {
    double[] sums = new double[groups.rows()]; // per row, so that the order is fixed
    tiles.forEach(
        (row, from, to, squares) -> {
          double sum = 0;
          for (int k = Math.max(from, groups.start(row)) - from; k < to - from; k++) {
            sum += Math.exp(-2 * squares[k]);
          }
          sums[row] += sum;
        });
    double rows = groups.rows();
    return (rows + 2 * Arrays.stream(sums).sum()) / (rows * rows);
  }

  private double powers(DistanceTiles tiles, LabelGroups groups) {
    int rows = groups.rows();
    double[][] gram = new double[rows][rows];
    for (int row = 0; row < rows; row++) {
      gram[row][row] = 1.0 / rows;
    }
    tiles.forEach(
        (row, from, to, squares) -> {
          for (int other = Math.max(from, groups.start(row)); other < to; other++) {
            double entry = Math.exp(-squares[other - from]) / rows;
            gram[row][other] = entry;
            gram[other][row] = entry;
          }
        });
    double sum = 0;
    for (double eigenvalue : SymmetricEigenvalues.of(gram)) {
      sum += Math.pow(Math.max(0, eigenvalue), alpha);
    }
    return sum;
  }
}
