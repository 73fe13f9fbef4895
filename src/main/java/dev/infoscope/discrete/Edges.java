// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;

/**
 * Bins between given edges: the code of a value is the number of edges not above it, so {@code n}
 * edges make {@code n + 1} bins.
 *
 * <p>Equal-mass bins ({@link #quantiles}) are edges too; pooled over the units of a layer they are
 * the adaptive binning of Chelombiev, Houghton and O'Donnell 2019 (arXiv 1902.09037).
 */
public final class Edges implements Quantizer {
  private final double[] edges;

  /** Owns the array; a negative zero becomes zero, so that equal bins are equal. */
  private Edges(double[] edges) {
    for (int i = 0; i < edges.length; i++) {
      edges[i] += 0.0;
    }
    this.edges = edges;
  }

  /**
   * Bins between given edges.
   *
   * @param edges finite, each above the one before; copied
   * @return the quantiser
   * @throws IllegalArgumentException if there is no edge, or one is not finite or not above the one
   *     before
   */
  public static Edges of(double... edges) {
    Require.atLeast("number of edges", edges.length, 1);
    for (int i = 0; i < edges.length; i++) {
      Require.that(Double.isFinite(edges[i]), "edge %d (%s) must be finite", i, edges[i]);
      Require.that(
          i == 0 || edges[i] > edges[i - 1],
          "edge %d (%s) must be above edge %d (%s)",
          i,
          edges[i],
          i - 1,
          i == 0 ? Double.NaN : edges[i - 1]);
    }
    return new Edges(edges.clone());
  }

  /**
   * Bins of equal mass: edges at the quantiles 1/bins, 2/bins, ... of the values, pooled over all
   * units. Equal values share a bin, so there may be fewer bins than asked for.
   *
   * @param activations values, {@code [examples x units]}, at least one, none NaN
   * @param bins how many bins are wanted, at least 2
   * @return the quantiser; for constant values a single edge at the value
   * @throws IllegalArgumentException if there is no value or {@code bins < 2}
   */
  public static Edges quantiles(Activations activations, int bins) {
    Require.atLeast("bins", bins, 2);
    Require.atLeast("examples", activations.examples(), 1);
    double[] sorted = new double[activations.examples() * activations.units()];
    activations.copy(0, activations.examples(), sorted);
    Arrays.sort(sorted);
    double[] edges = new double[bins - 1];
    int count = 0;
    for (int k = 1; k < bins; k++) {
      double edge = sorted[(int) ((long) k * sorted.length / bins)];
      if (edge > sorted[0] && (count == 0 || edge > edges[count - 1])) {
        edges[count++] = edge;
      }
    }
    return count == 0
        ? new Edges(new double[] {sorted[0]})
        : new Edges(Arrays.copyOf(edges, count));
  }

  @Override
  public int bins() {
    return edges.length + 1;
  }

  @Override
  public int code(double value) {
    int low = 0;
    int high = edges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edges[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Always false: the end bins reach to infinity.
   *
   * @param value any number
   * @return false
   */
  @Override
  public boolean isOutside(double value) {
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Edges that && Arrays.equals(edges, that.edges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d bins between edges %s to %s", bins(), edges[0], edges[edges.length - 1]);
  }
}
