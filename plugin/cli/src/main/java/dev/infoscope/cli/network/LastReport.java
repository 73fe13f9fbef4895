// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds what the analysis thread reported last until the command takes it. */
final class LastReport implements ReportSink {
  private @Nullable EpochReport report;
  private Map<String, Long> failures = Map.of();

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

  /** The report, once; null if there is none. */
  synchronized @Nullable EpochReport take() {
    EpochReport taken = report;
    report = null;
    return taken;
  }

  /** Layers of a report of which something could not be read because it is NaN or infinite. */
  static List<String> layersNotFinite(EpochReport report) {
    List<String> names = new ArrayList<>();
    for (Reading reading : report.readings()) {
      Layer layer = reading.layer();
      if (layer != null && reading.flags().contains(Flag.NOT_FINITE)) {
        names.add(layer.name());
      }
    }
    return names;
  }

  /** How often what has failed. */
  synchronized Map<String, Long> failures() {
    return failures;
  }
}
