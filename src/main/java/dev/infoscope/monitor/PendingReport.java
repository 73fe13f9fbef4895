// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Moment;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A report that is being made. It can be taken once, finished or not, by whoever comes first: the
 * analysis when it is done, or whoever closes the run when its time is up. Thread-safe.
 */
final class PendingReport {
  private final Run run;
  private final Moment moment;
  private final Stopwatch.Lap lap;
  private final Set<String> missing;
  private final List<Reading> readings = new ArrayList<>();
  private final List<Matrix> matrices = new ArrayList<>();
  private final Map<String, Duration> durations = new HashMap<>();
  private final Map<String, String> skipped = new HashMap<>();
  private boolean taken;
  private boolean empty = true;

  /**
   * An empty draft.
   *
   * @param measures names of all that are to be in it
   */
  PendingReport(Run run, Moment moment, Stopwatch.Lap lap, List<String> measures) {
    this.run = run;
    this.moment = moment;
    this.lap = lap;
    this.missing = new HashSet<>(measures);
  }

  Moment moment() {
    return moment;
  }

  Stopwatch.Lap lap() {
    return lap;
  }

  /** What a measure has found. */
  synchronized void found(Findings findings) {
    if (!taken) {
      empty = false;
      readings.addAll(findings.readings());
      matrices.addAll(findings.matrices());
    }
  }

  /** A measure has come to its end, well or not. */
  synchronized void ended(String measure, Duration time) {
    if (!taken) {
      missing.remove(measure);
      durations.put(measure, time);
    }
  }

  /** A measure that is switched off is not missed. */
  synchronized void off(String measure) {
    missing.remove(measure);
  }

  /** Layers that could not be examined, with the reason. */
  synchronized void skipped(Map<String, String> layers) {
    if (!taken) {
      skipped.putAll(layers);
    }
  }

  /** Whether no measure has found anything yet, and some are missing. */
  synchronized boolean isEmpty() {
    return empty && !missing.isEmpty();
  }

  /** Whether it is the caller who makes the report of it; nothing is added from now on. */
  synchronized boolean take() {
    boolean first = !taken;
    taken = true;
    return first;
  }

  synchronized List<Reading> readings() {
    return List.copyOf(readings);
  }

  synchronized Map<String, String> skipped() {
    Map<String, String> all = new HashMap<>(skipped);
    missing.forEach(
        measure ->
            all.put("all layers (" + measure + ")", "the run was closed before it was measured"));
    return all;
  }

  /** The report, with readings that were taken of the draft itself. */
  synchronized EpochReport report(List<Reading> more) {
    readings.addAll(more);
    return new EpochReport(run, moment, readings, matrices, skipped(), durations);
  }
}
