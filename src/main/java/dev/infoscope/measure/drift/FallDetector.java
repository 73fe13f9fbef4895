// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

/**
 * Page's one-sided cumulative sum on the steps of a series: notices a lasting fall and when it
 * began.
 *
 * <pre>{@code
 * S(0) = 0,   S(t) = max(0, S(t-1) - (x(t) - x(t-1)) - k),   alarm when S(t) > h
 * k = tolerance * peak,   h = share * peak,   peak = highest |x| so far
 * }</pre>
 *
 * <p>A series that rises or stays keeps S at 0; one that falls by less than {@code k} per look is
 * let through; the fall began at the look after S was last 0. After an alarm S starts anew, so one
 * fall gives one alarm unless it goes on for as much again. E. S. Page 1954, "Continuous inspection
 * schemes", doi:10.1093/biomet/41.1-2.100; Hinkley's variant (1971, doi:10.1093/biomet/58.3.509)
 * puts the running mean in place of the last value, which is late here because a layer rises before
 * it falls.
 */
final class FallDetector {
  /** Of the peak per look: slower falls are no events. */
  private static final double TOLERANCE = 0.002;

  private final double share;
  private double last = Double.NaN;
  private double peak;
  private double sum;
  private int candidate;
  private int beginning;

  FallDetector(double share) {
    this.share = share;
  }

  /**
   * Takes the next value.
   *
   * @param epoch when it was measured
   * @param value finite
   * @return whether a fall is noticed at this value
   */
  boolean falls(int epoch, double value) {
    peak = Math.max(peak, Math.abs(value));
    double step = Double.isNaN(last) ? 0 : value - last;
    last = value;
    if (sum == 0) {
      candidate = epoch;
    }
    sum = Math.max(0, sum - step - TOLERANCE * peak);
    if (sum <= share * peak || peak == 0) {
      return false;
    }
    sum = 0;
    beginning = candidate;
    return true;
  }

  /** First look of the fall that was noticed last; 0 if there was none. */
  int beginning() {
    return beginning;
  }
}
