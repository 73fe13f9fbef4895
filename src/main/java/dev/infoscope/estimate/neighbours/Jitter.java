// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.numeric.Magnitude;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;

/**
 * Seeded noise that breaks ties before a nearest-neighbour estimate: Gaussian, a small share of
 * each unit's own standard deviation. Values recorded on a grid, or zeros of a rectified unit,
 * otherwise tie and are undercounted. Off unless asked for; constant units stay constant.
 *
 * @param share of the unit's standard deviation, at least 0; 1e-9 is usual
 * @param seed of the noise; equal seeds give equal bits
 */
public record Jitter(double share, long seed) {
  /** No noise. */
  public static final Jitter NONE = new Jitter(0, 0);

  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException unless the share is finite and at least 0
   */
  public Jitter {
    Require.that(
        share >= 0 && Double.isFinite(share), "jitter (%s) must be finite and >= 0", share);
  }

  /** Adds noise to a column in place; {@code stream} tells columns apart. */
  void addTo(double[] column, long stream) {
    double scale = share == 0 ? 0 : share * deviation(column);
    if (scale > 0) {
      long own = Mix.at(seed, stream);
      for (int row = 0; row < column.length; row++) {
        column[row] += scale * gauss(own, row);
      }
    }
  }

  private static double deviation(double[] column) {
    double factor = Magnitude.factor(column);
    double first = column[0] * factor;
    double sum = 0;
    for (double value : column) {
      sum += value * factor - first;
    }
    double mean = sum / column.length;
    double squares = 0;
    for (double value : column) {
      double difference = value * factor - first - mean;
      squares += difference * difference;
    }
    return Math.sqrt(squares / column.length) / factor;
  }

  private static double gauss(long stream, long index) {
    double radius = Math.sqrt(-2 * Math.log1p(-uniform(stream, 2 * index)));
    return radius * Math.cos(2 * Math.PI * uniform(stream, 2 * index + 1));
  }

  private static double uniform(long stream, long index) {
    return (Mix.at(stream, index) >>> 11) * 0x1.0p-53;
  }
}
