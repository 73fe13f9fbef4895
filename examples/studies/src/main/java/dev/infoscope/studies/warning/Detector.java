// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a series is judged: a method on its values or on their differences. */
record Detector(Method method, boolean differences) {
  /** First epoch that is judged, counted from 1; as drift has it. */
  static final int FIRST_JUDGED = 12;

  /** First values that are not used at all. */
  static final int WARM_UP = 3;

  /** The detector of drift. */
  static final Detector DRIFT = new Detector(Method.DRIFT, false);

  /** What a method makes of a series. */
  enum Method {
    /** The z-score of drift, for two snapshots on the same side. */
    DRIFT,
    /** Distance from the mean of the last 20 values in their standard deviations. */
    ZSCORE,
    /** Two-sided cumulative sum of that distance with an allowance of one half (Page 1954). */
    CUSUM,
    /**
     * Exponentially weighted mean with weight 0.2 against the mean of the last 20 (Roberts 1959).
     */
    EWMA,
    /** Bayesian online change point detection (Adams and MacKay 2007). */
    BAYES,
    /** Distance back from the best value so far, as early stopping has it, in units of noise. */
    DRAWDOWN;

    /** In tables. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Every method on values, and those that it makes sense for on differences. */
  static List<Detector> all() {
    List<Detector> all = new ArrayList<>();
    for (Method method : Method.values()) {
      all.add(new Detector(method, false));
      if (method != Method.DRAWDOWN) {
        all.add(new Detector(method, true));
      }
    }
    return all;
  }

  /** In tables. */
  String label() {
    return method.label() + (differences ? " of differences" : "");
  }

  /**
   * Score of each value by those up to it: the larger, the more certain a change is.
   *
   * @param series a value per epoch; {@code NaN} where there is none
   * @param floor least standard deviation of the noise
   * @return at least 0, and 0 where nothing is judged
   */
  double[] scores(double[] series, double floor) {
    double[] judged = differences ? differences(series) : series;
    return switch (method) {
      case DRIFT -> DriftScores.of(judged, floor);
      case ZSCORE -> WindowScores.distances(judged, floor);
      case CUSUM -> WindowScores.sums(judged, floor);
      case EWMA -> WindowScores.smoothed(judged, floor);
      case BAYES -> RunLengths.scores(judged, floor);
      case DRAWDOWN -> Drawdown.scores(judged, floor);
    };
  }

  private static double[] differences(double[] series) {
    double[] differences = new double[series.length];
    differences[0] = Double.NaN;
    for (int i = 1; i < series.length; i++) {
      differences[i] = series[i] - series[i - 1];
    }
    return differences;
  }
}
