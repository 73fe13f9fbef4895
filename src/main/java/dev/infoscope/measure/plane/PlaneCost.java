// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.estimate.kernel.PairwiseCentres;
import dev.infoscope.measure.Cost;
import java.util.List;

/**
 * What the plane costs in operations. Bins take one pass over all values; all else looks at pairs
 * of examples, so that a quarter of the examples costs a sixteenth. Beyond {@value
 * PairwiseCentres#MOST_ROWS} examples the pairwise bounds have centres.
 */
final class PlaneCost {
  /** Fewer examples than these say nothing. */
  static final int FEWEST = 200;

  private static final double VALUE = 30; // summary, bins and pattern of one value
  private static final double SHUFFLED_ROW = 15;
  private static final double PRODUCT = 0.4; // of a distance between two rows
  private static final double PAIR = 12; // its exponential and sums
  private static final double NEIGHBOUR = 1.5; // a difference between two rows
  private static final double ROTATION = 2; // of the eigenvalues of a matrix of pairs

  private final PlaneSettings settings;
  private final List<Integer> widths;
  private final int examples;

  PlaneCost(PlaneSettings settings, List<Integer> widths, int examples) {
    this.settings = settings;
    this.widths = widths;
    this.examples = examples;
  }

  /** Of all examples, or as few as there may be. */
  Cost cost() {
    return Cost.of(FEWEST, examples, this::inTraining);
  }

  /** Of so many examples, of which no estimator looks at more than a run has time for. */
  double inTraining(int rows) {
    return of(rows, Math.min(rows, PairwiseCentres.MOST_ROWS));
  }

  /** Of so many examples in whatever looks at pairs. */
  double of(int rows) {
    return of(rows, rows);
  }

  private double of(int rows, int others) {
    double sum = 0;
    for (int units : widths) {
      sum += binned(units) + bounds(rows, units) + pairs(others, units);
    }
    return sum;
  }

  private double binned(int units) {
    return VALUE * examples * (double) units + SHUFFLED_ROW * examples * settings.shuffles();
  }

  private double bounds(double rows, int units) {
    boolean read =
        settings.estimators().contains(PlaneEstimator.PAIRWISE)
            || settings.estimators().contains(PlaneEstimator.PAIRWISE_LOWER);
    double pairs =
        rows > PairwiseCentres.MOST_ROWS
            ? rows * PairwiseCentres.count((int) rows)
            : rows * rows / 2;
    return read ? pairs * (PRODUCT * units + PAIR + settings.shuffles()) : 0;
  }

  private double pairs(double rows, int units) {
    double pairs = rows * rows / 2;
    double sum = 0;
    if (settings.estimators().contains(PlaneEstimator.KSG)) {
      sum += 2 * pairs * NEIGHBOUR * units * (1 + settings.shuffles());
    }
    if (settings.estimators().contains(PlaneEstimator.RENYI)) {
      sum += pairs * (PRODUCT * units + settings.shuffles()) + ROTATION * rows * rows * rows;
    }
    return sum;
  }
}
