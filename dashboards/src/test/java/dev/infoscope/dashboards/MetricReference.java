// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page src/site/metrics.md, one section per metric. */
final class MetricReference {
  private static final String HEADING = "### ";

  private final Map<String, String> sections = new LinkedHashMap<>();

  private MetricReference(String text) {
    for (String section : text.split("(?m)^(?=#)")) {
      if (section.startsWith(HEADING)) {
        int end = section.indexOf('\n');
        String name = section.substring(HEADING.length(), end).replace("`", "").strip();
        sections.put(name, section.substring(end));
      }
    }
  }

  static MetricReference read() {
    try {
      return new MetricReference(
          Files.readString(RepositoryRoot.path("src", "site", "metrics.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names in the headings. */
  List<String> names() {
    return List.copyOf(sections.keySet());
  }

  String section(String name) {
    return sections.getOrDefault(name, "");
  }

  /** Whether a section tells of the series. */
  boolean mentions(String series) {
    return names().contains(series)
        || sections.values().stream().anyMatch(text -> text.contains("`" + series + "`"));
  }

  /** The line under the heading. */
  static String facts(Metric metric) {
    List<String> labels = new ArrayList<>(List.of("run", "model"));
    if (metric.isPerLayer()) {
      labels.addAll(List.of("layer", "layer_index"));
    }
    labels.addAll(metric.ownLabels());
    return String.format(
        Locale.ROOT,
        "Micrometer `%s`; %s; %s; labels %s",
        metric.meterName(),
        metric.kind().name().toLowerCase(Locale.ROOT),
        metric.unit().isEmpty() ? "no unit" : "unit " + metric.unit(),
        labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")));
  }
}
