// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

/**
 * The edges into a unit that are narrow enough to be divided out of the product of sincs: in a
 * layer of a hundred inputs or more, usually all. For a given unit their information is a function
 * of the width alone, {@code I = s g(s)} with {@code s = (a / widest)^2} and g nearly linear, so a
 * few nodes give it, and power sums its total: no work per edge.
 */
final class NarrowEdges {
  private static final double PRECISION = Math.log(1e-10);

  private final int bins;
  private final PowerSums sums = new PowerSums();
  private final double[] values = new double[NodePolynomial.MOST_NODES];
  private final double[] polynomial = new double[NodePolynomial.MOST_NODES];
  private int nodes;

  NarrowEdges(int bins) {
    this.bins = bins;
  }

  void clear() {
    nodes = 0;
  }

  /**
   * Takes all edges up to {@code limit}.
   *
   * @param highest frequency that counts; with the width it decides how many nodes are needed
   */
  void read(UnitInputs inputs, double limit, double highest) {
    sums.read(inputs, limit);
    nodes = 0;
    if (sums.edges() > 0) {
      double roughness = sums.scale() * highest / Spectrum.SIGMAS;
      double needed = PRECISION / Math.log(Math.min(0.1, roughness * roughness / 100));
      nodes = Math.min(NodePolynomial.MOST_NODES, Math.max(2, (int) Math.ceil(needed)));
    }
  }

  /** Product of {@code sinc(a_k w / 2)} over the edges. */
  double sincs(double w) {
    return nodes == 0 ? 1 : sums.sincs(w);
  }

  /** How many widths have to be looked at. */
  int nodes() {
    return nodes;
  }

  double nodeWidth(int node) {
    return Math.sqrt(NodePolynomial.of(nodes).node(node)) * sums.scale();
  }

  /** Tells the information of an edge as wide as a node. */
  void set(int node, double bits) {
    values[node] = bits / NodePolynomial.of(nodes).node(node);
    if (node == nodes - 1) {
      NodePolynomial.of(nodes).coefficients(values, polynomial);
    }
  }

  /**
   * c_f of an edge: {@code product_f sinc(x) / sinc(B x) = product_f B sin(x) / sin(B x)} with
   * {@code x = a w_f / 2B}; sines of multiples by rotation.
   */
  void coefficients(double width, double[] product, double step, int frequencies, double[] into) {
    double x = step * width / (2 * bins);
    double sine1 = Math.sin(x);
    double cosine1 = Math.cos(x);
    double sineB = Math.sin(bins * x);
    double cosineB = Math.cos(bins * x);
    double sine = sine1;
    double cosine = cosine1;
    double sineAll = sineB;
    double cosineAll = cosineB;
    for (int f = 0; f < frequencies; f++) {
      into[f] = product[f] * bins * sine / sineAll;
      double next = sine * cosine1 + cosine * sine1;
      cosine = cosine * cosine1 - sine * sine1;
      sine = next;
      next = sineAll * cosineB + cosineAll * sineB;
      cosineAll = cosineAll * cosineB - sineAll * sineB;
      sineAll = next;
    }
  }

  /** Sum over the edges, bits. */
  double total() {
    double sum = 0;
    for (int r = 0; r < nodes; r++) {
      sum += polynomial[r] * sums.sum(r + 1);
    }
    return sum;
  }

  /** One edge, bits. */
  double edge(double width) {
    if (width == 0) {
      return 0;
    }
    double ratio = width / sums.scale();
    double s = ratio * ratio;
    double sum = 0;
    for (int r = nodes - 1; r >= 0; r--) {
      sum = (sum + polynomial[r]) * s;
    }
    return sum;
  }
}
