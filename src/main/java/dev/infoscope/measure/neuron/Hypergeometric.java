// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws without replacement: how many of {@code draws} balls taken from {@code pool} are marked. By
 * inversion, from the mode outwards: O(standard deviation) per draw.
 */
final class Hypergeometric {
  private final double[] logFactorials;
  private final double[] inverses; // 1 / i: dividing takes three times as long as multiplying

  Hypergeometric(int largestPool) {
    logFactorials = new double[largestPool + 1];
    inverses = new double[largestPool + 2];
    Arrays.setAll(inverses, i -> 1.0 / i);
    for (int i = 2; i <= largestPool; i++) {
      logFactorials[i] = logFactorials[i - 1] + Math.log(i);
    }
  }

  int draw(int pool, int marked, int draws, SplittableRandom random) {
    return isCertain(pool, marked, draws)
        ? Math.min(draws, marked)
        : drawFrom(
            mode(pool, marked, draws), atMode(pool, marked, draws), pool, marked, draws, random);
  }

  /** Whether there is one number only that can be marked: then none is drawn. */
  static boolean isCertain(int pool, int marked, int draws) {
    return Math.max(0, draws + marked - pool) == Math.min(draws, marked);
  }

  /** How probable the number is from which draws begin. */
  double atMode(int pool, int marked, int draws) {
    return probability(pool, marked, draws, mode(pool, marked, draws));
  }

  static int mode(int pool, int marked, int draws) {
    return (int) ((draws + 1.0) * (marked + 1.0) / (pool + 2.0));
  }

  /** The same where it is not certain, given the mode and its probability. */
  int drawFrom(int mode, double atMode, int pool, int marked, int draws, SplittableRandom random) {
    int least = Math.max(0, draws + marked - pool);
    int most = Math.min(draws, marked);
    int rest = pool - marked - draws; // + hits: balls without a mark that stay
    double left = random.nextDouble();
    double upper = atMode;
    double lower = upper;
    left -= upper;
    int up = mode;
    int down = mode;
    while (left > 0 && (up < most || down > least)) {
      if (up < most) {
        double ways = (double) (marked - up) * (draws - up);
        upper *= ways * (inverses[up + 1] * inverses[rest + up + 1]);
        up++;
        left -= upper;
        if (left <= 0) {
          return up;
        }
      }
      if (down > least) {
        double ways = (double) down * (rest + down);
        lower *= ways * (inverses[marked - down + 1] * inverses[draws - down + 1]);
        down--;
        left -= lower;
        if (left <= 0) {
          return down;
        }
      }
    }
    return mode; // also when rounding leaves a rest of about 1e-15
  }

  private double probability(int pool, int marked, int draws, int hits) {
    return Math.exp(ways(marked, hits) + ways(pool - marked, draws - hits) - ways(pool, draws));
  }

  private double ways(int of, int take) {
    return logFactorials[of] - logFactorials[take] - logFactorials[of - take];
  }
}
