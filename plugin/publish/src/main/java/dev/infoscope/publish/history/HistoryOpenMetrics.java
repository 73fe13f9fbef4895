// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.measure.Metric;
import dev.infoscope.report.Catalogue;
import dev.infoscope.report.RunMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A history as OpenMetrics text with timestamps, to be loaded into Prometheus with {@code promtool
 * tsdb create-blocks-from openmetrics}. All readings, and epoch, iteration and score; names and
 * labels are those of a scrape.
 */
public final class HistoryOpenMetrics implements AutoCloseable {
  private record Family(Path file, Writer writer) {}

  private final Path folder = Files.createTempDirectory("infoscope-openmetrics");
  private final Map<String, Family> families = new TreeMap<>();

  private HistoryOpenMetrics() throws IOException {}

  /**
   * Writes the text.
   *
   * @param history a history file
   * @param out where to; replaced if there
   * @throws IOException if one cannot be read or holds nothing, or the other not written
   */
  public static void write(Path history, Path out) throws IOException {
    try (HistoryOpenMetrics export = new HistoryOpenMetrics()) {
      History.forEach(history, export::samples);
      if (export.families.isEmpty()) {
        throw HistoryException.empty(history);
      }
      export.join(out);
    }
  }

  private void join(Path out) throws IOException {
    try (OutputStream to = Files.newOutputStream(out)) {
      for (Family family : families.values()) {
        family.writer().close();
        Files.copy(family.file(), to); // all samples of a family stand together
      }
      to.write("# EOF\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void samples(HistoryEntry entry) throws IOException {
    Map<String, String> common = new TreeMap<>(Map.of("run", entry.run(), "model", entry.model()));
    double seconds = Instant.parse(entry.time()).toEpochMilli() / 1000.0;
    sample(RunMetrics.EPOCH.meterName(), "", common, (double) entry.epoch(), seconds);
    sample(RunMetrics.ITERATION.meterName(), "", common, (double) entry.iteration(), seconds);
    sample(RunMetrics.SCORE.meterName(), "", common, entry.score(), seconds);
    for (HistoryReading reading : entry.readings()) {
      Map<String, String> labels = new TreeMap<>(common);
      labels.putAll(reading.labels());
      if (reading.layer() != null && reading.layerIndex() != null) {
        labels.put("layer", reading.layer());
        labels.put("layer_index", "%02d".formatted(reading.layerIndex()));
      }
      sample(reading.metric(), reading.unit(), labels, reading.value(), seconds);
    }
  }

  private void sample(
      String metric,
      String unit,
      Map<String, String> labels,
      @Nullable Double value,
      double seconds)
      throws IOException {
    String name = (unit.isEmpty() ? metric : metric + "." + unit).replace('.', '_');
    Family family = families.get(name);
    if (family == null) {
      family = open(metric, unit, name);
      families.put(name, family);
    }
    String set =
        labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
            .collect(Collectors.joining(",", "{", "}"));
    Object shown = value == null ? "NaN" : value;
    family
        .writer()
        .append(
            "%s%s %s %s\n"
                .formatted(name, set, shown, BigDecimal.valueOf(seconds).toPlainString()));
  }

  private Family open(String metric, String unit, String name) throws IOException {
    Path file = folder.resolve(name);
    Writer writer = Files.newBufferedWriter(file);
    writer.append("# TYPE %s gauge\n".formatted(name));
    if (!unit.isEmpty()) {
      writer.append("# UNIT %s %s\n".formatted(name, unit));
    }
    for (Metric known : Catalogue.metrics()) {
      if (known.meterName().equals(metric)) {
        writer.append("# HELP %s %s\n".formatted(name, escaped(known.help())));
      }
    }
    return new Family(file, writer);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public void close() throws IOException {
    for (Family family : families.values()) {
      family.writer().close();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
