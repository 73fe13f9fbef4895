// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

/** What one bound of {@link PairwiseDistance} adds up: the kernels of each row with the others. */
final class BoundSums {
  private static final int TILE = CenteredTiles.SIZE;

  private final LabelGroups groups;
  private final TiledSums all; // per row, over all rows
  private final TiledSums within; // per row, over the rows of its class
  private final ShuffledGroups shuffled;

  BoundSums(LabelGroups groups, int shuffles, long seed) {
    this.groups = groups;
    all = new TiledSums(groups.rows());
    within = new TiledSums(groups.rows());
    shuffled = new ShuffledGroups(groups, shuffles, seed);
  }

  /** Takes the kernels of row {@code i} and the rows {@code from} to {@code to - 1}. */
  void accept(int i, int from, int to, double[] kernel) {
    int count = to - from;
    int first = Math.max(0, Math.min(count, groups.start(i) - from)); // of its class
    double own = sum(kernel, first, count);
    all.add(from / TILE, kernel, 0, count);
    within.add(from / TILE, kernel, first, count);
    all.add(i, sum(kernel, 0, first) + own);
    within.add(i, own);
    shuffled.accept(i, from, to, kernel);
  }

  /** In four parts that do not wait for each other. */
  static double sum(double[] values, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = from;
    for (; k + 3 < to; k += 4) {
      a += values[k];
      b += values[k + 1];
      c += values[k + 2];
      d += values[k + 3];
    }
    for (; k < to; k++) {
      a += values[k];
    }
    return a + b + (c + d);
  }

  /** The bound, when all kernels have come. */
  Bound bound() {
    return new RowBound(groups, all.logs(), within.logs(), shuffled.meanLogs());
  }
}
