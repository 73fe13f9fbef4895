// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * The best split of numbers into two groups: 2-means in one dimension, solved exactly by trying
 * every split of the sorted values (Fisher 1958, doi 10.1080/01621459.1958.10501479).
 * Deterministic; of equal splits the lowest wins. O(N log N).
 */
public final class TwoMeans {
  private TwoMeans() {}

  /**
   * The threshold between the groups: values above it are the upper group.
   *
   * @param values at least one, all finite; left as they are
   * @return midpoint of the two group means; the value itself when all are equal, so that none is
   *     above it
   * @throws IllegalArgumentException if there is no value
   */
  public static double threshold(double[] values) {
    Require.atLeast("values", values.length, 1);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double all = mean(sorted, 0, sorted.length);
    int best = 0;
    double most = 0;
    double below = 0; // sum of deviations from the mean below the split
    for (int split = 1; split < sorted.length; split++) {
      below += sorted[split - 1] - all;
      double between = below * below / split / (sorted.length - split);
      if (between > most && sorted[split] > sorted[split - 1]) {
        most = between;
        best = split;
      }
    }
    return best == 0
        ? sorted[sorted.length - 1]
        : mean(sorted, 0, best) / 2 + mean(sorted, best, sorted.length) / 2;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i] - values[from]; // so that a large common offset costs no digits
    }
    return values[from] + sum / (to - from);
  }
}
