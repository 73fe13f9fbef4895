// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses or reports columns that number the rows, see {@link RowNumbers}, and other columns that
 * are of another kind than those beside them.
 *
 * @param file for messages
 * @param names of the columns; empty without a header
 * @param columns the first values of each; NaN for what is no number
 * @param decimal of which columns a value is written as a decimal, or is none of the whole numbers
 * @param text whether the file is text, so that {@code --index yes} leaves its first column out
 * @param notes get what is reported
 */
@SuppressWarnings("ArrayRecordComponent")
record NumberedColumns(
    Path file,
    List<String> names,
    double[][] columns,
    boolean[] decimal,
    boolean text,
    List<String> notes) {
  private static final Set<String> COUNTERS = Set.of("row", "rows", "x", "obs");
  private static final Set<String> LABELS =
      Set.of("label", "labels", "target", "targets", "class", "classes", "y", "y_true");
  private static final int FEWEST_ROWS = 5;
  private static final int FEWEST_KINDS = 2;

  /**
   * Checks all columns from one on.
   *
   * @throws InputException if the first column may be row numbers, or another is called so
   */
  void require(int from) {
    for (int column = from; column < columns.length; column++) {
      String numbers = numbers(column);
      if (numbers != null) {
        tell(column, place(column) + numbers);
      } else if (columns.length - from > 1) {
        tellOther(column);
      }
    }
  }

  private void tell(int column, String what) {
    boolean called = isCounter(name(column));
    boolean decimals = areOthersDecimal(column, 1);
    if (column == 0) {
      if (called || names.isEmpty() && decimals) {
        throw new InputException(
            file,
            what
                + (text
                    ? ", which may be names or data; say --index yes or --index no"
                    : "; save array[:, 1:], or say --index no to read it as data"));
      }
      notes.add(
          what
              + " and is read as data; "
              + (text ? "--index yes leaves it out" : "leave it out if it is none"));
    } else if (called) {
      throw new InputException(file, what + "; leave it out, or say --index no to read it as data");
    } else if (decimals) {
      notes.add(what + " and is read as data; leave it out if it is none");
    }
  }

  /** What a column does that numbers rows; else null. */
  private @Nullable String numbers(int column) {
    String counts = RowNumbers.of(columns[column]);
    if (counts != null || !RowNumbers.areDistinct(columns[column])) {
      return counts;
    }
    boolean among =
        names.isEmpty() && columns[column].length >= FEWEST_ROWS && mostOthersAreFractions(column);
    return among || isId(name(column)) ? "holds different whole numbers" : null;
  }

  /** A label, or a number of something else, beside values. */
  private void tellOther(int column) {
    boolean whole = RowNumbers.areWhole(columns[column]);
    long kinds = Arrays.stream(columns[column]).distinct().limit(FEWEST_KINDS).count();
    if (whole && LABELS.contains(lower(name(column)))) {
      notes.add(place(column) + "is read as data; leave it out if it holds the labels");
    } else if (whole
        && text
        && names.isEmpty()
        && !decimal[column]
        && kinds >= FEWEST_KINDS
        && columns[column].length >= FEWEST_ROWS
        && areOthersDecimal(column, columns.length / 2)
        && mostOthersAreFractions(column)) {
      notes.add(
          place(column)
              + "holds whole numbers beside decimals and is read as data; leave it out if it is"
              + " none");
    }
  }

  private boolean areOthersDecimal(int column, int fewest) {
    int decimals = 0;
    for (int other = 0; other < columns.length; other++) {
      decimals += other != column && decimal[other] ? 1 : 0;
    }
    return decimals >= Math.max(1, fewest);
  }

  private boolean mostOthersAreFractions(int column) {
    int fractions = 0;
    for (int other = 0; other < columns.length; other++) {
      fractions += other != column && !RowNumbers.areWhole(columns[other]) ? 1 : 0;
    }
    return 2 * fractions > columns.length - 1;
  }

  private String name(int column) {
    return names.isEmpty() ? "" : names.get(column).strip();
  }

  private String place(int column) {
    if (!names.isEmpty()) {
      return "column " + (column + 1) + ", " + Printable.shortened(name(column)) + ", ";
    }
    return column > 0 && column == columns.length - 1
        ? "the last column "
        : "column " + (column + 1) + " ";
  }

  private static boolean isCounter(String name) {
    return COUNTERS.contains(lower(name)) || isId(name);
  }

  /** As {@code id}, {@code row_names}, {@code sample-index}, {@code PassengerId}. */
  private static boolean isId(String name) {
    return lower(name)
            .matches(
                "(.*[^a-z])?(id|idx|index)|row[ _.-]?(names?|nr|num|no|number|count)|unnamed: \\d+(\\.\\d+)?")
        || name.matches(".*[a-z](Id|ID|Idx|Index)");
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
