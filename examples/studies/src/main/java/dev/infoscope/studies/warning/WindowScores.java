// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

/** Scores against the mean and standard deviation of the last values. */
final class WindowScores {
  private static final int WINDOW = 20;
  private static final double ALLOWANCE = 0.5;
  private static final double WEIGHT = 0.2;
  private static final double RELATIVE_FLOOR = 0.01; // of the mean, as drift has it

  private WindowScores() {}

  /** Mean and deviation of the values before one. */
  private record Level(double mean, double deviation) {
    static Level before(double[] x, int end, double floor) {
      double sum = 0;
      double square = 0;
      int count = 0;
      for (int i = Math.max(Detector.WARM_UP, end - WINDOW); i < end; i++) {
        if (Double.isFinite(x[i])) {
          sum += x[i];
          square += x[i] * x[i];
          count++;
        }
      }
      double mean = sum / count;
      double variance = count < 2 ? Double.NaN : (square - count * mean * mean) / (count - 1);
      double least = Math.max(floor, RELATIVE_FLOOR * Math.abs(mean));
      return new Level(mean, Math.max(Math.sqrt(Math.max(0, variance)), least));
    }

    double distance(double value) {
      double distance = (value - mean) / deviation;
      return Double.isFinite(distance) ? distance : 0;
    }
  }

  static double[] distances(double[] x, double floor) {
    double[] scores = new double[x.length];
    for (int i = Detector.FIRST_JUDGED - 1; i < x.length; i++) {
      scores[i] = Math.abs(Level.before(x, i, floor).distance(x[i]));
    }
    return scores;
  }

  static double[] sums(double[] x, double floor) {
    double[] scores = new double[x.length];
    double up = 0;
    double down = 0;
    for (int i = Detector.FIRST_JUDGED - 1; i < x.length; i++) {
      double distance = Level.before(x, i, floor).distance(x[i]);
      up = Math.max(0, up + distance - ALLOWANCE);
      down = Math.max(0, down - distance - ALLOWANCE);
      scores[i] = Math.max(up, down);
    }
    return scores;
  }

  static double[] smoothed(double[] x, double floor) {
    double[] scores = new double[x.length];
    double mean = Double.NaN;
    for (int i = Detector.WARM_UP; i < x.length; i++) {
      if (Double.isFinite(x[i])) {
        mean = Double.isNaN(mean) ? x[i] : (1 - WEIGHT) * mean + WEIGHT * x[i];
      }
      if (i >= Detector.FIRST_JUDGED - 1) {
        double distance = Level.before(x, i, floor).distance(mean);
        scores[i] = Math.abs(distance) / Math.sqrt(WEIGHT / (2 - WEIGHT));
      }
    }
    return scores;
  }
}
