// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;
import java.util.Arrays;

/** Lists of edges between bins: finite and ascending, and those of many units in one array. */
final class EdgeLists {
  private EdgeLists() {}

  /**
   * Demands that edges are finite and ascend.
   *
   * @param place what an error says of where they are; empty for nowhere in particular
   */
  static void check(double[] edges, String place) {
    for (int i = 0; i < edges.length; i++) {
      Require.that(Double.isFinite(edges[i]), "edge %d (%s)%s must be finite", i, edges[i], place);
      Require.that(
          i == 0 || edges[i] >= edges[i - 1],
          "edge %d (%s)%s must not be below edge %d (%s)",
          i,
          edges[i],
          place,
          i - 1,
          i == 0 ? Double.NaN : edges[i - 1]);
    }
  }

  /**
   * The edges of all units, edge by edge.
   *
   * @param perUnit for each unit its edges
   * @param bins above the number of edges of each
   * @return {@code [(bins - 1) x units]}; {@code NaN}, an edge that no value reaches, where a unit
   *     has fewer
   */
  static double[] packed(double[][] perUnit, int bins) {
    int units = perUnit.length;
    double[] all = new double[Math.multiplyExact(bins - 1, units)];
    Arrays.fill(all, Double.NaN);
    for (int unit = 0; unit < units; unit++) {
      double[] own = perUnit[unit];
      check(own, " of unit " + unit);
      String rule = "number of edges (%d) of unit %d must be below bins (%d)";
      Require.that(own.length < bins, rule, own.length, unit, bins);
      for (int i = 0; i < own.length; i++) {
        all[i * units + unit] = own[i];
      }
    }
    return all;
  }
}
