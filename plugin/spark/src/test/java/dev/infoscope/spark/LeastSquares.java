// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.util.Arrays;

/** Coefficients that are not negative, by least squares of relative errors. */
final class LeastSquares {
  private static final double SINGULAR = 1e-9;

  private LeastSquares() {}

  /**
   * Minimises the sum of {@code ((sum_k c_k x_ik - y_i) / y_i)^2}; what would be negative, or
   * cannot be told from the others, is 0.
   *
   * @param x rows of terms
   * @param y what they should give, none 0
   * @return a coefficient per term
   */
  static double[] fit(double[][] x, double[] y) {
    int terms = x[0].length;
    boolean[] used = new boolean[terms];
    Arrays.fill(used, true);
    while (true) {
      double[] found = solve(x, y, used);
      int worst = -1;
      for (int k = 0; k < terms; k++) {
        if (found[k] < 0 && (worst < 0 || share(x, k, found) < share(x, worst, found))) {
          worst = k;
        }
      }
      if (worst < 0) {
        return found;
      }
      used[worst] = false;
    }
  }

  private static double share(double[][] x, int term, double[] found) {
    return Arrays.stream(x).mapToDouble(row -> row[term]).max().orElse(0) * found[term];
  }

  /** By the normal equations, each term scaled to its own length. */
  private static double[] solve(double[][] x, double[] y, boolean[] used) {
    int terms = used.length;
    double[] scale = new double[terms];
    for (int k = 0; k < terms; k++) {
      for (int i = 0; i < x.length; i++) {
        scale[k] += used[k] ? Math.pow(x[i][k] / y[i], 2) : 0;
      }
      scale[k] = Math.sqrt(scale[k]);
    }
    double[][] m = new double[terms][terms + 1];
    for (int k = 0; k < terms; k++) {
      for (int i = 0; scale[k] > 0 && i < x.length; i++) {
        double own = x[i][k] / y[i] / scale[k];
        for (int other = 0; other < terms; other++) {
          m[k][other] += scale[other] > 0 ? own * x[i][other] / y[i] / scale[other] : 0;
        }
        m[k][terms] += own;
      }
    }
    double[] found = eliminated(m);
    for (int k = 0; k < terms; k++) {
      found[k] = scale[k] > 0 ? found[k] / scale[k] : 0;
    }
    return found;
  }

  /** The matrix is symmetric and has ones on its diagonal, or zeros for terms that are not used. */
  private static double[] eliminated(double[][] m) {
    int terms = m.length;
    boolean[] solved = new boolean[terms];
    for (int k = 0; k < terms; k++) {
      solved[k] = m[k][k] > SINGULAR;
      for (int row = 0; solved[k] && row < terms; row++) {
        double factor = row == k ? 0 : m[row][k] / m[k][k];
        for (int column = 0; factor != 0 && column <= terms; column++) {
          m[row][column] -= factor * m[k][column];
        }
      }
    }
    double[] found = new double[terms];
    for (int k = 0; k < terms; k++) {
      found[k] = solved[k] ? m[k][terms] / m[k][k] : 0;
    }
    return found;
  }
}
