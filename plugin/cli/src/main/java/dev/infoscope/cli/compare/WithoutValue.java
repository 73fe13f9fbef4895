// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the last report of a run says of series that have no value in it.
 *
 * @param flags of the readings without a value, by series
 * @param skipped layers that were not examined, with the reason
 * @param layers those of which there are readings
 */
record WithoutValue(Map<SeriesKey, String> flags, Map<String, String> skipped, Set<Place> layers) {
  /** A layer, and where it stands in the network. */
  private record Place(@Nullable String layer, int index) {
    static Place of(SeriesKey key) {
      return new Place(key.layer(), key.place());
    }
  }

  /**
   * Reads a report.
   *
   * @param readings those of the report that are compared, with a value or not
   */
  static WithoutValue of(ReportEntry report, Map<SeriesKey, ReadingEntry> readings) {
    Map<SeriesKey, String> flags = new TreeMap<>();
    Set<Place> layers = new HashSet<>();
    readings.forEach(
        (key, reading) -> {
          layers.add(Place.of(key));
          if (reading.value() == null) {
            flags.put(key, String.join(", ", reading.flags()));
          }
        });
    return new WithoutValue(flags, report.skipped(), layers);
  }

  /** The series that have a reading without a value. */
  Collection<SeriesKey> keys() {
    return flags.keySet();
  }

  /** Why a series has no value, as far as the report says it. */
  String reason(SeriesKey key) {
    String ofLayer = key.layer() == null ? null : skipped.get(key.layer());
    if (ofLayer != null) {
      return ofLayer;
    }
    String ofReading = flags.get(key);
    if (ofReading != null) {
      return ofReading.isEmpty() ? "no value" : ofReading;
    }
    return key.layer() == null || layers.contains(Place.of(key))
        ? "not in its last report"
        : "no layer of this name in this place";
  }
}
