// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.measure.Metric;
import dev.infoscope.report.MetricCatalogue;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A history as OpenMetrics text with timestamps, to be loaded into Prometheus with {@code promtool
 * tsdb create-blocks-from openmetrics}. All readings, the tags of the run, its epoch, iteration,
 * score and plan, and the state of Infoscope; names and labels are those of a scrape under the job
 * {@code infoscope}. A reading whose names do not follow the grammar of OpenMetrics is left out and
 * counted.
 */
public final class HistoryOpenMetrics implements AutoCloseable {
  private static final int MOST_FAMILIES = 1000; // each is an open file

  private record Family(Path file, Writer writer) {}

  private final Path folder = Files.createTempDirectory("infoscope-openmetrics");
  private final Map<String, Family> families = new TreeMap<>();
  private long refused;
  private String firstRefusal = "";

  private HistoryOpenMetrics() throws IOException {}

  /**
   * Writes the text.
   *
   * @param history a history file
   * @param out where to; replaced if there
   * @return what was left out
   * @throws IOException if one cannot be read or holds nothing, or the other not written
   */
  public static ExportOmissions write(Path history, Path out) throws IOException {
    try (HistoryOpenMetrics export = new HistoryOpenMetrics()) {
      Trainings trainings = new Trainings();
      SkippedLines skipped =
          History.forEach(history, entry -> export.samples(trainings.named(entry)));
      if (export.families.isEmpty()) {
        throw HistoryException.empty(history);
      }
      export.join(out);
      return new ExportOmissions(skipped, export.refused, export.firstRefusal);
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

  private void samples(ReportEntry entry) throws IOException {
    Set<String> written = new HashSet<>();
    for (Supplier<OpenMetricsSample> made : RunSamples.of(entry)) {
      sample(made, written);
    }
    for (ReadingEntry reading : entry.readings()) {
      sample(() -> OpenMetricsSample.of(entry, reading), written);
    }
  }

  private void sample(Supplier<OpenMetricsSample> made, Set<String> written) throws IOException {
    try {
      OpenMetricsSample sample = made.get();
      String series = sample.series();
      if (!written.add(series)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "series %s must be there once at a time", CleanText.quoted(series)));
      }
      family(sample).writer().append(sample.line());
    } catch (IllegalArgumentException e) {
      leaveOut(String.valueOf(e.getMessage()));
    }
  }

  private void leaveOut(String why) {
    if (refused == 0) {
      firstRefusal = why;
    }
    refused++;
  }

  private Family family(OpenMetricsSample sample) throws IOException {
    String name = sample.family();
    Family family = families.get(name);
    if (family == null) {
      if (families.size() == MOST_FAMILIES) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "metric '%s' must be one of the first %d", name, MOST_FAMILIES));
      }
      family = open(sample, name);
      families.put(name, family);
    }
    return family;
  }

  /** The file is called by a number, whatever the metric is called. */
  private Family open(OpenMetricsSample sample, String name) throws IOException {
    Path file = folder.resolve(Integer.toString(families.size()));
    Writer writer = Files.newBufferedWriter(file);
    writer.append(String.format(Locale.ROOT, "# TYPE %s gauge\n", name));
    if (!sample.unit().isEmpty()) {
      String unit = sample.unit().replace('.', '_');
      writer.append(String.format(Locale.ROOT, "# UNIT %s %s\n", name, unit));
    }
    help(writer, sample, name);
    return new Family(file, writer);
  }

  private static void help(Writer writer, OpenMetricsSample sample, String name)
      throws IOException {
    for (Metric known : MetricCatalogue.metrics()) {
      if (known.meterName().equals(sample.metric())) {
        String help = OpenMetricsSample.escaped(known.help());
        writer.append(String.format(Locale.ROOT, "# HELP %s %s\n", name, help));
      }
    }
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
