// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;

/**
 * The best split of numbers into two groups: 2-means in one dimension, solved exactly by trying
 * every split of the sorted values (Fisher 1958, doi 10.1080/01621459.1958.10501479).
 * Deterministic; of equal splits the lowest wins. O(N) for sorted values.
 */
final class TwoMeans {
  private TwoMeans() {}

  /**
   * The edge between the groups: the midpoint of their means, which lies above the lower group and
   * not above the upper one; where rounding would move it off, the smallest value of the upper.
   *
   * @param sorted at least one, all finite, ascending
   * @return the edge; none when all values are equal
   * @throws IllegalArgumentException if there is no value
   */
  static double[] edges(double[] sorted) {
    Require.atLeast("values", sorted.length, 1);
    int split = split(sorted);
    if (split == 0) {
      return new double[0];
    }
    double middle = mean(sorted, 0, split) / 2 + mean(sorted, split, sorted.length) / 2;
    boolean between = middle > sorted[split - 1] && middle <= sorted[split];
    return new double[] {between ? middle : sorted[split]};
  }

  /** Size of the lower group; 0 when all values are equal. */
  private static int split(double[] sorted) {
    double all = mean(sorted, 0, sorted.length);
    int best = 0;
    double most = 0;
    double below = 0; // sum of deviations from the mean below the split
    for (int split = 1; split < sorted.length; split++) {
      below += sorted[split - 1] - all;
      if (sorted[split] > sorted[split - 1]) { // no splits among the zeros of a rectifier
        double between = below * below / split / (sorted.length - split);
        if (best == 0 || between > most) {
          most = between;
          best = split;
        }
      }
    }
    return best;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i] - values[from]; // so that a large common offset costs no digits
    }
    return values[from] + sum / (to - from);
  }
}
