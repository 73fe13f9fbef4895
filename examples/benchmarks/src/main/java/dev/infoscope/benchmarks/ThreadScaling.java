// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.benchmarks;

import dev.infoscope.estimate.entropy.PairwiseInformation;
import java.util.Arrays;
import java.util.Locale;

/** How much faster the pairwise matrix is with two threads: wall time, in turns with one thread. */
final class ThreadScaling {
  private static final int TURNS = 15;
  private static final int WARM_UP = 5;

  private ThreadScaling() {}

  static void print(int bins) {
    Workload.Pairs pairs = Workload.Pairs.of(bins);
    double[] ratios = new double[TURNS];
    for (int turn = -WARM_UP; turn < TURNS; turn++) {
      double one = wall(pairs, 1);
      double two = wall(pairs, 2);
      if (turn >= 0) {
        ratios[turn] = one / two;
      }
    }
    Arrays.sort(ratios);
    System.out.printf(
        Locale.ROOT,
        "B2   %d bins, two threads: %.2f times as fast (median of %d turns, %.2f to %.2f)%n",
        bins,
        ratios[TURNS / 2],
        TURNS,
        ratios[0],
        ratios[TURNS - 1]);
  }

  private static double wall(Workload.Pairs pairs, int threads) {
    long start = System.nanoTime();
    PairwiseInformation.between(pairs.first(), pairs.second(), threads);
    return System.nanoTime() - start;
  }
}
