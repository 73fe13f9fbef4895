// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import java.util.Arrays;

/**
 * How far a series has come back from the best value so far. The direction of training is that of
 * the first values that are judged by; noise is taken from the differences of the last 20 values.
 */
final class Drawdown {
  private static final int WINDOW = 20;
  private static final double NORMAL = 1.4826 / Math.sqrt(2); // of a median absolute difference
  private static final double RELATIVE_FLOOR = 0.01; // of the value, as drift has it

  private Drawdown() {}

  static double[] scores(double[] x, double floor) {
    double[] scores = new double[x.length];
    double direction = x[Detector.FIRST_JUDGED - 2] >= x[Detector.WARM_UP] ? 1 : -1;
    double best = Double.NEGATIVE_INFINITY;
    for (int i = Detector.WARM_UP; i < x.length; i++) {
      if (Double.isFinite(x[i])) {
        double back = best - direction * x[i];
        if (i >= Detector.FIRST_JUDGED - 1) {
          scores[i] = Math.max(0, back) / noise(x, i, floor);
        }
        best = Math.max(best, direction * x[i]);
      }
    }
    return scores;
  }

  private static double noise(double[] x, int end, double floor) {
    int first = Math.max(Detector.WARM_UP, end - WINDOW);
    double[] steps = new double[end - first - 1];
    Arrays.setAll(steps, i -> Math.abs(x[first + i + 1] - x[first + i]));
    double[] finite = Arrays.stream(steps).filter(Double::isFinite).sorted().toArray();
    // Of an even number, as while the window fills, the upper of the two in the middle.
    double middle = finite.length == 0 ? 0 : finite[finite.length / 2];
    return Math.max(NORMAL * middle, Math.max(floor, RELATIVE_FLOOR * Math.abs(x[end])));
  }
}
