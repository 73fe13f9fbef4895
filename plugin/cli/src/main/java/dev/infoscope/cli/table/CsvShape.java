// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import dev.infoscope.cli.table.TableForm.Choice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The form of a text table, told from its first lines: whether a first line is a header, whether a
 * first column numbers or names the rows, how cells are divided and which mark decimals have.
 *
 * <ul>
 *   <li>A line without any number is a header, and so is one with a name less than the rows have
 *       cells, as R writes it, or one whose first name is empty, as pandas writes it.
 *   <li>A first line 0, 1, 2, ... (or from 1) is one if all that follows is written with a point.
 *       Where there are whole numbers below, 0, 1, 2 and more are refused, since nobody can tell.
 *   <li>A first column without a name, or called {@code Unnamed: 0}, is none of the data. One that
 *       numbers the rows, see {@link RowNumbers}, and has no header, or a header that says so, is
 *       refused, and so is any other column whose header says so.
 *   <li>Whatever else than commas and points is found is told.
 * </ul>
 */
final class CsvShape {
  private static final Set<String> MISSING =
      Set.of("na", "n/a", "#n/a", "null", "none", "nil", "?", "-", ".", "");
  private static final Set<String> COUNTERS =
      Set.of("index", "id", "idx", "row", "rows", "rownames", "row_names", "row.names", "x", "obs");
  private static final Set<String> IDS =
      Set.of("index", "id", "idx", "rownames", "row_names", "row.names");
  private static final int FEWEST_ROWS = 3;

  private final Path file;
  private final TableForm form;
  private final CsvSample sample;
  private final List<String> first;
  private final List<List<String>> rest;
  private final List<String> notes = new ArrayList<>();
  private final boolean decimalComma;
  private final boolean header;
  private boolean countingHeader;
  private final boolean index;
  private final int width;

  private CsvShape(Path file, TableForm form, CsvSample sample) {
    this.file = file;
    this.form = form;
    this.sample = sample;
    this.first = sample.lines().get(0);
    this.rest = sample.lines().subList(1, sample.lines().size());
    this.decimalComma = decimalComma();
    this.header = header();
    this.width = header && !rest.isEmpty() ? rest.get(0).size() : first.size();
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
    boolean commas = false;
    for (List<String> line : sample.lines()) {
      for (String cell : line) {
        commas |= cell.indexOf(',') >= 0 && isNumber(cell.replace(',', '.'));
      }
    }
    String between = separator() == ';' ? "semicolons" : "tabs";
    notes.add(
        commas
            ? "cells are divided by " + between + " and have decimal commas"
            : "cells are divided by " + between);
    return commas;
  }

  private boolean header() {
    if (form.header() != Choice.AUTO) {
      return form.header() == Choice.YES;
    }
    if (isNameless() && (isText(1) || isCounting(first.subList(1, first.size())))) {
      return true;
    }
    if (first.stream().allMatch(CsvShape::isMissing)) {
      throw new InputException(
          file, "line 1 has no value in any column; leave the row out, or say --header yes");
    }
    return isText(0) || (isCounting(first) ? isCountingHeader() : isWholeHeader());
  }

  /** The first name is missing, as pandas and R write it above row names. */
  private boolean isNameless() {
    return first.size() > 1 && first.get(0).isBlank();
  }

  private boolean isText(int from) {
    return first.stream().skip(from).noneMatch(this::isNumber);
  }

  private boolean isCountingHeader() {
    int columns = first.size();
    boolean fromZero = first.get(0).strip().equals("0");
    if (rest.isEmpty() || columns == 1 && !fromZero) {
      return false;
    }
    boolean whole = cells().noneMatch(CsvShape::hasPoint);
    boolean points = !whole && areDecimals();
    String counts =
        String.format(
            Locale.ROOT,
            "line 1 counts the columns (%s to %s)",
            first.get(0),
            first.get(columns - 1));
    countingHeader = points;
    if (points) {
      notes.add(counts + " and is read as their names; --header no reads it as data");
    } else if (fromZero && (columns > 2 || columns == 2 && !whole)) {
      throw new InputException(
          file, counts + ", which may be names or data; say --header yes or --header no");
    } else if (fromZero && columns == 2) {
      notes.add(counts + " and is read as data; --header yes reads it as names");
    }
    return points;
  }

  /**
   * Whole numbers that do not count, above decimals alone, as of columns chosen by their number.
   */
  private boolean isWholeHeader() {
    boolean whole = first.stream().allMatch(CsvShape::isWhole);
    boolean counts = !whole && first.size() > 2 && isCountingInDecimals();
    if (counts || whole && first.size() == 1 && rest.size() >= FEWEST_ROWS && areDecimals()) {
      throw new InputException(
          file,
          "line 1 ("
              + Printable.shortened(String.join(",", first))
              + ") may be names or data; say --header yes or --header no");
    }
    boolean names = whole && first.size() > 1 && areDistinct(first) && areDecimals();
    if (names) {
      countingHeader = true;
      notes.add(
          "line 1 has whole numbers above decimals and is read as names; --header no reads it as"
              + " data");
    }
    return names;
  }

  private boolean areDecimals() {
    return !rest.isEmpty() && cells().allMatch(cell -> hasPoint(cell) || isNan(cell));
  }

  private boolean isCountingInDecimals() {
    return isCounting(first.stream().map(cell -> cell.strip().replaceFirst("\\.0$", "")).toList());
  }

  private static boolean areDistinct(List<String> cells) {
    return cells.stream().map(String::strip).distinct().count() == cells.size();
  }

  private static boolean isWhole(String cell) {
    return cell.strip().matches("\\d{1,9}");
  }

  private Stream<String> cells() {
    return rest.stream().flatMap(List::stream);
  }

  private boolean index() {
    boolean shorter = header && first.size() + 1 == width;
    if (width < 2 || form.index() != Choice.AUTO) {
      return width >= 2 && form.index() == Choice.YES; // one column names nothing
    }
    if (shorter) {
      requireNoComment();
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

  private void requireNoComment() {
    if (first.get(0).strip().startsWith("#")) {
      throw new InputException(
          file,
          "line 1 begins with # and has not as many cells as the rows; leave the comment out");
    }
  }

  /** A column that numbers the rows may be data, if a header says what it is. */
  private void requireNoRowNumbers(int from) {
    List<List<String>> rows = header ? rest : sample.lines();
    if (rows.size() < FEWEST_ROWS || !rows.stream().allMatch(row -> row.size() == width)) {
      return;
    }
    for (int column = from; column < width; column++) {
      requireNoRowNumbers(rows, column);
    }
  }

  private void requireNoRowNumbers(List<List<String>> rows, int column) {
    List<String> cells = rows.stream().map(row -> point(row.get(column))).toList();
    String name = header ? first.get(first.size() - width + column).strip() : "";
    String numbers = RowNumbers.of(cells);
    boolean called = COUNTERS.contains(name.toLowerCase(Locale.ROOT));
    if (numbers == null && IDS.contains(name.toLowerCase(Locale.ROOT))) {
      numbers = RowNumbers.areDistinct(cells) ? "holds different whole numbers" : null;
    }
    if (numbers == null) {
      return;
    }
    boolean decimals = false;
    for (int other = 0; other < width; other++) {
      int at = other;
      decimals |= at != column && rows.stream().anyMatch(row -> hasPoint(row.get(at)));
    }
    String what = place(column, name) + numbers;
    if (column == 0) {
      if (called || !header && decimals) {
        throw new InputException(
            file, what + ", which may be names or data; say --index yes or --index no");
      }
      notes.add(what + " and is read as data; --index yes leaves it out");
    } else if (called) {
      throw new InputException(file, what + "; leave it out, or say --index no to read it as data");
    } else if (decimals) {
      notes.add(what + " and is read as data; leave it out if it is none");
    }
  }

  private String place(int column, String name) {
    if (header) {
      return "column " + (column + 1) + ", " + Printable.shortened(name) + ", ";
    }
    return column > 0 && column == width - 1 ? "the last column " : "column " + (column + 1) + " ";
  }

  /** Commas between cells and as decimal mark make two columns of one. */
  private void requireNoSplitDecimals() {
    for (int line = header ? 1 : 0; line < sample.lines().size() && separator() == ','; line++) {
      List<String> cells = sample.lines().get(line);
      for (int column = 1; column < cells.size(); column++) {
        if (cells.get(column).strip().matches("0\\d+")) {
          throw new InputException(
              file,
              String.format(
                  Locale.ROOT,
                  "column %d: %s seems to stand behind a decimal comma; write points, or semicolons"
                      + " between the columns",
                  column + 1,
                  Printable.shortened(cells.get(column))));
        }
      }
    }
  }

  private static boolean isUnnamed(String name) {
    return name.isBlank() || name.strip().matches("Unnamed: \\d+(_level_\\d+)?");
  }

  /** Whether a cell says that there is no value. */
  static boolean isMissing(String cell) {
    return MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
  }

  private boolean isNumber(String cell) {
    return CsvNumber.parse(point(cell)).isPresent();
  }

  private String point(String cell) {
    return decimalComma ? cell.replace(',', '.') : cell;
  }

  /** Whether whole numbers count up by one from 0 or 1, written without a point. */
  private static boolean isCounting(List<String> cells) {
    int from = !cells.isEmpty() && cells.get(0).strip().equals("1") ? 1 : 0;
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).strip().equals(String.valueOf(from + i))) {
        return false;
      }
    }
    return !cells.isEmpty();
  }

  private static boolean hasPoint(String cell) {
    return cell.chars().anyMatch(c -> c == '.' || c == ',' || c == 'e' || c == 'E');
  }

  private static boolean isNan(String cell) {
    return cell.strip().equalsIgnoreCase("nan");
  }
}
