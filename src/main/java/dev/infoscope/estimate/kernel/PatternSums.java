// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sums of kernels of each row of a tile with the rows of each class, for several labellings.
 *
 * <p>Kernels are added in single precision to the sum of their {@link LabelPatterns pattern}, and
 * the sums of the patterns to those of the classes, in double precision, after every few hundred
 * rows. What is missing to the sum over all is that of class 0.
 */
final class PatternSums {
  private static final int TILE = CenteredTiles.SIZE;
  private static final int PART = 32; // rows

  private final LabelPatterns patterns;
  private final int[] every; // pattern
  private final int[][][] with; // [labellings][classes - 1][] patterns
  private final float[][][] single; // [groups][patterns][TILE]
  private final float[] sum = new float[TILE];
  private final double[] all = new double[TILE];
  private final double[][][] of; // [labellings][classes][TILE]

  PatternSums(LabelPatterns patterns, int labellings, TileMemory memory) {
    this.patterns = patterns;
    every = IntStream.range(0, patterns.patterns()).toArray();
    with = new int[labellings][patterns.classes() - 1][];
    of = new double[labellings][patterns.classes()][TILE];
    for (int labelling = 0; labelling < labellings; labelling++) {
      for (int label = 1; label < patterns.classes(); label++) {
        with[labelling][label - 1] = patterns.with(labelling, label);
      }
    }
    single = memory.sums(patterns.groups(), patterns.patterns(), TILE);
  }

  /**
   * Adds the kernels of the rows of a batch.
   *
   * @param batch which
   * @param kernels of each row of the batch with each of the tile
   * @param count rows of the tile
   */
  void add(int batch, float[][] kernels, int count) {
    for (int group = 0; group < patterns.groups(); group++) {
      int[] order = patterns.order(group);
      int from = batch * LabelPatterns.BATCH;
      for (int pattern = 0; pattern < patterns.patterns(); pattern++) {
        int to = patterns.end(group, batch, pattern);
        add(single[group][pattern], kernels, order, from, to, count);
        from = to;
      }
    }
  }

  /**
   * By parts: equal kernels are all rounded in one direction when they are added to a large sum.
   */
  private void add(float[] into, float[][] kernels, int[] order, int from, int to, int count) {
    if (to - from <= PART) {
      FloatSums.add(into, kernels, order, from, to, count);
      return;
    }
    for (int at = from; at < to; at += PART) {
      Arrays.fill(sum, 0, count, 0);
      FloatSums.add(sum, kernels, order, at, Math.min(to, at + PART), count);
      FloatSums.add(into, sum, count);
    }
  }

  /** Takes what was added in single precision to the sums. */
  void flush(int count) {
    total(0, every, all, count);
    for (int labelling = 0; labelling < of.length; labelling++) {
      for (int label = 1; label < patterns.classes(); label++) {
        total(patterns.group(labelling), with[labelling][label - 1], of[labelling][label], count);
      }
    }
    for (float[][] sums : single) {
      for (float[] each : sums) {
        Arrays.fill(each, 0);
      }
    }
  }

  private void total(int group, int[] which, double[] into, int count) {
    Arrays.fill(sum, 0);
    FloatSums.add(sum, single[group], which, 0, which.length, count);
    for (int k = 0; k < count; k++) {
      into[k] += sum[k];
    }
  }

  /** Sums of the rows of a tile over all rows, when all have been added. */
  double[] all() {
    return all;
  }

  /** The same over the rows of each class, {@code [classes][TILE]}. */
  double[][] of(int labelling) {
    double[][] sums = of[labelling];
    double[] rest = sums[0];
    System.arraycopy(all, 0, rest, 0, TILE);
    for (int label = 1; label < sums.length; label++) {
      double[] other = sums[label];
      for (int k = 0; k < TILE; k++) {
        rest[k] -= other[k];
      }
    }
    return sums;
  }

  /** For another tile. */
  void clear() {
    Arrays.fill(all, 0);
    for (double[][] sums : of) {
      for (double[] each : sums) {
        Arrays.fill(each, 0);
      }
    }
  }
}
