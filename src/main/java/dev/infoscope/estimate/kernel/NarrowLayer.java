// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Cancellation;
import java.util.Arrays;

/**
 * A bound of {@link PairwiseDistance} for narrow layers and few classes, in single precision: most
 * of the time goes to the sums for shuffled labels there. Kernels are computed for each row with
 * all others, so twice for each pair; then all sums are additions of rows to rows, which vectorise.
 */
final class NarrowLayer {
  private static final int TILE = CenteredTiles.SIZE;
  private static final int BATCH = LabelPatterns.BATCH;
  private static final int FLUSH = 256; // rows whose kernels are added in single precision
  private static final int WIDTH = 48; // units and eight times the classes: else off by over 1e-6
  private static final int PRODUCT = 32; // sums of at most 2^31 rows, so that it is below 2^1023

  private final int[][] labellings; // the labels, and then shuffled ones
  private final SingleSquares squares;
  private final SingleExp exp;
  private final PatternSums sums;
  private final float[][] kernels; // [BATCH][TILE]
  private final double[] all; // log of the sum of each row
  private final double[] within; // log of its sum within its class
  private final double[] shuffled; // per shuffle, sum of the logs within shuffled classes

  private NarrowLayer(
      CenteredTiles values, int classes, int[][] labellings, double variance, TileMemory memory) {
    this.labellings = labellings;
    exp = new SingleExp(2 * values.largestSquare() / variance); // no two are farther apart
    squares =
        new SingleSquares(values.scaled(Math.sqrt(1 / (2 * variance * exp.divisor())), memory));
    LabelPatterns patterns = new LabelPatterns(classes, labellings);
    sums = new PatternSums(patterns, labellings.length, memory);
    kernels = memory.kernels(BATCH, TILE);
    all = new double[values.rows()];
    within = new double[values.rows()];
    shuffled = new double[labellings.length - 1];
  }

  /** Whether a layer is so narrow, and its classes so few, that this is faster. */
  static boolean suits(CenteredTiles values, LabelGroups groups) {
    int units = values.tiles()[0].length;
    return units + 8 * groups.classes() <= WIDTH;
  }

  /**
   * Computes a bound.
   *
   * @param values of a layer that {@link #suits}
   * @param groups of its rows
   * @param labellings the labels of the rows, and shuffled ones
   * @param variance of the noise
   * @param memory for values and sums
   */
  static Bound bound(
      CenteredTiles values,
      LabelGroups groups,
      int[][] labellings,
      double variance,
      TileMemory memory) {
    NarrowLayer layer = new NarrowLayer(values, groups.classes(), labellings, variance, memory);
    for (int tile = 0; tile < values.tiles().length; tile++) {
      layer.addUp(tile);
    }
    double[] means = Arrays.stream(layer.shuffled).map(log -> log / values.rows()).toArray();
    return new RowBound(groups, layer.all, layer.within, means);
  }

  private void addUp(int tile) {
    int count = Math.min(TILE, all.length - tile * TILE);
    sums.clear();
    for (int from = 0; from < all.length; from += BATCH) {
      Cancellation.check();
      int to = Math.min(all.length, from + BATCH);
      for (int row = from; row < to; row++) {
        float[] kernel = kernels[row - from];
        squares.of(row, tile, count, kernel);
        exp.apply(kernel, count);
      }
      sums.add(from / BATCH, kernels, count);
      if (to % FLUSH == 0 || to == all.length) {
        sums.flush(count);
      }
    }
    read(tile * TILE, count);
  }

  private void read(int from, int count) {
    double[][] own = sums.of(0);
    for (int k = 0; k < count; k++) {
      all[from + k] = Bits.log2(sums.all()[k]);
      within[from + k] = Bits.log2(own[labellings[0][from + k]][k]);
    }
    for (int shuffle = 0; shuffle < shuffled.length; shuffle++) {
      shuffled[shuffle] += logs(sums.of(shuffle + 1), labellings[shuffle + 1], from, count);
    }
  }

  /** Sum of logarithms, one for the product of many. */
  private static double logs(double[][] sums, int[] labels, int from, int count) {
    double logs = 0;
    for (int first = 0; first < count; first += PRODUCT) {
      double product = 1;
      int last = Math.min(count, first + PRODUCT);
      for (int k = first; k < last; k++) {
        product *= sums[labels[from + k]][k];
      }
      logs += Bits.log2(product);
    }
    return logs;
  }
}
