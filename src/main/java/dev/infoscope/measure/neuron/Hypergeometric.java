// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import java.util.SplittableRandom;

/**
 * Draws without replacement: how many of {@code draws} balls taken from {@code pool} are marked. By
 * inversion, from the mode outwards: O(standard deviation) per draw.
 */
final class Hypergeometric {
  private final double[] logFactorials;

  Hypergeometric(int largestPool) {
    logFactorials = new double[largestPool + 1];
    for (int i = 2; i <= largestPool; i++) {
      logFactorials[i] = logFactorials[i - 1] + Math.log(i);
    }
  }

  int draw(int pool, int marked, int draws, SplittableRandom random) {
    int least = Math.max(0, draws + marked - pool);
    int most = Math.min(draws, marked);
    if (least == most) {
      return most;
    }
    int mode = (int) ((draws + 1.0) * (marked + 1.0) / (pool + 2.0));
    double left = random.nextDouble();
    double upper = probability(pool, marked, draws, mode);
    double lower = upper;
    left -= upper;
    int up = mode;
    int down = mode;
    while (left > 0 && (up < most || down > least)) {
      if (up < most) {
        upper *=
            (double) (marked - up) * (draws - up) / ((up + 1.0) * odd(pool, marked, draws, up));
        up++;
        left -= upper;
        if (left <= 0) {
          return up;
        }
      }
      if (down > least) {
        double ways = (double) down * odd(pool, marked, draws, down - 1);
        lower *= ways / ((double) (marked - down + 1) * (draws - down + 1));
        down--;
        left -= lower;
        if (left <= 0) {
          return down;
        }
      }
    }
    return mode; // also when rounding leaves a rest of about 1e-15
  }

  /** Balls without a mark left over when one more than {@code hits} are taken with it. */
  private static double odd(int pool, int marked, int draws, int hits) {
    return (double) pool - marked - draws + hits + 1;
  }

  private double probability(int pool, int marked, int draws, int hits) {
    return Math.exp(ways(marked, hits) + ways(pool - marked, draws - hits) - ways(pool, draws));
  }

  private double ways(int of, int take) {
    return logFactorials[of] - logFactorials[take] - logFactorials[of - take];
  }
}
