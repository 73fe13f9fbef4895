// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import dev.infoscope.cli.table.TableForm.Choice;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Whether the first line of a text table holds names.
 *
 * <ul>
 *   <li>A line without any number does, and so does one whose first name is empty, as pandas writes
 *       it.
 *   <li>A line 0, 1, 2, ... (or from 1), or of other different whole numbers, does if all that
 *       follows is written with a point. Where there are whole numbers below, those that go up in
 *       equal steps are refused, since nobody can tell, and so is a second line of whole numbers
 *       above decimals.
 * </ul>
 */
final class CsvHeader {
  private static final int FEWEST_ROWS = 3;

  private final Path file;
  private final TableForm form;
  private final List<String> first;
  private final List<List<String>> rest;
  private final Predicate<String> isNumber;
  private final List<String> notes;
  private boolean counting;

  /**
   * The first lines of a table.
   *
   * @param file for messages
   * @param form what the user says
   * @param lines cells of each line, one at least
   * @param isNumber of a cell
   * @param notes get what is reported
   */
  CsvHeader(
      Path file,
      TableForm form,
      List<List<String>> lines,
      Predicate<String> isNumber,
      List<String> notes) {
    this.file = file;
    this.form = form;
    this.first = lines.get(0);
    this.rest = lines.subList(1, lines.size());
    this.isNumber = isNumber;
    this.notes = notes;
  }

  /** Whether column numbers stand above the data; known after {@link #isThere}. */
  boolean isCounting() {
    return counting;
  }

  /**
   * Whether there is a header.
   *
   * @throws InputException if that cannot be told
   */
  boolean isThere() {
    if (first.get(0).strip().matches("(?i)sep=.?")) {
      throw new InputException(file, "line 1 tells Excel what divides the cells; leave it out");
    }
    if (form.header() != Choice.AUTO) {
      return form.header() == Choice.YES;
    }
    boolean nameless = first.size() > 1 && first.get(0).isBlank();
    if (nameless && (isText(1) || CsvCell.areCounting(first.subList(1, first.size())))) {
      requireNoSecond(1);
      return true;
    }
    if (first.stream().allMatch(CsvCell::isMissing)) {
      throw new InputException(
          file, "line 1 has no value in any column; leave the row out, or say --header yes");
    }
    if (isText(0)) {
      requireNoSecond(!rest.isEmpty() && rest.get(0).size() == first.size() + 1 ? 1 : 0);
      return true;
    }
    return first.stream().allMatch(CsvCell::isWhole) ? isWholeHeader() : isDecimalHeader();
  }

  private boolean isText(int from) {
    return first.stream().skip(from).noneMatch(isNumber);
  }

  private boolean isWholeHeader() {
    if (rest.isEmpty()) {
      return false;
    }
    return CsvCell.areDecimals(rest, 0) ? isAboveDecimals() : isAboveOthers();
  }

  private boolean isAboveDecimals() {
    boolean zero = first.get(0).strip().equals("0");
    if (first.size() > 1 || zero) {
      String range = range();
      if (CsvCell.areCounting(first)) {
        notes.add(
            "line 1 counts the columns "
                + range
                + " and is read as their names; --header no reads it as data");
      } else if (CsvCell.areDistinct(first) && first.stream().noneMatch(c -> c.contains("-"))) {
        notes.add(
            "line 1 has whole numbers above decimals and is read as names; --header no reads it as"
                + " data");
      } else {
        throw unclear();
      }
      counting = true;
      return true;
    }
    if (rest.size() >= FEWEST_ROWS) {
      throw unclear();
    }
    return false;
  }

  private boolean isAboveOthers() {
    boolean fromZero = CsvCell.areCounting(first) && first.get(0).strip().equals("0");
    boolean whole = rest.stream().flatMap(List::stream).noneMatch(CsvCell::hasPoint);
    String counts = "line 1 counts the columns " + range();
    if (fromZero && (first.size() > 2 || first.size() == 2 && !whole)) {
      throw new InputException(
          file, counts + ", which may be names or data; say --header yes or --header no");
    }
    long alike = rest.stream().filter(CsvCell::areStepping).count();
    if (rest.size() >= FEWEST_ROWS && CsvCell.areStepping(first) && 2 * alike < rest.size()) {
      throw unclear();
    }
    if (fromZero && first.size() == 2) {
      notes.add(counts + " and is read as data; --header yes reads it as names");
    }
    return false;
  }

  /** Whole numbers written as decimals, or equal ones that a program has told apart. */
  private boolean isDecimalHeader() {
    List<String> whole =
        first.stream().map(cell -> cell.strip().replaceFirst("\\.0$", "")).toList();
    boolean apart = CsvCell.areNumberedApart(first) && CsvCell.areDecimals(rest, 0);
    if (apart || first.size() > 2 && CsvCell.areCounting(whole)) {
      throw unclear();
    }
    return false;
  }

  /** Names in several lines, as of columns of several levels, are not all text. */
  private void requireNoSecond(int from) {
    if (rest.size() < 2) {
      return;
    }
    List<String> second = rest.get(0).stream().skip(from).toList();
    boolean names =
        second.size() > 1
            && second.stream().allMatch(CsvCell::isWhole)
            && second.stream().map(String::strip).distinct().count() > 1
            && CsvCell.areDecimals(rest.subList(1, rest.size()), from);
    if (names) {
      throw new InputException(
          file,
          "line 2 ("
              + Printable.shortened(String.join(",", second))
              + ") may be names or data; leave it out, or say --header yes to read it as data");
    }
  }

  private InputException unclear() {
    return new InputException(
        file,
        "line 1 ("
            + Printable.shortened(String.join(",", first))
            + ") may be names or data; say --header yes or --header no");
  }

  private String range() {
    return String.format(Locale.ROOT, "(%s to %s)", first.get(0), first.get(first.size() - 1));
  }
}
