// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.List;

/** Estimators that are read together because they share most of their work. */
interface EstimatorGroup {
  /** What they are called, in the order of their readings. */
  List<String> names();

  /** Whether they are defined for a task. */
  boolean suits(AuditTask task);

  /** About how many multiply-adds a reading takes without its null. */
  double operations(AuditTask task, int rows);

  /** How many times as many with its null. */
  double timesWithNull();

  /** Whether shuffled labels tell something of so few rows. */
  default boolean hasNull(AuditTask task, int rows) {
    return true;
  }

  /**
   * Reads a sample.
   *
   * @param sample drawn from a task that suits
   * @param withNull whether to shuffle labels
   * @param seed of the shuffles and draws
   * @return one reading per name
   */
  List<AuditReading> read(AuditSample sample, boolean withNull, long seed);
}
