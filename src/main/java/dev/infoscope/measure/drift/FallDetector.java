// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

/**
 * Page's one-sided cumulative sum on the steps of a series: notices a lasting fall and when it
 * began.
 *
 * <pre>{@code
 * m(t) = median(x(t-1), x(t), x(t+1))
 * S(t) = max(0, S(t-1) - (m(t) - m(t-1)) - k),   S = 0 at first,   alarm when S(t) > h
 * k = max(0.002 * peak, noise / 4),   h = max(share * peak, 8 * noise),   peak = highest |m| so far
 * noise: SmoothNoise, over three windows
 * }</pre>
 *
 * <p>The running median of three (Tukey 1977, "Exploratory Data Analysis") keeps a single strange
 * snapshot from being a fall, and costs one snapshot of delay. A slope is no noise, and
 * autocorrelated noise has its full width. A series that rises or stays keeps S at 0, one that
 * falls by less than {@code k} per snapshot is let through, and the fall began at the snapshot
 * after S was last 0.
 *
 * <p>One fall gives one alarm: afterwards the detector rests until the series has regained half of
 * what it had lost, or has not fallen further for as many snapshots as the rest is long. E. S. Page
 * 1954, "Continuous inspection schemes", doi:10.1093/biomet/41.1-2.100; Hinkley's variant (1971,
 * doi:10.1093/biomet/58.3.509) puts the running mean in place of the last value, which is late here
 * because a layer rises before it falls. Not thread-safe.
 */
final class FallDetector {
  /** Of the peak per snapshot: slower falls are no events. */
  private static final double TOLERANCE = 0.002;

  /**
   * Standard deviations of the noise that a fall must exceed; the range of many snapshots is less.
   */
  private static final double DEVIATIONS = 8;

  /** Windows that the noise is taken from. */
  private static final int NOISE_WINDOWS = 3;

  private final double share;
  private final int rest;
  private final SmoothNoise noise;
  private double older = Double.NaN;
  private double newer = Double.NaN;
  private int newerEpoch;
  private double level = Double.NaN;
  private double peak;
  private double sum;
  private double top;
  private int candidate;
  private int beginning;
  private boolean resting;
  private double low;
  private int quiet;

  /**
   * Nothing seen yet.
   *
   * @param share of its peak that a series must fall
   * @param rest snapshots without a further fall after which a fall is over
   * @param window snapshots in a window; noise is taken from three of them
   */
  FallDetector(double share, int rest, int window) {
    this.share = share;
    this.rest = rest;
    this.noise = new SmoothNoise(NOISE_WINDOWS * window);
  }

  /**
   * Takes the next value.
   *
   * @param epoch when it was measured
   * @param value finite
   * @param judged whether a fall may be noticed yet; if not, it is as soon as it may, provided that
   *     it still stands
   * @return whether a fall is noticed at this value
   */
  boolean falls(int epoch, double value, boolean judged) {
    boolean known = !Double.isNaN(older);
    noise.add(value);
    boolean noticed = false;
    if (known) {
      double middle = Math.max(Math.min(older, newer), Math.min(Math.max(older, newer), value));
      noticed = next(newerEpoch, middle, judged);
    }
    older = newer;
    newer = value;
    newerEpoch = epoch;
    return noticed;
  }

  private boolean next(int epoch, double next, boolean judged) {
    double step = Double.isNaN(level) ? 0 : next - level;
    double before = level;
    level = next;
    peak = Math.max(peak, Math.abs(next));
    if (resting) {
      rest();
      return false;
    }
    if (sum == 0) {
      candidate = epoch;
      top = before;
    }
    double width = noise.deviation();
    sum = Math.max(0, sum - step - Math.max(TOLERANCE * peak, width / 4));
    if (!judged || sum <= Math.max(share * peak, DEVIATIONS * width)) {
      return false;
    }
    beginning = candidate;
    resting = true;
    low = next;
    quiet = 0;
    return true;
  }

  /** Waits for the end of the fall that was noticed. */
  private void rest() {
    quiet = level < low - TOLERANCE * peak ? 0 : quiet + 1;
    low = Math.min(low, level);
    if (quiet >= rest || level - low > (top - low) / 2) {
      resting = false;
      sum = 0;
    }
  }

  /** Standard deviation of what is not smooth. */
  double noise() {
    return noise.deviation();
  }

  /** First snapshot of the fall that was noticed last; 0 if there was none. */
  int beginning() {
    return beginning;
  }
}
