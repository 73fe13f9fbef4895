// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plasticity;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.RowMemory;
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

  /** All values must be finite; they are held in the memory meanwhile. */
  static Covariance of(Activations values, RowMemory memory) {
    int examples = values.examples();
    int units = values.units();
    double[][] rows = memory.rows(examples, units);
    centre(values, rows);
    double[][] matrix = new double[units][units];
    int row = 0;
    for (; row + 3 < examples; row += 4) {
      if (row % 256 == 0) {
        Cancellation.check();
      }
      addFour(rows[row], rows[row + 1], rows[row + 2], rows[row + 3], matrix);
    }
    double[] zero = new double[units];
    for (; row < examples; row++) {
      addFour(rows[row], zero, zero, zero, matrix);
    }
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < i; j++) {
        matrix[j][i] = matrix[i][j];
      }
    }
    return new Covariance(matrix);
  }

  private static void centre(Activations values, double[][] rows) {
    int examples = values.examples();
    int units = values.units();
    double largest = 0;
    for (int row = 0; row < examples; row++) {
      values.copy(row, 1, rows[row]);
      for (int unit = 0; unit < units; unit++) {
        largest = Math.max(largest, Math.abs(rows[row][unit]));
      }
    }
    double[] means = new double[units];
    for (int row = 0; row < examples; row++) {
      for (int unit = 0; unit < units; unit++) {
        rows[row][unit] = largest > 0 ? rows[row][unit] / largest : 0;
        means[unit] += rows[row][unit] / examples;
      }
    }
    centre(rows, examples, means);
  }

  /** A unit that never changes is exactly 0 afterwards, whatever its mean was rounded to. */
  private static void centre(double[][] rows, int examples, double[] means) {
    for (int unit = 0; unit < means.length; unit++) {
      double first = examples == 0 ? 0 : rows[0][unit];
      boolean varies = false;
      for (int row = 0; row < examples; row++) {
        varies |= rows[row][unit] != first;
      }
      for (int row = 0; row < examples; row++) {
        rows[row][unit] = varies ? rows[row][unit] - means[unit] : 0;
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
