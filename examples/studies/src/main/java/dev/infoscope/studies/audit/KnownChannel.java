// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Patterns of a layer with a known chance in each class, so that the information is a sum.
 *
 * @param classes equally frequent
 * @param patterns how many there are
 * @param chances of each pattern, class by class, {@code [classes x patterns]}
 */
@SuppressWarnings("ArrayRecordComponent")
record KnownChannel(int classes, int patterns, double[][] chances) {
  private static final int CLASSES = 10;
  private static final int PATTERNS = 200;
  private static final double UNEVENNESS = 1.4;

  static KnownChannel of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] chances = new double[CLASSES][PATTERNS];
    for (double[] row : chances) {
      Arrays.setAll(row, i -> Math.exp(UNEVENNESS * random.nextGaussian()));
      double sum = Arrays.stream(row).sum();
      Arrays.setAll(row, i -> row[i] / sum);
    }
    return new KnownChannel(CLASSES, PATTERNS, chances);
  }

  /** I of pattern and class. */
  double bits() {
    double sum = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      double all = 0;
      for (double[] row : chances) {
        all += row[pattern] / classes;
      }
      for (double[] row : chances) {
        sum += row[pattern] / classes * Bits.log2(row[pattern] / all);
      }
    }
    return sum;
  }

  /** Draws rows; a pattern is the middle of its bin of width 1. */
  AuditSample draw(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = random.ints(rows, 0, classes).toArray();
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      double left = random.nextDouble();
      int pattern = 0;
      while (pattern < patterns - 1 && left >= chances[labels[row]][pattern]) {
        left -= chances[labels[row]][pattern++];
      }
      values[row] = pattern + 0.5;
    }
    return AuditSample.ofLayer(values, 1, labels, classes);
  }
}
