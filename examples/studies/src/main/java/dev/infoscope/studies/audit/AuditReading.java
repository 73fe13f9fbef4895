// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import org.jspecify.annotations.Nullable;

/**
 * What an estimator said of one sample. No estimator states an interval for the layer itself: its
 * standard error is that of other rows and leaves the bias out.
 *
 * @param bits the estimate; {@code NaN} where it refuses
 * @param aboveNull whether it stands out from shuffled labels; null where none were shuffled
 * @param saturated whether it says that it cannot resolve more
 */
record AuditReading(double bits, @Nullable Boolean aboveNull, boolean saturated) {
  static AuditReading of(double bits) {
    return new AuditReading(bits, null, false);
  }

  static AuditReading of(Estimate estimate) {
    boolean shuffled = estimate.uncertainty().chance().shuffles() > 0;
    return new AuditReading(
        estimate.bits(),
        shuffled ? !estimate.flags().contains(Flag.NOT_ABOVE_NULL) : null,
        estimate.flags().contains(Flag.SATURATED));
  }
}
