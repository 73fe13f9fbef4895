// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.report.Health;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what the instrument does and what goes wrong in it. Thread-safe. */
final class EventCounters {
  /** The part that failed where nothing was left to name it. */
  static final String UNKNOWN = "unknown";

  private long snapshots;
  private long silent;
  private final Map<String, Long> skipped = new TreeMap<>();
  private final Map<String, Long> failures = new TreeMap<>();
  private final Map<String, Boolean> active = new TreeMap<>();
  private @Nullable String unwatched;

  EventCounters() {
    for (SkipReason reason : SkipReason.values()) {
      skipped.put(reason.label(), 0L);
    }
  }

  synchronized void measure(String name, boolean on) {
    active.put(name, on);
    failures.putIfAbsent(name, 0L);
  }

  /** Nothing is examined any more; the first reason stays. */
  synchronized void unwatched(String why) {
    unwatched = unwatched == null ? why : unwatched;
  }

  synchronized void taken() {
    snapshots++;
  }

  synchronized long snapshots() {
    return snapshots;
  }

  synchronized void skipped(SkipReason reason) {
    skipped.merge(reason.label(), 1L, Long::sum);
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
    return new Health(snapshots, skipped, failures, active, unwatched);
  }
}
