// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the instrument itself is doing; totals since the run began. Immutable.
 *
 * @param snapshots snapshots taken
 * @param skipped snapshots not analysed, by reason
 * @param failures failures by measure, or by the part that failed
 * @param active whether each measure still runs
 */
public record Health(
    long snapshots,
    Map<String, Long> skipped,
    Map<String, Long> failures,
    Map<String, Boolean> active) {
  /** Copies the maps. */
  public Health {
    skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    active = Collections.unmodifiableMap(new TreeMap<>(active));
  }
}
