// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.ChosenExamples;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Runs the measures, and switches off for the run what fails three times in a row. NaN or infinity
 * in the network is no failure of a measure: the report says which layers were skipped for it, and
 * the log says so once per run.
 */
final class MeasureRunner {
  private static final int PATIENCE = 3;

  /** A measure whose name is asked once: it is a stranger's code. */
  private record Named(String name, Measure measure) {}

  private final List<Named> measures;
  private final EventCounters counters;
  private final Guard guard;
  private final BooleanSupplier cancelled;
  private final Log log;
  private final Map<String, Integer> failuresInARow = new HashMap<>();
  private boolean toldOfNotFinite;

  /**
   * Measures that are all on.
   *
   * @param cancelled whether to leave out what is not measured yet; the thread is interrupted then
   */
  MeasureRunner(
      List<Measure> measures,
      EventCounters counters,
      Guard guard,
      Log log,
      BooleanSupplier cancelled) {
    this.measures = measures.stream().map(MeasureRunner::named).toList();
    this.counters = counters;
    this.guard = guard;
    this.log = log;
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
    Map<String, Set<String>> notFinite = new TreeMap<>();
    for (Named measure : measures) {
      if (failuresInARow.getOrDefault(measure.name(), 0) >= PATIENCE) {
        into.off(measure.name());
      } else if (!cancelled.getAsBoolean()) {
        Thread.interrupted(); // what interrupted the measure before is not meant for this one
        measure(measure, snapshot, into, notFinite);
        into.skipped(skipped.get());
      }
    }
    tell(snapshot, notFinite);
  }

  private void measure(
      Named measure, Snapshot snapshot, PendingReport into, Map<String, Set<String>> notFinite) {
    long start = System.nanoTime();
    boolean done = true;
    try {
      Findings findings = Objects.requireNonNull(measure.measure().measure(snapshot));
      into.found(ChosenExamples.judge(findings, snapshot));
      for (String layer : notFiniteLayers(findings)) {
        notFinite.computeIfAbsent(layer, name -> new TreeSet<>()).add(measure.name());
      }
      into.skipped(reasons(notFinite));
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

  /** Layers of which something could not be read because it is NaN or infinite. */
  private static Set<String> notFiniteLayers(Findings findings) {
    Set<String> layers = new TreeSet<>();
    for (Reading reading : findings.readings()) {
      if (reading.flags().contains(Flag.NOT_FINITE) && reading.layer() != null) {
        layers.add(reading.layer().name());
      }
    }
    return layers;
  }

  private static Map<String, String> reasons(Map<String, Set<String>> notFinite) {
    Map<String, String> reasons = new TreeMap<>();
    notFinite.forEach(
        (layer, measures) ->
            reasons.put(
                layer + " (" + Flag.NOT_FINITE.label() + ")",
                "NaN or infinity in its activations or weights, so not read by "
                    + String.join(", ", measures)));
    return reasons;
  }

  private void tell(Snapshot snapshot, Map<String, Set<String>> notFinite) {
    if (!notFinite.isEmpty() && !toldOfNotFinite) {
      toldOfNotFinite = true;
      log.warn(
          String.format(
              Locale.ROOT,
              "Infoscope: NaN or infinity in layers %s of the network in epoch %d; they are not read"
                  + " while it lasts",
              notFinite.keySet(),
              snapshot.moment().epoch()),
          null);
    }
  }
}
