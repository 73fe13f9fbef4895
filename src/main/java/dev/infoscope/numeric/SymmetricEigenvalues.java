// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import java.util.Arrays;
import java.util.Locale;

/**
 * Eigenvalues of a symmetric matrix, without vectors: Householder reflections to tridiagonal form,
 * then QL steps with implicit shifts (Golub and Van Loan 2013, Matrix Computations, 8.3). Errors
 * are of the order of the rounding of the largest eigenvalue; 4/3 N^3 operations.
 *
 * <p>Both inner loops run along rows of the whole matrix, so that they vectorise.
 */
public final class SymmetricEigenvalues {
  private static final int MOST_STEPS = 60;
  private static final double ROUNDING = 0x1p-53;

  private final double[][] matrix;
  private final double[] diagonal;
  private final double[] beside; // beside[i] couples i - 1 and i
  private double negligible; // what rounding leaves of the largest row

  private SymmetricEigenvalues(double[][] matrix) {
    this.matrix = matrix;
    diagonal = new double[matrix.length];
    beside = new double[matrix.length];
  }

  /**
   * Computes all eigenvalues.
   *
   * @param matrix symmetric, both halves filled in; overwritten
   * @return eigenvalues, ascending
   */
  public static double[] of(double[][] matrix) {
    SymmetricEigenvalues solver = new SymmetricEigenvalues(matrix);
    solver.tridiagonalise();
    solver.negligible = ROUNDING * solver.largestRow();
    for (int first = 0; first < matrix.length; first++) {
      Cancellation.check();
      solver.isolate(first);
    }
    Arrays.sort(solver.diagonal);
    return solver.diagonal;
  }

  private static double squares(double[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i] * values[i];
    }
    return sum;
  }

  private void tridiagonalise() {
    double[] next = new double[matrix.length];
    for (int last = matrix.length - 1; last > 0; last--) {
      double[] v = matrix[last]; // its first entries become the reflector
      diagonal[last] = v[last];
      double length = squares(v, last);
      double tail = length - v[last - 1] * v[last - 1];
      if (tail <= 0) {
        beside[last] = v[last - 1];
      } else {
        beside[last] = v[last - 1] > 0 ? -Math.sqrt(length) : Math.sqrt(length);
        double half = length - v[last - 1] * beside[last]; // |reflector|^2 / 2
        v[last - 1] -= beside[last];
        reflect(v, last, half, next);
      }
    }
    if (matrix.length > 0) {
      diagonal[0] = matrix[0][0];
    }
  }

  /** Takes {@code v q' + q v'} off the leading block, {@code q} from {@code p = A v / half}. */
  private void reflect(double[] v, int size, double half, double[] p) {
    Arrays.fill(p, 0, size, 0);
    int row = 0;
    for (; row + 1 < size; row += 2) {
      addScaled(matrix[row], v[row], matrix[row + 1], v[row + 1], p, size);
    }
    if (row < size) {
      addScaled(matrix[row], v[row], matrix[row], 0, p, size);
    }
    divide(p, v, size, half);
    for (int i = 0; i < size; i++) {
      subtractScaled(p, v[i], v, p[i], matrix[i], size);
    }
  }

  /** {@code p / half}, less the share of it along the reflector. */
  private static void divide(double[] p, double[] v, int size, double half) {
    double along = 0;
    for (int i = 0; i < size; i++) {
      p[i] /= half;
      along += p[i] * v[i];
    }
    double share = along / (2 * half);
    for (int i = 0; i < size; i++) {
      p[i] -= share * v[i];
    }
  }

  private static void addScaled(
      double[] a, double factorA, double[] b, double factorB, double[] into, int size) {
    for (int i = 0; i < size; i++) {
      into[i] += factorA * a[i] + factorB * b[i];
    }
  }

  private static void subtractScaled(
      double[] a, double factorA, double[] b, double factorB, double[] from, int size) {
    for (int i = 0; i < size; i++) {
      from[i] -= factorA * a[i] + factorB * b[i];
    }
  }

  /** Repeats QL steps until the eigenvalue at {@code first} stands alone. */
  private void isolate(int first) {
    for (int step = 0; step < MOST_STEPS; step++) {
      int last = first;
      while (last + 1 < diagonal.length && !isNegligible(last + 1)) {
        last++;
      }
      if (last == first) {
        return;
      }
      step(first, last);
    }
    throw new IllegalStateException(
        String.format(Locale.ROOT, "no convergence after %d steps", MOST_STEPS));
  }

  private double largestRow() {
    double largest = 0;
    for (int i = 0; i < diagonal.length; i++) {
      largest = Math.max(largest, Math.abs(diagonal[i]) + Math.abs(beside[i]));
    }
    return largest;
  }

  /**
   * Against both neighbours, or against the whole: of a matrix of low rank most neighbours are
   * nothing but rounding, next to which no coupling would ever be small.
   */
  private boolean isNegligible(int i) {
    double scale = Math.abs(diagonal[i - 1]) + Math.abs(diagonal[i]);
    double coupling = Math.abs(beside[i]);
    return scale + coupling == scale || coupling <= negligible;
  }

  private void step(int first, int last) {
    double g = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first + 1]);
    double r = Math.hypot(g, 1);
    g = diagonal[last] - diagonal[first] + beside[first + 1] / (g + Math.copySign(r, g));
    double sine = 1;
    double cosine = 1;
    double shift = 0;
    for (int i = last - 1; i >= first; i--) {
      double f = sine * beside[i + 1];
      double b = cosine * beside[i + 1];
      r = Math.sqrt(f * f + g * g);
      if (i + 1 < last) {
        beside[i + 2] = r;
      }
      if (r == 0) {
        diagonal[i + 1] -= shift;
        return;
      }
      sine = f / r;
      cosine = g / r;
      g = diagonal[i + 1] - shift;
      r = (diagonal[i] - g) * sine + 2 * cosine * b;
      shift = sine * r;
      diagonal[i + 1] = g + shift;
      g = cosine * r - b;
    }
    diagonal[first] -= shift;
    beside[first + 1] = g;
  }
}
