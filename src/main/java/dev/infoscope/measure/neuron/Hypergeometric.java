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
        : walk(
            random.nextDouble(),
            mode(pool, marked, draws),
            atMode(pool, marked, draws),
            pool,
            marked,
            draws);
  }

  /** Whether there is one number only that can be marked: then none is drawn. */
  static boolean isCertain(int pool, int marked, int draws) {
    return least(pool, marked, draws) == Math.min(draws, marked);
  }

  /** How probable the number is from which draws begin. */
  double atMode(int pool, int marked, int draws) {
    return probability(pool, marked, draws, mode(pool, marked, draws));
  }

  static int mode(int pool, int marked, int draws) {
    return (int) ((draws + 1.0) * (marked + 1.0) / (pool + 2.0));
  }

  /**
   * A draw that is not certain: walks from the mode up and down in turns.
   *
   * @param place where the draw falls among all there are, from 0 to 1
   * @param mode from {@link #mode}
   * @param atMode from {@link #atMode}
   */
  int walk(double place, int mode, double atMode, int pool, int marked, int draws) {
    int least = least(pool, marked, draws);
    int most = Math.min(draws, marked);
    int rest = pool - marked - draws; // + hits: balls without a mark that stay
    double upper = atMode;
    double lower = upper;
    double left = place - upper;
    int up = mode;
    int down = mode;
    while (left > 0 && (up < most || down > least)) {
      if (up < most) {
        upper *= rise(up, marked, draws, rest);
        up++;
        left -= upper;
        if (left <= 0) {
          return up;
        }
      }
      if (down > least) {
        lower *= fall(down, marked, draws, rest);
        down--;
        left -= lower;
        if (left <= 0) {
          return down;
        }
      }
    }
    return mode; // also when rounding leaves a rest of about 1e-15
  }

  private double rise(int hits, int marked, int draws, int rest) {
    double ways = (double) (marked - hits) * (draws - hits);
    return ways * (inverses[hits + 1] * inverses[rest + hits + 1]);
  }

  private double fall(int hits, int marked, int draws, int rest) {
    double ways = (double) hits * (rest + hits);
    return ways * (inverses[marked - hits + 1] * inverses[draws - hits + 1]);
  }

  static int least(int pool, int marked, int draws) {
    return Math.max(0, draws + marked - pool);
  }

  /**
   * The chance that {@link #walk} has ended after none, one and more of its steps.
   *
   * @param count how many of these chances
   * @return ascending; the last again where there are fewer steps
   */
  double[] ended(int mode, double atMode, int pool, int marked, int draws, int count) {
    int least = least(pool, marked, draws);
    int most = Math.min(draws, marked);
    int rest = pool - marked - draws;
    double[] ended = new double[count];
    double upper = atMode;
    double lower = atMode;
    double sum = atMode;
    int up = mode;
    int down = mode;
    for (int steps = 0; steps < count; steps++) {
      ended[steps] = sum;
      if (up < most && (up - mode <= mode - down || down == least)) {
        upper *= rise(up++, marked, draws, rest);
        sum += upper;
      } else if (down > least) {
        lower *= fall(down--, marked, draws, rest);
        sum += lower;
      }
    }
    return ended;
  }

  /** Where {@link #walk} is after some steps. */
  static int after(int steps, int mode, int pool, int marked, int draws) {
    int above = Math.min(draws, marked) - mode;
    int below = mode - least(pool, marked, draws);
    int inTurns = Math.min(above, below);
    if (steps <= 2 * inTurns) {
      return steps % 2 == 0 ? mode - steps / 2 : mode + (steps + 1) / 2;
    }
    return above > below ? mode + steps - inTurns : mode - (steps - inTurns);
  }

  private double probability(int pool, int marked, int draws, int hits) {
    return Math.exp(ways(marked, hits) + ways(pool - marked, draws - hits) - ways(pool, draws));
  }

  private double ways(int of, int take) {
    return logFactorials[of] - logFactorials[take] - logFactorials[of - take];
  }
}
