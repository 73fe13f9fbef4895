// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import java.util.Arrays;

/**
 * Means of {@code n ln(N n / (a b))}, nats, over how often two values come together that occur
 * {@code a} and {@code b} times in N rows when nothing joins them: {@code n} is hypergeometric,
 * with mean {@code a b / N}. O(standard deviation), by tables of {@code n ln n} and {@code 1 / n},
 * of at most 512 kB each.
 */
final class CellMeans {
  private static final double NEGLIGIBLE = 1e-18; // of the largest term
  private static final int PLACES = 1 << 16;

  private final long rows;
  private final double[] logs; // n ln n
  private final double[] inverses;

  CellMeans(long rows) {
    this.rows = rows;
    int places = (int) Math.min(PLACES, rows + 1);
    logs = new double[places];
    inverses = new double[places];
    Arrays.setAll(logs, n -> n == 0 ? 0 : n * Math.log(n));
    Arrays.setAll(inverses, n -> 1.0 / n);
  }

  long rows() {
    return rows;
  }

  /** From the mode to both sides. */
  double of(long a, long b) {
    long mode = (long) ((a + 1.0) * (b + 1.0) / (rows + 2.0));
    long neither = rows - a - b; // + n: rows with neither of the two values
    double weights = 1;
    double sum = log(mode);
    double weight = 1;
    for (long n = mode + 1; weight > NEGLIGIBLE && n <= Math.min(a, b); n++) {
      weight *= (double) (a - n + 1) * (b - n + 1) * (inverse(n) * inverse(neither + n));
      weights += weight;
      sum += weight * log(n);
    }
    weight = 1;
    long least = Math.max(0, -neither);
    for (long n = mode; weight > NEGLIGIBLE && n > least; n--) {
      weight *= (double) n * (neither + n) * (inverse(a - n + 1) * inverse(b - n + 1));
      weights += weight;
      sum += weight * log(n - 1);
    }
    double mean = (double) a * b / rows;
    return sum / weights - mean * Math.log(mean);
  }

  private double log(long n) {
    return n < logs.length ? logs[(int) n] : n * Math.log(n);
  }

  private double inverse(long n) {
    return n < inverses.length ? inverses[(int) n] : 1.0 / n;
  }
}
