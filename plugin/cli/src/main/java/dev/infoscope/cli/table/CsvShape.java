// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import dev.infoscope.cli.table.TableForm.Choice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The form of a text table, told from its first lines: whether a first line is a header, whether a
 * first column numbers or names the rows, how cells are divided and which mark decimals have.
 *
 * <ul>
 *   <li>The first line is a header as {@link CsvHeader} tells; one with a name less than the rows
 *       have cells stands above row names, as R writes it, and any other width is refused.
 *   <li>A first column without a name, or called {@code Unnamed: 0}, is none of the data. One that
 *       numbers the rows, see {@link NumberedColumns}, and has no header, or a header that says so,
 *       is refused, and so is any other column whose header says so.
 *   <li>Whatever else than commas and points is found is told.
 * </ul>
 */
final class CsvShape {
  private static final int FEWEST_ROWS = 3;

  private final Path file;
  private final TableForm form;
  private final CsvSample sample;
  private final List<String> first;
  private final List<List<String>> rest;
  private final List<String> notes = new ArrayList<>();
  private final boolean decimalComma;
  private final boolean header;
  private final boolean countingHeader;
  private final boolean index;
  private final int width;

  private CsvShape(Path file, TableForm form, CsvSample sample) {
    this.file = file;
    this.form = form;
    this.sample = sample;
    this.first = sample.lines().get(0);
    this.rest = sample.lines().subList(1, sample.lines().size());
    this.decimalComma = decimalComma();
    CsvHeader names = new CsvHeader(file, form, sample.lines(), this::isNumber, notes);
    this.header = names.isThere();
    this.countingHeader = names.isCounting();
    this.width = header && !rest.isEmpty() ? rest.get(0).size() : first.size();
    requireWidth();
    this.index = index();
    requireNoSplitDecimals();
  }

  /**
   * Tells the form of a file.
   *
   * @throws InputException if it is empty, or can be read in two ways
   */
  static CsvShape of(Path file, TableForm form) {
    CsvSample sample = CsvSample.of(file);
    if (sample.lines().isEmpty()) {
      throw new InputException(file, "is empty");
    }
    return new CsvShape(file, form, sample);
  }

  char separator() {
    return sample.separator();
  }

  boolean hasDecimalComma() {
    return decimalComma;
  }

  boolean hasHeader() {
    return header;
  }

  boolean hasIndex() {
    return index;
  }

  /** Cells of a line, row names included. */
  int width() {
    return width;
  }

  /** Whether column numbers stand above the data. */
  boolean hasCountingHeader() {
    return countingHeader;
  }

  /** Whether a single column begins with a 0 that may as well be its name. */
  boolean mayBeginWithName() {
    return !header
        && form.header() == Choice.AUTO
        && width == 1
        && first.get(0).strip().equals("0");
  }

  /** What is read otherwise than as plain numbers between commas; for people. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  private boolean decimalComma() {
    if (separator() == ',') {
      return false;
    }
    boolean commas =
        sample.lines().stream()
            .flatMap(List::stream)
            .anyMatch(
                cell ->
                    cell.indexOf(',') >= 0 && CsvNumber.parse(cell.replace(',', '.')).isPresent());
    String between = separator() == ';' ? "semicolons" : "tabs";
    notes.add(
        commas
            ? "cells are divided by " + between + " and have decimal commas"
            : "cells are divided by " + between);
    return commas;
  }

  private boolean index() {
    boolean shorter = header && first.size() + 1 == width;
    if (width < 2 || form.index() != Choice.AUTO) {
      return width >= 2 && form.index() == Choice.YES; // one column names nothing
    }
    if (shorter) {
      notes.add(
          "line 1 has one name less than the rows have cells, so the first column is read as row"
              + " names; --index no reads it as data");
      requireNoRowNumbers(1);
      return true;
    }
    if (header && isUnnamed(first.get(0))) {
      if (isUnnamed(first.get(1))) {
        throw new InputException(
            file, "has more than one column without a name; write it without row names");
      }
      notes.add(
          "the first column has no name and is read as row names; --index no reads it as data");
      requireNoRowNumbers(1);
      return true;
    }
    requireNoRowNumbers(0);
    return false;
  }

  /** A header of another width than the rows is a comment, or has lost cells. */
  private void requireWidth() {
    boolean rowNames = first.size() + 1 == width && !first.get(0).strip().startsWith("#");
    if (header && first.size() != width && !rowNames) {
      throw new InputException(
          file,
          "line 1 (%s) is of %d cells, the rows of %d; leave it out if it is a comment, or"
              + " give each column a name",
          Printable.shortened(String.join(String.valueOf(separator()), first)),
          first.size(),
          width);
    }
  }

  /** A column that numbers the rows may be data, if a header says what it is. */
  private void requireNoRowNumbers(int from) {
    List<List<String>> rows = header ? rest : sample.lines();
    if (rows.size() < FEWEST_ROWS || !rows.stream().allMatch(row -> row.size() == width)) {
      return;
    }
    double[][] columns = new double[width][];
    boolean[] decimal = new boolean[width];
    for (int column = 0; column < width; column++) {
      int at = column;
      columns[at] = CsvCell.numbers(rows.stream().map(row -> point(row.get(at))).toList());
      decimal[at] = rows.stream().anyMatch(row -> CsvCell.hasPoint(row.get(at)));
    }
    new NumberedColumns(file, names(), columns, decimal, true, notes).require(from);
  }

  /** One per column of the data; none without a header, or if it counts the columns. */
  List<String> columnNames() {
    List<String> names = countingHeader ? List.of() : names();
    return index && !names.isEmpty() ? List.copyOf(names.subList(1, names.size())) : names;
  }

  /** One per cell of a row; none without a header. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    if (header) {
      names.addAll(first);
      if (names.size() < width) {
        names.add(0, "");
      }
    }
    return names;
  }

  /** Commas between cells and as decimal mark make two columns of one. */
  private void requireNoSplitDecimals() {
    for (int line = header ? 1 : 0; line < sample.lines().size() && separator() == ','; line++) {
      List<String> cells = sample.lines().get(line);
      for (int column = 1; column < cells.size(); column++) {
        if (cells.get(column).strip().matches("0\\d+")) {
          throw new InputException(
              file,
              "column %d: %s seems to stand behind a decimal comma; write points, or semicolons"
                  + " between the columns",
              column + 1,
              Printable.shortened(cells.get(column)));
        }
      }
    }
  }

  private static boolean isUnnamed(String name) {
    return name.isBlank() || name.strip().matches("Unnamed: \\d+(\\.\\d+|_level_\\d+)?");
  }

  private boolean isNumber(String cell) {
    return CsvNumber.parse(point(cell)).isPresent();
  }

  private String point(String cell) {
    return decimalComma ? cell.replace(',', '.') : cell;
  }
}
