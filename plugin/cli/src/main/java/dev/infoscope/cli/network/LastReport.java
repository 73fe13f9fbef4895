// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds what the analysis thread reported last until the command takes it. */
final class LastReport implements ReportSink {
  private @Nullable EpochReport report;
  private Map<String, Long> failures = Map.of();
  private final Set<String> notFinite = new TreeSet<>();

  @Override
  public synchronized void publish(EpochReport report) {
    this.report = report;
  }

  @Override
  public synchronized void update(Health health) {
    Map<String, Long> counted = new TreeMap<>(health.failures());
    counted.values().removeIf(count -> count == 0);
    failures = counted;
  }

  /**
   * The report of what was examined last, once.
   *
   * @param file what was examined
   * @throws IllegalStateException with the failures, if there is no report
   */
  synchronized EpochReport take(Path file) {
    EpochReport taken = report;
    report = null;
    if (taken == null) {
      throw new IllegalStateException(file + " could not be examined; failures: " + failures);
    }
    for (Reading reading : taken.readings()) {
      Layer layer = reading.layer();
      if (layer != null && reading.flags().contains(Flag.NOT_FINITE)) {
        notFinite.add(layer.name());
      }
    }
    return taken;
  }

  /** Layers of which something could not be read because it is NaN or infinite. */
  synchronized List<String> notFinite() {
    return List.copyOf(notFinite);
  }

  /** How often what has failed. */
  synchronized Map<String, Long> failures() {
    return failures;
  }
}
