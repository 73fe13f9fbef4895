// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import dev.infoscope.report.ReadingEntry;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which series a reading belongs to.
 *
 * @param metric name in Micrometer
 * @param unit of the values
 * @param layer of which layer; null for the network as a whole
 * @param place of the layer in the network
 * @param labels further labels, as in {@code estimator=pairwise, signal=activation}
 */
record SeriesKey(String metric, String unit, @Nullable String layer, int place, String labels)
    implements Comparable<SeriesKey> {
  private static final Comparator<SeriesKey> ORDER =
      Comparator.comparingInt(SeriesKey::place)
          .thenComparing(key -> String.valueOf(key.layer()))
          .thenComparing(SeriesKey::metric)
          .thenComparing(SeriesKey::labels);

  static SeriesKey of(ReadingEntry reading) {
    Map<String, String> labels = new TreeMap<>(reading.labels());
    String words = labels.toString();
    Integer place = reading.layerIndex();
    return new SeriesKey(
        reading.metric(),
        reading.unit(),
        reading.layer(),
        place == null ? -1 : place,
        words.substring(1, words.length() - 1));
  }

  @Override
  public int compareTo(SeriesKey other) {
    return ORDER.compare(this, other);
  }

  /** For people: metric and labels, and the layer. */
  String words() {
    String name = metric.replaceFirst("^infoscope\\.", "");
    String named = labels.isEmpty() ? name : name + " {" + labels + "}";
    return layer == null ? named : named + " of " + layer;
  }
}
