// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plasticity;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.SymmetricEigenvalues;
import java.util.Arrays;

/**
 * Covariance of a layer's units over examples, about their means, up to one common factor.
 *
 * <p>All values are divided by the largest first, so that nothing overflows. Sums run over the rows
 * in order, four at a time, and along rows of the matrix, so that they vectorise. O(examples x
 * units^2).
 */
final class Covariance {
  private static final double ROUNDING = 1e-13; // of the largest eigenvalue

  private final double[][] matrix;

  private Covariance(double[][] matrix) {
    this.matrix = matrix;
  }

  /** All values must be finite. */
  static Covariance of(Activations values) {
    double[][] rows = centred(values);
    int units = values.units();
    double[][] matrix = new double[units][units];
    int row = 0;
    for (; row + 3 < rows.length; row += 4) {
      if (row % 256 == 0) {
        Cancellation.check();
      }
      addFour(rows[row], rows[row + 1], rows[row + 2], rows[row + 3], matrix);
    }
    double[] zero = new double[units];
    for (; row < rows.length; row++) {
      addFour(rows[row], zero, zero, zero, matrix);
    }
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < i; j++) {
        matrix[j][i] = matrix[i][j];
      }
    }
    return new Covariance(matrix);
  }

  private static double[][] centred(Activations values) {
    double[][] rows = new double[values.examples()][values.units()];
    double largest = 0;
    for (int row = 0; row < rows.length; row++) {
      values.copy(row, 1, rows[row]);
      for (double value : rows[row]) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    double[] means = new double[values.units()];
    for (double[] row : rows) {
      for (int unit = 0; unit < means.length; unit++) {
        row[unit] = largest > 0 ? row[unit] / largest : 0;
        means[unit] += row[unit] / rows.length;
      }
    }
    centre(rows, means);
    return rows;
  }

  /** A unit that never changes is exactly 0 afterwards, whatever its mean was rounded to. */
  private static void centre(double[][] rows, double[] means) {
    for (int unit = 0; unit < means.length; unit++) {
      double first = rows.length == 0 ? 0 : rows[0][unit];
      boolean varies = false;
      for (double[] row : rows) {
        varies |= row[unit] != first;
      }
      for (double[] row : rows) {
        row[unit] = varies ? row[unit] - means[unit] : 0;
      }
    }
  }

  /** The lower half only. */
  private static void addFour(double[] a, double[] b, double[] c, double[] d, double[][] into) {
    for (int i = 0; i < into.length; i++) {
      addRow(a, a[i], b, b[i], c, c[i], d, d[i], into[i], i + 1);
    }
  }

  private static void addRow(
      double[] a,
      double wa,
      double[] b,
      double wb,
      double[] c,
      double wc,
      double[] d,
      double wd,
      double[] into,
      int size) {
    for (int j = 0; j < size; j++) {
      into[j] += wa * a[j] + wb * b[j] + wc * c[j] + wd * d[j];
    }
  }

  /** Number of units that change. */
  int varying() {
    int varying = 0;
    for (int unit = 0; unit < matrix.length; unit++) {
      varying += matrix[unit][unit] > 0 ? 1 : 0;
    }
    return varying;
  }

  /**
   * Exponential of the entropy of the eigenvalues over their sum.
   *
   * @return from 1 to the number of units that change; 0 if none does
   */
  double effectiveRank() {
    if (varying() == 0) {
      return 0;
    }
    double[][] copy = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    double[] eigenvalues = SymmetricEigenvalues.of(copy);
    double least = ROUNDING * eigenvalues[eigenvalues.length - 1];
    double sum = Arrays.stream(eigenvalues).filter(value -> value > least).sum();
    double bits = 0;
    for (double value : eigenvalues) {
      bits -= value > least ? Bits.xlog2x(value / sum) : 0;
    }
    return Math.pow(2, Math.max(0, bits));
  }

  /**
   * Units that nearly repeat a lower one, those that never change left out.
   *
   * @param correlation from which, in magnitude
   * @return how many
   */
  int duplicates(double correlation) {
    int duplicates = 0;
    for (int unit = 0; unit < matrix.length; unit++) {
      duplicates += repeatsLower(unit, correlation) ? 1 : 0;
    }
    return duplicates;
  }

  private boolean repeatsLower(int unit, double correlation) {
    double own = matrix[unit][unit];
    for (int lower = 0; lower < unit && own > 0; lower++) {
      double other = matrix[lower][lower];
      double together = Math.abs(matrix[unit][lower]);
      if (other > 0 && together >= correlation * (1 - 1e-12) * Math.sqrt(own) * Math.sqrt(other)) {
        return true;
      }
    }
    return false;
  }
}
