// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

/**
 * Keeps the analysis within its {@link CpuBudget}: after a snapshot that overdrew the allowance it
 * rests until the allowance is whole again.
 *
 * <p>A token bucket. It starts full, so that short runs are examined at every epoch, and never
 * holds more, so that a long pause of the training is no licence to disturb it later.
 */
final class BudgetThrottle {
  private final double share;
  private final double full; // nanoseconds of processor time
  private double credit;
  private long last;

  /** A full bucket, at a time on the clock in nanoseconds. */
  BudgetThrottle(CpuBudget budget, long now) {
    share = budget.share();
    full = budget.free().toNanos();
    credit = full;
    last = now;
  }

  /**
   * Pays for a snapshot.
   *
   * @param processorNanos what it took
   * @param now time on the clock
   * @return for how long to rest, nanoseconds; 0 within the allowance
   */
  long spend(long processorNanos, long now) {
    double earned = share * Math.max(0, now - last); // a clock that was set back earns nothing
    credit = Math.min(full, credit + earned) - Math.max(0, processorNanos);
    last = now;
    return credit >= 0 ? 0 : (long) (-credit / share);
  }
}
