// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import org.jspecify.annotations.Nullable;

/**
 * What an estimator said of one sample.
 *
 * @param bits the estimate; {@code NaN} where it refuses
 * @param low lower end of the interval it states for a level of 95 %; {@code NaN} where it has none
 * @param high upper end
 * @param aboveNull whether it stands out from shuffled labels; null where none were shuffled
 * @param saturated whether it says that it cannot resolve more
 */
record AuditReading(
    double bits, double low, double high, @Nullable Boolean aboveNull, boolean saturated) {
  static AuditReading of(double bits) {
    return new AuditReading(bits, Double.NaN, Double.NaN, null, false);
  }

  /** Without an interval: a standard error leaves the bias out and states none. */
  static AuditReading of(Estimate estimate) {
    boolean shuffled = estimate.uncertainty().chance().shuffles() > 0;
    return new AuditReading(
        estimate.bits(),
        Double.NaN,
        Double.NaN,
        shuffled ? !estimate.flags().contains(Flag.NOT_ABOVE_NULL) : null,
        estimate.flags().contains(Flag.SATURATED));
  }

  AuditReading withInterval(double from, double to) {
    return new AuditReading(bits, from, to, aboveNull, saturated);
  }

  boolean hasInterval() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  boolean covers(double truth) {
    return low <= truth && truth <= high;
  }
}
