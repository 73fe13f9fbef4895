// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The first lines of a text table, from which its form is told.
 *
 * @param separator between cells
 * @param lines cells of each line, blank lines left out
 */
record CsvSample(char separator, List<List<String>> lines) {
  private static final int MOST_LINES = 1000;
  private static final long MOST_CELLS = 1 << 20;
  private static final int PEEKED = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  static CsvSample of(Path file) {
    try (BufferedReader reader = reader(file)) {
      reader.mark(PEEKED + 1);
      char[] begin = new char[PEEKED];
      int length = Math.max(0, reader.read(begin, 0, PEEKED));
      reader.reset();
      requireText(file, begin, length);
      requireMarks(file, new String(begin, 0, length));
      char separator = separator(new String(begin, 0, length));
      return new CsvSample(separator, lines(reader, separator));
    } catch (UncheckedIOException e) {
      throw failure(file, e);
    } catch (IOException e) {
      throw new InputException(file, e);
    }
  }

  /** Text in UTF-8, behind a byte order mark if there is one. */
  static BufferedReader reader(Path file) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16);
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  /** What went wrong while lines were read: the file, or the quotes in it. */
  static InputException failure(Path file, UncheckedIOException e) {
    IOException cause = Objects.requireNonNull(e.getCause());
    return cause instanceof CSVException
        ? new InputException(
            file, "has a quote that is not closed, or text behind it: " + cause.getMessage())
        : new InputException(file, cause);
  }

  /** A file of two bytes a character has a zero in every second one where it is read as UTF-8. */
  private static void requireText(Path file, char[] begin, int length) {
    int[] zeros = new int[2]; // at even and at odd places
    for (int i = 0; i < length; i++) {
      zeros[i % 2] += begin[i] == 0 ? 1 : 0;
    }
    int all = zeros[0] + zeros[1];
    if (all > 0) {
      boolean wide = 5 * Math.max(zeros[0], zeros[1]) > 2 * length && 5 * all < 4 * length;
      String name = 5 * all < 3 * length ? "UTF-16" : "UTF-32";
      throw new InputException(
          file, wide ? "is " + name + "; save it as UTF-8" : "holds bytes of 0, so it is no text");
    }
  }

  /** Cells that blanks or bars divide would be read as one. */
  private static void requireMarks(Path file, String begin) {
    String divider =
        begin
            .lines()
            .limit(2)
            .filter(line -> !line.matches(".*[,;\t].*"))
            .map(CsvCell::divider)
            .filter(word -> !word.isEmpty())
            .findFirst()
            .orElse("");
    if (!divider.isEmpty()) {
      throw new InputException(
          file, "cells are divided by " + divider + "; write commas, semicolons or tabs");
    }
  }

  static CSVFormat format(char separator) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(separator)
        .setIgnoreEmptyLines(false)
        .setIgnoreSurroundingSpaces(true)
        .get();
  }

  /** Of the first line that is not blank: a semicolon or a tab outside quotes, else the comma. */
  private static char separator(String begin) {
    boolean quoted = false;
    boolean tab = false;
    for (char c : begin.stripLeading().toCharArray()) {
      quoted ^= c == '"';
      if (!quoted && c == ';') {
        return ';';
      }
      tab |= !quoted && c == '\t';
      if (!quoted && (c == '\n' || c == '\r')) {
        break;
      }
    }
    return tab ? '\t' : ',';
  }

  private static List<List<String>> lines(BufferedReader reader, char separator)
      throws IOException {
    List<List<String>> lines = new ArrayList<>();
    long cells = 0;
    try (CSVParser parser = format(separator).parse(reader)) {
      Iterator<CSVRecord> records = parser.iterator();
      while (lines.size() < MOST_LINES && cells < MOST_CELLS && records.hasNext()) {
        CSVRecord line = records.next();
        cells += line.size();
        if (!isBlank(line)) {
          lines.add(line.toList());
        }
      }
    }
    return lines;
  }

  static boolean isBlank(CSVRecord line) {
    return line.size() == 1 && line.get(0).isBlank();
  }
}
