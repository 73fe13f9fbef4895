// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.measure.SnapshotBudget;
import dev.infoscope.numeric.Require;
import java.time.Duration;

/**
 * How much processor time the analysis of a run may take.
 *
 * @param share the most of one processor in the long run, above 0, at most 1
 * @param free what may be spent at once, such as at the start of the run; not negative
 * @param snapshot operations that all measures together may take for one snapshot
 */
public record CpuBudget(double share, Duration free, SnapshotBudget snapshot) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public CpuBudget {
    Require.that(share > 0 && share <= 1, "budget (%s) must be above 0 and at most 1", share);
    Require.that(!free.isNegative(), "free time of the budget (%s) must not be negative", free);
  }

  /**
   * With the usual budget per snapshot.
   *
   * @param share the most of one processor in the long run, above 0, at most 1
   * @param free what may be spent at once; not negative
   */
  public CpuBudget(double share, Duration free) {
    this(share, free, SnapshotBudget.DEFAULT);
  }
}
