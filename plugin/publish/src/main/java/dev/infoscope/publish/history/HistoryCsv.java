// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.report.Provenance;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A history as a table: one row per reading, one column per label. Comma-separated, quoted where
 * needed (RFC 4180); an empty cell is a value that is not defined. Text at whose begin a
 * spreadsheet would take it for a formula ({@code = + - @}, tab, end of line) has an apostrophe
 * before it, which spreadsheets do not show; numbers stay as they are. The last columns name
 * version, seed and threads, and the tags of the run, one column per tag.
 */
public final class HistoryCsv {
  private static final List<String> MOMENT =
      List.of("run", "model", "epoch", "iteration", "time", "score");
  private static final List<String> READING =
      List.of("metric", "unit", "layer", "layerIndex", "value", "samples", "standardError");
  private static final List<String> UNCERTAINTY =
      List.of(
          "ceiling",
          "distinctStates",
          "coverage",
          "biasCorrection",
          "rangeMass",
          "nullMean",
          "nullDeviation",
          "nullShuffles",
          "obtained",
          "flags");
  private static final List<String> CONDITIONS =
      List.of("version", "seed", "threads", "ompThreads");

  private static final String TAG = "tag_";

  private final SortedSet<String> labels;
  private final SortedSet<String> tags;

  private HistoryCsv(SortedSet<String> labels, SortedSet<String> tags) {
    this.labels = labels;
    this.tags = tags;
  }

  /**
   * Writes the table.
   *
   * @param history a history file
   * @param out where to; replaced if there
   * @return the damaged lines that were left out
   * @throws IOException if one cannot be read or holds nothing, or the other not written
   */
  public static SkippedLines write(Path history, Path out) throws IOException {
    HistoryCsv csv = columns(history);
    try (Writer writer = Files.newBufferedWriter(out)) {
      csv.head(writer);
      Trainings trainings = new Trainings();
      return History.forEach(history, entry -> csv.rows(trainings.named(entry), writer));
    }
  }

  /** A table with a column for every label and tag that occurs. */
  private static HistoryCsv columns(Path history) throws IOException {
    HistoryCsv columns = new HistoryCsv(new TreeSet<>(), new TreeSet<>());
    boolean[] any = {false};
    History.forEach(
        history,
        entry -> {
          any[0] = true;
          columns.take(entry);
        });
    if (!any[0]) {
      throw HistoryException.empty(history);
    }
    return columns;
  }

  private void take(ReportEntry entry) {
    tags.addAll(entry.tags().keySet());
    entry.readings().forEach(reading -> labels.addAll(reading.labels().keySet()));
  }

  private void head(Writer writer) throws IOException {
    Stream<String> names =
        Stream.concat(
            Stream.of(MOMENT, READING, List.copyOf(labels), UNCERTAINTY, CONDITIONS)
                .flatMap(List::stream),
            tags.stream().map(TAG::concat));
    writer.write(names.map(HistoryCsv::cell).collect(Collectors.joining(",", "", "\n")));
  }

  private void rows(ReportEntry entry, Writer writer) throws IOException {
    for (ReadingEntry reading : entry.readings()) {
      writer.write(
          cells(entry, reading).stream()
              .map(HistoryCsv::cell)
              .collect(Collectors.joining(",", "", "\n")));
    }
  }

  private List<Object> cells(ReportEntry entry, ReadingEntry reading) {
    List<Object> cells = new ArrayList<>();
    add(cells, entry.run(), entry.model(), entry.epoch(), entry.iteration(), entry.time());
    add(cells, entry.score(), reading.metric(), reading.unit(), reading.layer());
    add(cells, reading.layerIndex(), reading.value(), reading.samples(), reading.standardError());
    labels.forEach(label -> add(cells, reading.labels().get(label)));
    add(cells, reading.ceiling(), reading.distinctStates(), reading.coverage());
    add(cells, reading.biasCorrection());
    add(cells, reading.rangeMass(), reading.nullMean(), reading.nullDeviation());
    add(cells, reading.nullShuffles(), entry.howObtained(reading));
    add(cells, String.join(";", reading.flags()));
    conditions(cells, entry.provenance());
    tags.forEach(tag -> add(cells, entry.tags().get(tag)));
    return cells;
  }

  /** Empty where a file from elsewhere does not say, or an older one did not count threads. */
  private static void conditions(List<Object> cells, @Nullable Provenance from) {
    if (from == null) {
      add(cells, null, null, null, null);
    } else {
      add(cells, from.version(), from.seed());
      add(cells, from.threads() == 0 ? null : from.threads());
      add(cells, from.ompThreads() == 0 ? null : from.ompThreads());
    }
  }

  private static void add(List<Object> cells, @Nullable Object... values) {
    for (Object value : values) {
      cells.add(value == null ? "" : value);
    }
  }

  private static String cell(Object value) {
    String text = value instanceof String words ? harmless(CleanText.of(words)) : value.toString();
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** The wide forms of the signs count in spreadsheets of East Asia. */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20".indexOf(text.charAt(0)) >= 0
        ? "'" + text
        : text;
  }
}
