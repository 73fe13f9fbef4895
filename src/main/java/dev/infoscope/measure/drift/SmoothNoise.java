// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

/**
 * Standard deviation of what is not smooth in a series, under first-order autocorrelation.
 *
 * <pre>{@code
 * d(h) = 1.4826 median |x(t) - 2 x(t-h) + x(t-2h)|, over the last values
 * d(2)^2 / d(1)^2 = (1 + rho) (3 - rho^2) / (3 - rho),   rho at most 0.9 and differences / 50
 * deviation = d(1) / sqrt((1 - rho) (6 - 2 rho))
 * }</pre>
 *
 * <p>Second differences leave out whatever is straight, so a slope is no noise. Of an
 * autoregression they have the variance {@code (1 - rho) (6 - 2 rho)} in units of the series' own;
 * for independent values that is 6. Above 0.9 the two lags hardly differ, and few differences say
 * little about rho. Not thread-safe.
 */
final class SmoothNoise {
  private static final double MOST_CORRELATED = 0.9;
  private static final double STEP = 0.05;

  /** Differences that tell a correlation of 1 for certain. */
  private static final double CERTAIN = 50;

  private static final int LAG = 2;

  private final double[] last = new double[2 * LAG];
  private final TrailingWindow near;
  private final TrailingWindow far;
  private int seen;

  /**
   * Nothing seen yet.
   *
   * @param window differences that are kept of each lag
   */
  SmoothNoise(int window) {
    this.near = new TrailingWindow(window);
    this.far = new TrailingWindow(window);
  }

  /** Takes the next value. */
  void add(double value) {
    if (seen >= 2) {
      near.add(Math.abs(value - 2 * before(1) + before(2)));
    }
    if (seen >= 2 * LAG) {
      far.add(Math.abs(value - 2 * before(LAG) + before(2 * LAG)));
    }
    last[seen % last.length] = value;
    seen++;
  }

  private double before(int steps) {
    return last[(seen - steps) % last.length];
  }

  /** Standard deviation of the noise; NaN before there are three values. */
  double deviation() {
    double one = near.median();
    double rho = far.size() == 0 || one == 0 ? 0 : rho(far.median() / one);
    return TrailingWindow.NORMAL * one / Math.sqrt((1 - rho) * (6 - 2 * rho));
  }

  /** The correlation at which the two lags have this ratio. */
  private double rho(double ratio) {
    double most = Math.min(MOST_CORRELATED, far.size() / CERTAIN);
    double rho = 0;
    while (rho < most && ratio * ratio > (1 + rho) * (3 - rho * rho) / (3 - rho)) {
      rho += STEP;
    }
    return Math.min(rho, most);
  }
}
