// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the instrument itself is doing; totals since the run began. Immutable.
 *
 * @param snapshots snapshots taken
 * @param skipped snapshots not analysed, by reason
 * @param failures failures by measure, or by the part that failed
 * @param active whether each measure still runs
 * @param unwatched why the network is not examined, or no longer, in one line; null if it is
 */
public record Health(
    long snapshots,
    Map<String, Long> skipped,
    Map<String, Long> failures,
    Map<String, Boolean> active,
    @Nullable String unwatched) {
  /** Copies the maps. */
  public Health {
    skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    active = Collections.unmodifiableMap(new TreeMap<>(active));
  }

  /**
   * Of a network that is examined.
   *
   * @param snapshots snapshots taken
   * @param skipped snapshots not analysed, by reason
   * @param failures failures by measure, or by the part that failed
   * @param active whether each measure still runs
   */
  public Health(
      long snapshots,
      Map<String, Long> skipped,
      Map<String, Long> failures,
      Map<String, Boolean> active) {
    this(snapshots, skipped, failures, active, null);
  }
}
