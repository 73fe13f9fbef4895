// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.neighbours.ClassKsg;
import dev.infoscope.numeric.Mix;
import java.util.Arrays;

/**
 * Rows that differ, but by so little of the layer's width that nearest neighbours take them for
 * equal: what one value far beyond the rest does to all others.
 */
final class RoundedTies {
  /** Ties of fewer rows do not show: the fifth neighbour is much farther than a tie. */
  private static final double SHOWS = 0.1;

  private RoundedTies() {}

  private interface Cell {
    double of(int unit, double value);
  }

  /**
   * Whether so many rows are tied that the reading may be too low.
   *
   * @param layer as it was seen
   * @param scaled the same, no two values of a unit farther apart than 1
   */
  static boolean show(Activations layer, Activations scaled) {
    double[] lowest = lowest(scaled);
    long differ = distinct(layer, (unit, value) -> value + 0.0); // -0.0 is 0.0
    long apart =
        distinct(scaled, (unit, value) -> Math.floor((value - lowest[unit]) / ClassKsg.SAME));
    return differ - apart > SHOWS * layer.examples();
  }

  private static double[] lowest(Activations layer) {
    double[] lowest = new double[layer.units()];
    double[] row = new double[layer.units()];
    Arrays.fill(lowest, Double.POSITIVE_INFINITY);
    for (int at = 0; at < layer.examples(); at++) {
      layer.copy(at, 1, row);
      for (int unit = 0; unit < row.length; unit++) {
        lowest[unit] = Math.min(lowest[unit], row[unit]);
      }
    }
    return lowest;
  }

  /** Rows with different cells; two of 2^64 hashes are taken not to agree by chance. */
  private static long distinct(Activations layer, Cell cell) {
    long[] hashes = new long[layer.examples()];
    double[] row = new double[layer.units()];
    for (int at = 0; at < hashes.length; at++) {
      layer.copy(at, 1, row);
      for (int unit = 0; unit < row.length; unit++) {
        long bits = Double.doubleToLongBits(cell.of(unit, row[unit]));
        hashes[at] = Mix.at(hashes[at], bits);
      }
    }
    return Arrays.stream(hashes).distinct().count();
  }
}
