// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What a cell of a text table is, and what to do about one that is no number. */
final class CsvCell {
  private static final Set<String> MISSING =
      Set.of("na", "n/a", "#n/a", "null", "none", "nil", "?", "-", ".", "");

  /** Cells that are no numbers, and how to write them as such. */
  private enum Fault {
    NOT_FINITE("[-+]?(?i)(nan\\(.*\\)|1\\.#\\w+|\u221E)", "write nan or inf"),
    EXCEL("#[A-Z0-9/]+[!?]?", "it is an error of a spreadsheet; leave out its row or its column"),
    COMMENT("#.*", "leave comments out"),
    SPACE("[-+.,\\deE]*[\u00A0\u2009\u202F][-+.,\\deE]*", "leave non-breaking spaces out"),
    MINUS("[\u2212\u2013]\\d.*", "write - for minus"),
    TRUTH("(?i)(true|false|yes|no)", "write 1 and 0"),
    PERCENT("[-+.,\\d]+ *%", "leave percent signs out"),
    EXPONENT("[-+.\\d]+[dD][-+]?\\d+", "write exponents with e"),
    THOUSANDS("[-+]?\\d{1,3}([,.' _]\\d{3})+([.,]\\d+)?", "leave out what divides thousands"),
    DECIMAL_COMMA("[-+]?\\d*,\\d+", "write points, or semicolons between the columns"),
    BRACKET("[\\[(].*|.*[\\])]", "leave brackets out");

    private final Pattern form;
    private final String cure;

    Fault(String form, String cure) {
      this.form = Pattern.compile(form, Pattern.DOTALL);
      this.cure = cure;
    }
  }

  private CsvCell() {}

  /**
   * What is wrong with a cell that is no number.
   *
   * @param line cells of its line
   * @param column of the cell, from 0
   * @param row of the table, from 1
   * @param header whether line 1 was read as names
   * @return as in {@code is no number; write 1 and 0}
   */
  static String fault(List<String> line, int column, long row, boolean header) {
    String text = line.get(column).strip();
    boolean wide = line.size() > 1;
    if (isMissing(text)) {
      return column > 0 && column == line.size() - 1 && text.isEmpty()
          ? "is a missing value; leave out its row, or what divides cells at the ends of the lines"
          : "is a missing value; leave out its row or its column";
    }
    for (Fault fault : Fault.values()) {
      if (fault.form.matcher(text).matches()) {
        return "is no number; " + fault.cure;
      }
    }
    boolean alone =
        line.stream().filter(cell -> CsvNumber.parse(cell).isEmpty()).limit(2).count() == 1;
    String names = wide && column == 0 && alone ? "; --index yes leaves row names out" : "";
    if (!wide && Character.isLetter(text.charAt(0))) {
      return "is no number; write numbers, for classes those from 0";
    }
    if (row > 1) {
      return "is no number";
    }
    if (!header) {
      return "is no number" + names + "; --header yes reads line 1 as names";
    }
    return wide && !alone ? "is no number; leave one line of names" : "is no number" + names;
  }

  /** Whether a cell says that there is no value. */
  static boolean isMissing(String cell) {
    return MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
  }

  /** Whether whole numbers go up by one from 0 or 1, written without a point. */
  static boolean areCounting(List<String> cells) {
    int from = !cells.isEmpty() && cells.get(0).strip().equals("1") ? 1 : 0;
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).strip().equals(String.valueOf(from + i))) {
        return false;
      }
    }
    return !cells.isEmpty();
  }

  /** Whether three whole numbers or more go up in equal steps. */
  static boolean areStepping(List<String> cells) {
    if (cells.size() < 3 || !cells.stream().allMatch(CsvCell::isWhole)) {
      return false;
    }
    long[] numbers = cells.stream().mapToLong(cell -> Long.parseLong(cell.strip())).toArray();
    long step = numbers[1] - numbers[0];
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i] - numbers[i - 1] != step) {
        return false;
      }
    }
    return step > 0;
  }

  /** Whether three or more are names as pandas tells equal ones apart: 0, 0.1, 0.2, 1, 1.1. */
  static boolean areNumberedApart(List<String> cells) {
    List<String> names = cells.stream().map(String::strip).toList();
    boolean named =
        IntStream.range(0, names.size())
            .allMatch(
                i -> isWhole(names.get(i)) || names.subList(0, i).contains(namesake(names.get(i))));
    return named && names.size() > 2 && !names.stream().allMatch(CsvCell::isWhole);
  }

  /** The equal name before: of 3.2 it is 3.1, of 3.1 it is 3. */
  private static String namesake(String name) {
    String[] parts = name.split("\\.", -1);
    if (parts.length != 2 || !parts[1].matches("[1-9]\\d{0,8}")) {
      return "";
    }
    int number = Integer.parseInt(parts[1]);
    return number == 1 ? parts[0] : parts[0] + "." + (number - 1);
  }

  static boolean areDistinct(List<String> cells) {
    return cells.stream().map(String::strip).distinct().count() == cells.size();
  }

  /** Whether all are decimals, and there are some. */
  static boolean areDecimals(List<List<String>> lines, int from) {
    return !lines.isEmpty()
        && lines.stream()
            .flatMap(line -> line.stream().skip(from))
            .allMatch(cell -> hasPoint(cell) || cell.strip().equalsIgnoreCase("nan"));
  }

  /** Of up to nine digits, so that none of them overflows. */
  static boolean isWhole(String cell) {
    return cell.strip().matches("[-+]?\\d{1,9}");
  }

  static boolean hasPoint(String cell) {
    return cell.chars().anyMatch(c -> c == '.' || c == ',' || c == 'e' || c == 'E');
  }

  /** The numbers of a column; NaN for what is none. */
  static double[] numbers(List<String> cells) {
    return cells.stream().mapToDouble(cell -> CsvNumber.parse(cell).orElse(Double.NaN)).toArray();
  }

  /** What divides the numbers of a line that has none of the marks that are read; else empty. */
  static String divider(String line) {
    String[] marks = {"\\|", "\\s+", ":"};
    String[] words = {"bars", "blanks", "colons"};
    for (int i = 0; i < marks.length; i++) {
      String[] parts = line.strip().replaceAll("^\\|", "").split(marks[i]);
      boolean numbers =
          parts.length > 1
              && Arrays.stream(parts).skip(1).allMatch(part -> CsvNumber.parse(part).isPresent());
      if (numbers) {
        return words[i];
      }
    }
    return "";
  }
}
