// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a CSV file. Encoded in UTF-8, with or without byte order mark. */
final class CsvRows implements RowReader {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final int columns;
  private @Nullable CSVRecord next; // null at the end
  private long rows;

  CsvRows(Path file) {
    this.file = file;
    try {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16);
      skipMark(reader);
      parser = FORMAT.parse(reader);
    } catch (IOException e) {
      throw new InputException(file, e);
    }
    records = parser.iterator();
    next = advance();
    columns = next == null ? 0 : next.size();
    if (next != null && isHeader(next)) {
      next = advance();
    }
    if (next == null) {
      close();
      throw new InputException(file, columns == 0 ? "is empty" : "has a header and no rows");
    }
  }

  private static void skipMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  private static boolean isHeader(CSVRecord line) {
    for (String field : line) {
      if (CsvNumber.parse(field).isPresent()) {
        return false;
      }
    }
    return true;
  }

  int columns() {
    return columns;
  }

  /** The next line that is not blank; blank lines are only skipped when nothing follows them. */
  private @Nullable CSVRecord advance() {
    CSVRecord blank = null;
    try {
      while (records.hasNext()) {
        CSVRecord line = records.next();
        if (!isBlank(line)) {
          if (blank != null) {
            throw new InputException(file, "line " + blank.getRecordNumber() + " is blank");
          }
          return line;
        }
        blank = blank == null ? line : blank;
      }
    } catch (UncheckedIOException e) {
      throw new InputException(file, Objects.requireNonNull(e.getCause()));
    }
    return null;
  }

  private static boolean isBlank(CSVRecord line) {
    return line.size() == 1 && line.get(0).isBlank();
  }

  @Override
  public int read(double[] into, int wanted) {
    int found = 0;
    for (CSVRecord line = next; found < wanted && line != null; line = next) {
      rows++;
      parse(line, into, found * columns);
      found++;
      next = advance();
    }
    return found;
  }

  private void parse(CSVRecord line, double[] into, int first) {
    if (line.size() != columns) {
      throw new InputException(
          file,
          String.format(
              Locale.ROOT,
              "%s has %d columns, the first line %d",
              place(line),
              line.size(),
              columns));
    }
    if (rows > Integer.MAX_VALUE) {
      throw new InputException(file, "has more than " + Integer.MAX_VALUE + " rows");
    }
    for (int column = 0; column < columns; column++) {
      String field = line.get(column);
      OptionalDouble number = CsvNumber.parse(field);
      if (number.isEmpty()) {
        throw new InputException(
            file,
            String.format(
                Locale.ROOT,
                "%s, column %d: %s is no number",
                place(line),
                column + 1,
                Printable.shortened(field)));
      }
      into[first + column] = number.getAsDouble();
    }
  }

  private String place(CSVRecord line) {
    return line.getRecordNumber() == rows
        ? "row " + rows
        : String.format(Locale.ROOT, "row %d (line %d)", rows, line.getRecordNumber());
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new InputException(file, e);
    }
  }
}
