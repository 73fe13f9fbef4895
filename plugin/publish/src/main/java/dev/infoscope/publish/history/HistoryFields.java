// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.network.Layer;
import dev.infoscope.report.MatrixEntry;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a line must hold to be of use: whose it is, and of when. */
final class HistoryFields {
  private static final int LAST_YEAR = 9999;

  private HistoryFields() {}

  /** The entry of a line, with an exception that names the field if one is not there. */
  static ReportEntry read(byte[] line, int offset, int length) throws IOException {
    ReportEntry entry = HistoryJson.read(line, offset, length);
    requireThere("run", entry.run());
    requireThere("model", entry.model());
    requireTime(entry.time());
    for (ReadingEntry reading : entry.readings()) {
      requireThere("readings metric", reading.metric());
      requireThere("readings unit", reading.unit());
    }
    for (MatrixEntry matrix : entry.matrices()) {
      requireWhole(matrix);
    }
    for (Layer layer : entry.layers()) {
      requireThere("layers name", layer.name());
    }
    return entry;
  }

  private static void requireTime(String time) throws IOException {
    requireThere("time", time);
    if (!isTime(time)) {
      throw new IOException(
          String.format(Locale.ROOT, "time (%s) must be as 2026-01-31T23:59:59Z", oneLine(time)));
    }
  }

  private static void requireWhole(MatrixEntry matrix) throws IOException {
    requireThere("matrices metric", matrix.metric());
    requireThere("matrices unit", matrix.unit());
    requireThere("matrices layer", matrix.layer());
    requireThere("matrices rowsAre", matrix.rowsAre());
    requireThere("matrices columnsAre", matrix.columnsAre());
  }

  /** A file may hold null where our own entries do not. */
  private static void requireThere(String field, @Nullable String value) throws IOException {
    if (value == null) {
      throw new IOException(field + " must be there, and not null");
    }
  }

  /** Of the years that all formats have. */
  private static boolean isTime(String time) {
    try {
      int year = Instant.parse(time).atOffset(ZoneOffset.UTC).getYear();
      return year >= 0 && year <= LAST_YEAR;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
