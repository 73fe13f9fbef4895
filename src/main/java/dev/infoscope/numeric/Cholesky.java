// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cholesky factor of the scalar products of columns of length 1. A column whose remainder is below
 * {@value #RANK} of its length follows from the columns before it.
 */
public final class Cholesky {
  private static final double RANK = 1e-12; // squared

  private final double[][] columns;
  private final double[][] factor; // lower triangle
  private final boolean[] dependent;

  /**
   * Factors the matrix of scalar products.
   *
   * @param columns each of length 1; not copied
   */
  public Cholesky(double[][] columns) {
    this.columns = columns;
    factor = new double[columns.length][columns.length];
    dependent = new boolean[columns.length];
    for (int i = 0; i < columns.length; i++) {
      Cancellation.check();
      for (int j = 0; j < i; j++) {
        double rest = product(columns[i], columns[j]) - product(factor[i], factor[j], j);
        factor[i][j] = dependent[j] ? 0 : rest / factor[j][j];
      }
      double rest = product(columns[i], columns[i]) - product(factor[i], factor[i], i);
      dependent[i] = !(rest > RANK);
      factor[i][i] = dependent[i] ? 0 : Math.sqrt(rest);
    }
  }

  /**
   * Logarithm of the determinant of the scalar products.
   *
   * @return nats; minus infinity if a column follows from others
   */
  public double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < factor.length; i++) {
      sum += 2 * Math.log(factor[i][i]);
    }
    return sum;
  }

  /**
   * The columns that do not follow from those before them.
   *
   * @return in their order; not copied
   */
  public double[][] independent() {
    List<double[]> kept = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if (!dependent[i]) {
        kept.add(columns[i]);
      }
    }
    return kept.toArray(double[][]::new);
  }

  private static double product(double[] a, double[] b) {
    return product(a, b, a.length);
  }

  private static double product(double[] a, double[] b, int length) {
    double[] sums = new double[4]; // four chains, so that additions overlap
    int i = 0;
    for (; i + 3 < length; i += 4) {
      sums[0] += a[i] * b[i];
      sums[1] += a[i + 1] * b[i + 1];
      sums[2] += a[i + 2] * b[i + 2];
      sums[3] += a[i + 3] * b[i + 3];
    }
    for (; i < length; i++) {
      sums[0] += a[i] * b[i];
    }
    return Arrays.stream(sums).sum();
  }
}
