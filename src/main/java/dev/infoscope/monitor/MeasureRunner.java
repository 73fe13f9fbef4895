// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Runs the measures, and switches off for the run what fails three times in a row. A measure that
 * finds NaN in the network has failed on it too, but stays on.
 */
final class MeasureRunner {
  private static final int PATIENCE = 3;

  /** A measure whose name is asked once: it is a stranger's code. */
  private record Named(String name, Measure measure) {}

  private final List<Named> measures;
  private final EventCounters counters;
  private final Guard guard;
  private final BooleanSupplier cancelled;
  private final Map<String, Integer> failuresInARow = new HashMap<>();

  /**
   * Measures that are all on.
   *
   * @param cancelled whether to leave out what is not measured yet; the thread is interrupted then
   */
  MeasureRunner(
      List<Measure> measures, EventCounters counters, Guard guard, BooleanSupplier cancelled) {
    this.measures = measures.stream().map(MeasureRunner::named).toList();
    this.counters = counters;
    this.guard = guard;
    this.cancelled = cancelled;
    names().forEach(name -> counters.measure(name, true));
  }

  private static Named named(Measure measure) {
    String name = measure.name();
    Require.that(name != null, "name (null) of measure %s must be given", measure.getClass());
    return new Named(name, measure);
  }

  List<String> names() {
    return measures.stream().map(Named::name).toList();
  }

  /**
   * Measures a snapshot.
   *
   * @param into where findings go as they are made
   * @param skipped layers that could not be examined; measures find more of them
   */
  void measure(Snapshot snapshot, PendingReport into, Supplier<Map<String, String>> skipped) {
    into.skipped(skipped.get());
    for (Named measure : measures) {
      if (failuresInARow.getOrDefault(measure.name(), 0) >= PATIENCE) {
        into.off(measure.name());
      } else if (!cancelled.getAsBoolean()) {
        Thread.interrupted(); // what interrupted the measure before is not meant for this one
        measure(measure, snapshot, into);
        into.skipped(skipped.get());
      }
    }
  }

  private void measure(Named measure, Snapshot snapshot, PendingReport into) {
    long start = System.nanoTime();
    boolean done = true;
    try {
      take(measure.name(), measure.measure().measure(snapshot), into);
    } catch (Throwable failure) {
      if (cancelled.getAsBoolean()) {
        return; // it was interrupted on purpose
      }
      guard.report(measure.name(), failure);
      done = false;
    }
    into.ended(measure.name(), Duration.ofNanos(System.nanoTime() - start));
    count(measure.name(), done);
  }

  private void count(String measure, boolean done) {
    int failures = done ? 0 : failuresInARow.getOrDefault(measure, 0) + 1;
    failuresInARow.put(measure, failures);
    if (failures == PATIENCE) {
      counters.measure(measure, false);
    }
  }

  /**
   * NaN in the network is a failure to measure it, but switching the measure off would not help.
   */
  private void take(String measure, Findings findings, PendingReport into) {
    into.found(Objects.requireNonNull(findings)); // the measure's failure, not the report's
    Set<String> sick = new TreeSet<>();
    for (Reading reading : findings.readings()) {
      if (reading.flags().contains(Flag.NOT_FINITE) && reading.layer() != null) {
        sick.add(reading.layer().name());
      }
    }
    if (!sick.isEmpty()) {
      guard.report(measure, new ArithmeticException("NaN or infinity in layers " + sick));
    }
  }
}
