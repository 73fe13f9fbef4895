// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Readings of an earlier process, from what it has written, as far as later ones are held against
 * them: value, layer, labels and flags.
 *
 * @param moment when the network was examined
 * @param readings those of metrics that this version knows, without what was derived from others
 */
public record RecalledReadings(Moment moment, List<Reading> readings) {
  private static final Map<String, Metric> KNOWN =
      MetricCatalogue.metrics().stream()
          .filter(metric -> metric.kind() == Metric.Kind.GAUGE)
          .collect(Collectors.toMap(Metric::meterName, Function.identity()));

  private static final Set<String> DERIVED =
      Set.of(
          RunMetrics.FLAGGED.meterName(),
          RunMetrics.SKIPPED_LAYERS.meterName(),
          RunMetrics.INTERVAL.meterName(),
          RunMetrics.OVERHEAD.meterName());

  /** Copies the list. */
  public RecalledReadings {
    readings = List.copyOf(readings);
  }

  /**
   * Reads an entry.
   *
   * @param entry of a history
   * @return its readings
   */
  public static RecalledReadings of(ReportEntry entry) {
    List<Reading> readings = new ArrayList<>();
    for (ReadingEntry reading : entry.readings()) {
      Metric metric = KNOWN.get(reading.metric());
      Layer layer = layer(entry, reading);
      if (metric != null
          && metric.isPerLayer() == (layer != null)
          && reading.labels().keySet().equals(Set.copyOf(metric.ownLabels()))
          && !isDerived(reading)) {
        readings.add(reading.reading(metric, layer));
      }
    }
    return new RecalledReadings(moment(entry), readings);
  }

  private static Moment moment(ReportEntry entry) {
    double score = entry.score() == null ? Double.NaN : entry.score();
    return new Moment(entry.epoch(), entry.iteration(), Instant.parse(entry.time()), score);
  }

  static boolean isDerived(ReadingEntry reading) {
    return DERIVED.contains(reading.metric()) || reading.metric().startsWith("infoscope.drift.");
  }

  /** With what was done to it as the reading says, since the list of layers says one for all. */
  private static @Nullable Layer layer(ReportEntry entry, ReadingEntry reading) {
    for (Layer layer : entry.layers()) {
      if (layer.name().equals(reading.layer())) {
        return layer.withReduction(entry.howObtained(reading));
      }
    }
    return null;
  }
}
