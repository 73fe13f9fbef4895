// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

/** Roots of Legendre polynomials, by Newton's method from the usual first guess. */
final class LegendreNodes {
  private static final double CLOSE = 1e-15;
  private static final int MOST = 100;

  private LegendreNodes() {}

  /** The {@code count} roots on (-1, 1), ascending. */
  static double[] of(int count) {
    double[] roots = new double[count];
    for (int i = 0; i < (count + 1) / 2; i++) {
      double root = root(count, Math.cos(Math.PI * (i + 0.75) / (count + 0.5)));
      roots[count - 1 - i] = root;
      roots[i] = -root;
    }
    if (count % 2 == 1) {
      roots[count / 2] = 0;
    }
    return roots;
  }

  private static double root(int degree, double guess) {
    double x = guess;
    double step = 1;
    for (int i = 0; i < MOST && Math.abs(step) > CLOSE; i++) {
      double before = 0;
      double value = 1;
      for (int k = 1; k <= degree; k++) {
        double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
        before = value;
        value = next;
      }
      double slope = degree * (x * value - before) / (x * x - 1);
      step = value / slope;
      x -= step;
    }
    return x;
  }
}
