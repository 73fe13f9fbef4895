// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.report.EpochReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where each layer stood in the causal plane at the first and at the last snapshot. */
final class CausalTable {
  private static final Map<Metric, String> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put(CausalMetrics.SENSITIVITY, "sensitivity");
    ROWS.put(CausalMetrics.EFFECTIVE_INFORMATION, "effective information");
    ROWS.put(CausalMetrics.DEGENERACY, "degeneracy");
  }

  private CausalTable() {}

  /** A line per quantity, a column per layer; empty if nothing was measured. */
  static String of(EpochReport first, EpochReport last) {
    StringBuilder text = new StringBuilder();
    ROWS.forEach(
        (metric, name) -> {
          Map<String, Double> begin = values(first, metric);
          Map<String, Double> end = values(last, metric);
          if (text.isEmpty() && !end.isEmpty()) {
            text.append(
                String.format(
                    Locale.ROOT,
                    "causal plane by parts, bits, epoch %d -> %d%n%-22s",
                    first.moment().epoch(),
                    last.moment().epoch(),
                    ""));
            end.keySet().forEach(layer -> text.append(String.format(Locale.ROOT, " %15s", layer)));
            text.append(System.lineSeparator());
          }
          if (!end.isEmpty()) {
            text.append(String.format(Locale.ROOT, "%-22s", name));
            end.forEach(
                (layer, value) -> text.append(cell(begin.getOrDefault(layer, Double.NaN), value)));
            text.append(System.lineSeparator());
          }
        });
    return text.toString();
  }

  private static String cell(double begin, double end) {
    return String.format(Locale.ROOT, " %6.2f -> %5.2f", begin, end);
  }

  private static Map<String, Double> values(EpochReport report, Metric metric) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Reading reading : report.readings()) {
      String kind = reading.labels().getOrDefault("kind", "parts");
      if (reading.metric().equals(metric) && reading.layer() != null && kind.equals("parts")) {
        values.put(reading.layer().name(), reading.value());
      }
    }
    return values;
  }
}
