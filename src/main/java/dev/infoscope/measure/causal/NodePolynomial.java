// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

/**
 * A polynomial through Chebyshev nodes of [0, 1], in powers, so that its sum over many places
 * follows from their power sums.
 */
final class NodePolynomial {
  static final int MOST_NODES = 8;
  private static final NodePolynomial[] BY_NODES = new NodePolynomial[MOST_NODES + 1];

  static {
    for (int nodes = 1; nodes <= MOST_NODES; nodes++) {
      BY_NODES[nodes] = new NodePolynomial(nodes);
    }
  }

  private final double[] nodes;
  private final double[][] basis; // basis[j][r]: coefficient of s^r in Lagrange's polynomial j

  private NodePolynomial(int count) {
    nodes = new double[count];
    basis = new double[count][];
    for (int j = 0; j < count; j++) {
      nodes[j] = 0.5 * (1 + Math.cos((2 * j + 1) * Math.PI / (2 * count)));
    }
    for (int j = 0; j < count; j++) {
      basis[j] = lagrange(j);
    }
  }

  static NodePolynomial of(int nodes) {
    return BY_NODES[nodes];
  }

  private double[] lagrange(int j) {
    double[] product = new double[nodes.length];
    product[0] = 1;
    int degree = 0;
    for (int i = 0; i < nodes.length; i++) {
      if (i != j) {
        double inverse = 1 / (nodes[j] - nodes[i]);
        degree++;
        for (int r = degree; r >= 0; r--) {
          double lower = r > 0 ? product[r - 1] : 0;
          product[r] = (lower - nodes[i] * product[r]) * inverse;
        }
      }
    }
    return product;
  }

  double node(int j) {
    return nodes[j];
  }

  /** Coefficients of the polynomial with the given values at the nodes; {@code [nodes]}. */
  void coefficients(double[] values, double[] into) {
    for (int r = 0; r < nodes.length; r++) {
      double sum = 0;
      for (int j = 0; j < nodes.length; j++) {
        sum += values[j] * basis[j][r];
      }
      into[r] = sum;
    }
  }
}
