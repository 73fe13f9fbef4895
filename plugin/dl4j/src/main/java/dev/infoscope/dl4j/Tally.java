// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.report.Health;
import java.util.Map;
import java.util.TreeMap;

/** Counts what the instrument does and what goes wrong in it. Thread-safe. */
final class Tally {
  /** The analysis was still busy with an earlier snapshot. */
  static final String BUSY = "busy";

  /** The analysis was resting, to stay within its budget. */
  static final String BUDGET = "budget";

  /** A model other than the one this scope is attached to called back. */
  static final String OTHER_MODEL = "other-model";

  /** The instrument could not attach, or its analysis has died. */
  static final String OFF = "off";

  /** The run was closed before the analysis came to it. */
  static final String CLOSED = "closed";

  /** The part that failed where nothing was left to name it. */
  static final String UNKNOWN = "unknown";

  private long snapshots;
  private long silent;
  private final Map<String, Long> skipped = new TreeMap<>();
  private final Map<String, Long> failures = new TreeMap<>();
  private final Map<String, Boolean> active = new TreeMap<>();

  Tally() {
    for (String reason : new String[] {BUSY, BUDGET, OTHER_MODEL, OFF, CLOSED}) {
      skipped.put(reason, 0L);
    }
  }

  synchronized void measure(String name, boolean on) {
    active.put(name, on);
    failures.putIfAbsent(name, 0L);
  }

  synchronized void taken() {
    snapshots++;
  }

  synchronized void skipped(String reason) {
    skipped.merge(reason, 1L, Long::sum);
  }

  synchronized void failed(String part) {
    failures.merge(part, 1L, Long::sum);
  }

  /** A failure for which there was no memory; allocates nothing. */
  synchronized void failedSilently() {
    silent++;
  }

  synchronized Health health() {
    if (silent > 0) {
      failures.merge(UNKNOWN, silent, Long::sum);
      silent = 0;
    }
    return new Health(snapshots, skipped, failures, active);
  }
}
