// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a CSV file. Encoded in UTF-8, with or without byte order mark. */
final class CsvRows implements RowReader {
  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final CsvShape shape;
  private @Nullable CSVRecord next; // null at the end
  private long rows;

  CsvRows(Path file, CsvShape shape) {
    this.file = file;
    this.shape = shape;
    try {
      parser = CsvSample.format(shape.separator()).parse(CsvSample.reader(file));
    } catch (IOException e) {
      throw new InputException(file, e);
    }
    records = parser.iterator();
    next = advance();
    if (next != null && shape.hasHeader()) {
      next = advance();
    }
    if (next == null) {
      close();
      throw new InputException(file, "has a header and no rows");
    }
  }

  /** The next line that is not blank; blank lines are only skipped when nothing follows them. */
  private @Nullable CSVRecord advance() {
    CSVRecord blank = null;
    try {
      while (records.hasNext()) {
        CSVRecord line = records.next();
        if (!CsvSample.isBlank(line)) {
          if (blank != null) {
            throw new InputException(
                file, "line " + blank.getRecordNumber() + " is blank; leave it out");
          }
          return line;
        }
        blank = blank == null ? line : blank;
      }
    } catch (UncheckedIOException e) {
      throw CsvSample.failure(file, e);
    }
    return null;
  }

  private int columns() {
    return shape.hasIndex() ? shape.width() - 1 : shape.width();
  }

  @Override
  public int read(double[] into, int wanted) {
    int found = 0;
    for (CSVRecord line = next; found < wanted && line != null; line = next) {
      rows++;
      parse(line, into, found * columns());
      found++;
      next = advance();
    }
    return found;
  }

  private void parse(CSVRecord line, double[] into, int first) {
    requireShape(line);
    int names = shape.hasIndex() ? 1 : 0;
    for (int column = names; column < shape.width(); column++) {
      into[first + column - names] = number(line, column);
    }
  }

  private void requireShape(CSVRecord line) {
    if (line.size() != shape.width()) {
      throw new InputException(
          file,
          "%s has %d columns, the first line %d; leave out what is no row of the table",
          place(line),
          line.size(),
          shape.width());
    }
    if (rows > Integer.MAX_VALUE) {
      throw new InputException(file, "has more than " + Integer.MAX_VALUE + " rows");
    }
  }

  private double number(CSVRecord line, int column) {
    String field = line.get(column);
    if (shape.hasDecimalComma() && field.indexOf('.') >= 0 && field.indexOf(',') < 0) {
      throw refused(
          line, column, "has a point where others have decimal commas; write points only");
    }
    OptionalDouble number =
        CsvNumber.parse(shape.hasDecimalComma() ? field.replace(',', '.') : field);
    if (number.isEmpty()) {
      throw refused(line, column, CsvCell.fault(line.toList(), column, rows, shape.hasHeader()));
    }
    return number.getAsDouble();
  }

  private InputException refused(CSVRecord line, int column, String why) {
    String cell = Printable.shortened(line.get(column));
    return new InputException(file, "%s, column %d: %s %s", place(line), column + 1, cell, why);
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
