// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

/**
 * Bayesian online change point detection with normal values of unknown mean and variance.
 *
 * <pre>{@code
 * P(r(t) = r(t-1) + 1) ~ P(r(t-1)) p(x(t) | last r values) (1 - h),   P(r(t) = 0) ~ the rest,   h = 1/100
 * score = log P(r < 8) - log P(r >= 8), plus its value without evidence, at least 0
 * }</pre>
 *
 * <p>p is Student's t of a normal-gamma prior whose mean and variance are those of the first values
 * that are judged by. Adams and MacKay 2007, "Bayesian online changepoint detection",
 * arXiv:0710.3742.
 */
final class RunLengths {
  private static final double HAZARD = 0.01;
  private static final int RECENT = 8;
  private static final double LEAST = 1e-12;

  private final double priorMean;
  private final double priorVariance;
  private final double[] weights;
  private final double[] sums;
  private final double[] squares;
  private int seen;

  private RunLengths(double priorMean, double priorVariance, int most) {
    this.priorMean = priorMean;
    this.priorVariance = priorVariance;
    this.weights = new double[most + 1];
    this.sums = new double[most + 1];
    this.squares = new double[most + 1];
    weights[0] = 1;
  }

  static double[] scores(double[] x, double floor) {
    double[] scores = new double[x.length];
    double mean = 0;
    double variance = 0;
    int count = 0;
    for (int i = Detector.WARM_UP; i < Detector.FIRST_JUDGED - 1 && i < x.length; i++) {
      if (Double.isFinite(x[i])) {
        double step = x[i] - mean;
        count++;
        mean += step / count;
        variance += step * (x[i] - mean);
      }
    }
    double width = Math.max(variance / Math.max(1, count - 1), floor * floor);
    RunLengths lengths = new RunLengths(mean, width, x.length);
    for (int i = Detector.WARM_UP; i < x.length; i++) {
      if (Double.isFinite(x[i])) {
        lengths.add(x[i]);
      }
      scores[i] = i < Detector.FIRST_JUDGED - 1 || lengths.seen < RECENT ? 0 : lengths.score();
    }
    return scores;
  }

  private void add(double value) {
    double all = 0;
    double restart = 0;
    for (int r = seen; r >= 0; r--) {
      double grown = weights[r] * probability(value, r);
      restart += grown * HAZARD;
      weights[r + 1] = grown * (1 - HAZARD);
      sums[r + 1] = sums[r] + value - priorMean;
      squares[r + 1] = squares[r] + (value - priorMean) * (value - priorMean);
    }
    weights[0] = restart;
    sums[0] = 0;
    squares[0] = 0;
    seen++;
    for (int r = 0; r <= seen; r++) {
      all += weights[r];
    }
    for (int r = 0; r <= seen; r++) {
      weights[r] = all > 0 ? weights[r] / all : 1.0 / (seen + 1);
    }
  }

  /** Student's t, but for a factor that is the same for all lengths up to their degrees. */
  private double probability(double value, int r) {
    double kappa = 1 + r;
    double alpha = 1 + r / 2.0;
    double mean = sums[r] / kappa;
    double beta = priorVariance + (squares[r] - kappa * mean * mean) / 2;
    double scale = Math.max(beta, LEAST) * (kappa + 1) / (alpha * kappa);
    double distance = value - priorMean - mean;
    double log =
        logGamma(alpha + 0.5)
            - logGamma(alpha)
            - Math.log(2 * Math.PI * alpha * scale) / 2
            - (alpha + 0.5) * Math.log1p(distance * distance / (2 * alpha * scale));
    return Math.exp(log);
  }

  /** Stirling's series, shifted to where it is exact enough. */
  private static double logGamma(double x) {
    double shift = 0;
    double y = x;
    while (y < 8) {
      shift += Math.log(y);
      y++;
    }
    return (y - 0.5) * Math.log(y)
        - y
        + Math.log(2 * Math.PI) / 2
        + 1 / (12 * y)
        - 1 / (360 * y * y * y)
        - shift;
  }

  private double score() {
    double recent = 0;
    double older = 0;
    for (int r = 0; r <= seen; r++) {
      if (r < RECENT) {
        recent += weights[r];
      } else {
        older += weights[r];
      }
    }
    double odds = Math.log(Math.max(LEAST, recent)) - Math.log(Math.max(LEAST, older));
    return Math.max(0, odds - Math.log(HAZARD));
  }
}
