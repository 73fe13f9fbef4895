// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import java.util.List;

/**
 * One series of two sides.
 *
 * @param key which series
 * @param first last values of the one side, a run each
 * @param second last values of the other
 * @param firstBest mean of the best values of the one side
 * @param secondBest mean of the best values of the other
 * @param error standard error of the difference of the means; {@code NaN} if not known
 * @param limit how many of these a difference must exceed, at 95 %
 * @param basis what the error rests on
 */
@SuppressWarnings("ArrayRecordComponent")
record Difference(
    SeriesKey key,
    double[] first,
    double[] second,
    double firstBest,
    double secondBest,
    double error,
    double limit,
    Basis basis) {
  private static final double NORMAL = 1.96;

  /** Of a value: what other threads, or another order of a sum, make of it. */
  private static final double ROUNDING = 1e-9;

  /** Two-sided 95 % quantiles of Student's t, by degrees of freedom from 1. */
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  /** What the error of a difference rests on. */
  enum Basis {
    /** How runs of one side differ: other seeds. */
    SEEDS,
    /** The standard errors of the two readings. */
    READINGS,
    /** Nothing is known. */
    NONE
  }

  /**
   * Holds series of two sides against each other: by Welch's test where a side has several runs
   * (Welch 1947, doi 10.1093/biomet/34.1-2.28), else by the standard errors of both readings.
   *
   * @param one of each run of a side
   * @param other of each run of the other
   */
  static Difference of(SeriesKey key, List<SeriesEnd> one, List<SeriesEnd> other) {
    double[] first = one.stream().mapToDouble(SeriesEnd::last).toArray();
    double[] second = other.stream().mapToDouble(SeriesEnd::last).toArray();
    double[] welch = welch(first, second);
    double error = welch[0];
    double limit = welch[1];
    Basis basis = Basis.SEEDS;
    if (first.length == 1 && second.length == 1) {
      error = Math.hypot(one.get(0).standardError(), other.get(0).standardError());
      limit = NORMAL;
      basis = Double.isNaN(error) ? Basis.NONE : Basis.READINGS;
    }
    return new Difference(key, first, second, meanBest(one), meanBest(other), error, limit, basis);
  }

  /** Standard error and quantile; of a single run on one side the spread of the other is taken. */
  private static double[] welch(double[] first, double[] second) {
    double firstSpread = variance(first.length > 1 ? first : second) / first.length;
    double secondSpread = variance(second.length > 1 ? second : first) / second.length;
    double sum = firstSpread + secondSpread;
    double degrees = Math.max(first.length, second.length) - 1;
    if (first.length > 1 && second.length > 1 && sum > 0) {
      degrees =
          sum
              * sum
              / (firstSpread * firstSpread / (first.length - 1)
                  + secondSpread * secondSpread / (second.length - 1));
    }
    int whole = (int) Math.max(1, Math.floor(degrees));
    return new double[] {
      Math.sqrt(sum), whole <= STUDENT.length ? STUDENT[whole - 1] : NORMAL + 2.4 / whole
    };
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double meanBest(List<SeriesEnd> ends) {
    return mean(ends.stream().mapToDouble(SeriesEnd::best).toArray());
  }

  double firstMean() {
    return mean(first);
  }

  double secondMean() {
    return mean(second);
  }

  /** Second less first; 0 where only rounding differs. */
  double change() {
    double change = secondMean() - firstMean();
    double scale = Math.max(Math.abs(firstMean()), Math.abs(secondMean()));
    return Math.abs(change) <= ROUNDING * scale ? 0 : change;
  }

  /** Whether the change is more than what uncertainty, or other seeds, make of nothing. */
  boolean exceeds() {
    return basis != Basis.NONE && Math.abs(change()) > limit * error;
  }

  /** By this the largest come first: changes in units of their limits, then of the values. */
  double size() {
    double scale = Math.max(Math.abs(firstMean()), Math.abs(secondMean()));
    double relative = scale > 0 ? Math.abs(change()) / scale : 0;
    if (basis == Basis.NONE || change() == 0) {
      return relative;
    }
    return error > 0 ? Math.abs(change()) / (limit * error) : Double.POSITIVE_INFINITY;
  }

  /** What is to be thought of it. */
  String verdict() {
    return switch (basis) {
      case NONE -> "no uncertainty known";
      case SEEDS -> exceeds() ? "beyond what seeds do" : "within what seeds do";
      case READINGS -> exceeds() ? "beyond uncertainty" : "within uncertainty";
    };
  }
}
