// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import java.util.Arrays;

/**
 * The values of one layer after the other, in arrays that are used again from layer to layer and
 * from snapshot to snapshot: they are the largest part of what pairwise estimates need.
 *
 * <p>For one thread, and one layer at a time.
 */
public final class TileMemory {
  private double[][][] tiles = {}; // [tiles][units][rows of a tile]

  private float[][][] floats = {};
  private float[][] kernels = {};
  private float[][][] sums = {};

  /** Holds nothing yet. */
  public TileMemory() {}

  /** Zeros for a layer; what was handed out before is overwritten. */
  double[][][] zeros(int count, int units, int width) {
    if (tiles.length < count || units > tiles[0].length || width > tiles[0][0].length) {
      int most = tiles.length == 0 ? units : Math.max(units, tiles[0].length);
      int widest = tiles.length == 0 ? width : Math.max(width, tiles[0][0].length);
      tiles = new double[Math.max(count, tiles.length)][most][widest];
    }
    double[][][] some = new double[count][][];
    for (int tile = 0; tile < count; tile++) {
      some[tile] = Arrays.copyOf(tiles[tile], units);
      for (double[] values : some[tile]) {
        Arrays.fill(values, 0);
      }
    }
    return some;
  }

  /** Room for values in single precision, with any values in it. */
  float[][][] floats(int count, int groups, int width) {
    if (floats.length < count || groups > floats[0].length) {
      int most = floats.length == 0 ? groups : Math.max(groups, floats[0].length);
      floats = new float[Math.max(count, floats.length)][most][width];
    }
    float[][][] some = new float[count][][];
    Arrays.setAll(some, tile -> Arrays.copyOf(floats[tile], groups));
    return some;
  }

  /** Room for the kernels of some rows, with any values in it. */
  float[][] kernels(int rows, int width) {
    if (kernels.length < rows) {
      kernels = new float[rows][width];
    }
    return kernels;
  }

  /** Zeros; what was handed out before is overwritten. */
  float[][][] sums(int groups, int patterns, int width) {
    if (sums.length < groups || sums[0].length < patterns) {
      int most = sums.length == 0 ? patterns : Math.max(patterns, sums[0].length);
      sums = new float[Math.max(groups, sums.length)][most][width];
    }
    for (float[][] group : sums) {
      for (float[] each : group) {
        Arrays.fill(each, 0);
      }
    }
    return sums;
  }
}
