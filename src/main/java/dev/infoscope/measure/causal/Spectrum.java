// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

/**
 * How many frequencies the law of a unit's pre-activation needs, and on what period.
 *
 * <p>The sum of centred uniforms is strictly sub-Gaussian, so it stays within {@code min(sum a / 2,
 * 7.1 sigma)} but for 1e-11. A sinc is at most {@code exp(-x^2 / 6)} up to pi/2 and at most {@code
 * 1 / x} beyond: the widest edges are judged by the latter, the rest by their variance.
 */
final class Spectrum {
  /** Edges with {@code a w / 2} up to here are narrow: dividing by their sinc is safe. */
  static final double NARROW = 3.0;

  static final int MOST_FREQUENCIES = 8192;
  static final double SIGMAS = 7.1;
  private static final double LOG_TAIL = 25; // exp(-25) = 1e-11
  private static final double BEND = Math.PI / 2;

  private final int bins;
  private double reach;
  private int frequencies;

  Spectrum(int bins) {
    this.bins = bins;
  }

  double reach() {
    return reach;
  }

  int frequencies() {
    return frequencies;
  }

  /** Sets the period and tries the Gaussian bound; false when some edge is too wide for it. */
  boolean narrow(UnitInputs inputs) {
    double sigma = Math.sqrt(inputs.variance());
    reach = Math.min(0.5 * inputs.sum(), SIGMAS * sigma) * (1 + 1e-9);
    double widest = inputs.largest();
    double rest = inputs.variance() - widest * widest / 12;
    double step = Math.PI / reach;
    double needed = Math.sqrt(2 * LOG_TAIL / rest) / step;
    frequencies = (int) Math.min(MOST_FREQUENCIES, Math.ceil(needed));
    return needed < MOST_FREQUENCIES && 0.5 * widest * frequencies * step <= NARROW;
  }

  /** Counts the frequencies for a sorted unit with wide edges. */
  void wide(UnitInputs inputs, int count) {
    int enough = 16;
    while (enough < MOST_FREQUENCIES && logTail(inputs, count, enough) > -LOG_TAIL) {
      enough *= 2;
    }
    frequencies = fewest(inputs, count, enough / 2, Math.min(enough, MOST_FREQUENCIES));
  }

  /** To three per cent, by bisection: too few are {@code low}, enough are {@code high}. */
  private int fewest(UnitInputs inputs, int count, int low, int high) {
    int tooFew = low;
    int enough = high;
    while (enough - tooFew > Math.max(1, enough / 32)) {
      int middle = (tooFew + enough) / 2;
      if (logTail(inputs, count, middle) > -LOG_TAIL) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return enough;
  }

  /** Logarithm of a bound on what all frequencies from f on add, the widest edge taken out. */
  private double logTail(UnitInputs inputs, int count, int f) {
    double w = f * Math.PI / reach;
    double log = Math.min(0, -Math.log(inputs.sorted(0) * w / (2 * bins)));
    double rest = inputs.variance() - square(inputs.sorted(0)) / 12;
    int rank = 1;
    while (rank < count && 0.5 * inputs.sorted(rank) * w > BEND) {
      log -= Math.log(0.5 * inputs.sorted(rank) * w);
      rest -= square(inputs.sorted(rank)) / 12;
      rank++;
    }
    return log - 0.5 * Math.max(0, rest) * w * w;
  }

  private static double square(double x) {
    return x * x;
  }
}
