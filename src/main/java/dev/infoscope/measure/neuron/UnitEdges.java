// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;

/**
 * The bin edges of every unit of a layer. A value's code is the number of edges strictly below it,
 * so that a rectifier's output of exactly 0 has code 0 under the edge 0.
 */
public final class UnitEdges {
  private final int units;
  private final int bins;
  private final double[] edges; // [(bins - 1) x units], ascending per unit, filled up by infinity

  private UnitEdges(int units, int bins, double[] edges) {
    this.units = units;
    this.bins = bins;
    this.edges = edges;
  }

  /**
   * One edge for all units: one bit each.
   *
   * @param threshold values strictly above it have code 1
   * @param units number of units, at least 1
   * @return the edges
   * @throws IllegalArgumentException if the threshold is not finite or {@code units < 1}
   */
  public static UnitEdges threshold(double threshold, int units) {
    Require.atLeast("units", units, 1);
    Require.that(Double.isFinite(threshold), "threshold (%s) must be finite", threshold);
    double[] edges = new double[units];
    Arrays.fill(edges, threshold);
    return new UnitEdges(units, 2, edges);
  }

  /**
   * Edges of their own for every unit.
   *
   * @param perUnit for each unit its edges, finite and ascending; units may have fewer than others,
   *     or none, but one of them has at least one
   * @return the edges
   * @throws IllegalArgumentException if there are no edges, or some do not ascend
   */
  public static UnitEdges of(double[][] perUnit) {
    int units = Require.atLeast("units", perUnit.length, 1);
    int most = Arrays.stream(perUnit).mapToInt(edges -> edges.length).max().orElse(0);
    Require.atLeast("number of edges", most, 1);
    double[] all = new double[most * units];
    Arrays.fill(all, Double.POSITIVE_INFINITY);
    for (int unit = 0; unit < units; unit++) {
      for (int i = 0; i < perUnit[unit].length; i++) {
        double edge = perUnit[unit][i];
        boolean ascends = i == 0 || edge > perUnit[unit][i - 1];
        Require.that(
            Double.isFinite(edge) && ascends,
            "edge %d (%s) of unit %d must be finite and above the one before",
            i,
            edge,
            unit);
        all[i * units + unit] = edge;
      }
    }
    return new UnitEdges(units, most + 1, all);
  }

  /** The same edges of some of the units. */
  UnitEdges select(int... chosen) {
    double[] some = new double[(bins - 1) * chosen.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = edges[i / chosen.length * units + chosen[i % chosen.length]];
    }
    return new UnitEdges(chosen.length, bins, some);
  }

  /**
   * Number of units.
   *
   * @return at least 1
   */
  public int units() {
    return units;
  }

  /**
   * Number of codes, |T|.
   *
   * @return at least 2
   */
  public int bins() {
    return bins;
  }

  /**
   * The code of a value.
   *
   * @param unit whose value
   * @param value any number; {@code NaN} has code 0
   * @return from 0 to {@code bins() - 1}
   */
  public int code(int unit, double value) {
    int code = 0;
    for (int edge = unit; edge < edges.length; edge += units) {
      code += value > edges[edge] ? 1 : 0;
    }
    return code;
  }

  /** Edge {@code index} of a unit; infinite when it has fewer. */
  double edge(int index, int unit) {
    return edges[index * units + unit];
  }

  /** Adds 1 to {@code above[at + i]} for every edge {@code i}, edge by edge, that a row exceeds. */
  void countAbove(double[] rows, int first, int[] above, int at) {
    for (int edge = 0; edge < edges.length; edge += units) {
      for (int unit = 0; unit < units; unit++) {
        above[at + edge + unit] += rows[first + unit] > edges[edge + unit] ? 1 : 0;
      }
    }
  }

  /** Sets one bit in the word of every unit, which lie together, where a row exceeds its edge. */
  void setBits(double[] rows, int first, long[] words, int at, int bit) {
    for (int unit = 0; unit < units; unit++) {
      words[at + unit] |= (rows[first + unit] > edges[unit] ? 1L : 0L) << bit;
    }
  }

  /** Adds {@code code * key} of every unit to its sum. */
  void addCodes(double[] rows, int first, long key, long[] sums) {
    for (int edge = 0; edge < edges.length; edge += units) {
      for (int unit = 0; unit < units; unit++) {
        sums[unit] += rows[first + unit] > edges[edge + unit] ? key : 0;
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnitEdges that
        && units == that.units
        && Arrays.equals(edges, that.edges);
  }

  @Override
  public int hashCode() {
    return 31 * units + Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d units with %d bins, the first edge at %s", units, bins, edges[0]);
  }
}
