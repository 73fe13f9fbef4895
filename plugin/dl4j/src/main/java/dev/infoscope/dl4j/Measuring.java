// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs the measures, and switches off for the run what fails three times in a row. A measure that
 * finds NaN in the network has failed on it too, but stays on.
 */
final class Measuring {
  private static final int PATIENCE = 3;

  private final List<Measure> measures;
  private final Tally tally;
  private final Guard guard;
  private final Map<String, Integer> failuresInARow = new HashMap<>();
  private final Map<String, Duration> durations = new TreeMap<>();

  Measuring(List<Measure> measures, Tally tally, Guard guard) {
    this.measures = measures;
    this.tally = tally;
    this.guard = guard;
    measures.forEach(measure -> tally.measure(measure.name(), true));
  }

  Findings measure(Snapshot snapshot) {
    durations.clear();
    List<Findings> found = new ArrayList<>();
    for (Measure measure : measures) {
      if (failuresInARow.getOrDefault(measure.name(), 0) < PATIENCE) {
        measure(measure, snapshot, found);
      }
    }
    return new Findings(
        found.stream().flatMap(each -> each.readings().stream()).toList(),
        found.stream().flatMap(each -> each.matrices().stream()).toList());
  }

  private void measure(Measure measure, Snapshot snapshot, List<Findings> into) {
    long start = System.nanoTime();
    boolean done = guard.run(measure.name(), () -> take(measure, measure.measure(snapshot), into));
    durations.put(measure.name(), Duration.ofNanos(System.nanoTime() - start));
    int failures = done ? 0 : failuresInARow.getOrDefault(measure.name(), 0) + 1;
    failuresInARow.put(measure.name(), failures);
    if (failures == PATIENCE) {
      tally.measure(measure.name(), false);
    }
  }

  /** NaN in the network is a failure to measure it, but none that switching off would mend. */
  private void take(Measure measure, Findings findings, List<Findings> into) {
    into.add(Objects.requireNonNull(findings)); // the measure's failure, not the report's
    Set<String> sick = new TreeSet<>();
    for (Reading reading : findings.readings()) {
      if (reading.flags().contains(Flag.NOT_FINITE) && reading.layer() != null) {
        sick.add(reading.layer().name());
      }
    }
    if (!sick.isEmpty()) {
      guard.report(measure.name(), new ArithmeticException("NaN or infinity in layers " + sick));
    }
  }

  /** Time each measure took on the last snapshot. */
  Map<String, Duration> durations() {
    return durations;
  }
}
