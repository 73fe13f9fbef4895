// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static dev.infoscope.cli.Shell.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables as programs write them, each with twelve examples of the same three units: read as the
 * plain one, or refused in a line that names place and cure.
 */
class OddTablesTest {
  private static final String[] ROWS = {
    "-1.25,0.5,2.75", "0.375,1.5,-0.25", "1.125,-2.5,0.5", "-0.75,0.25,1.5",
    "2.25,-1.5,0.125", "0.5,0.75,-1.25", "-2.5,1.25,0.625", "1.75,-0.5,-2.25",
    "-0.25,2.5,1.125", "0.875,-1.25,0.25", "1.5,0.125,-0.5", "-1.5,1.75,0.375"
  };
  private static final int[] SHUFFLED = {31, 7, 12, 90, 4, 55, 18, 23, 66, 41, 2, 77};
  private static final String LABELS = "0\n1\n2\n".repeat(4);

  @TempDir Path folder;

  private static String rows(IntFunction<String> row) {
    return IntStream.range(0, ROWS.length)
        .mapToObj(row)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String plain() {
    return rows(i -> ROWS[i]);
  }

  private static String numbered(String head, IntFunction<String> number) {
    return head + rows(i -> number.apply(i) + "," + ROWS[i]);
  }

  private static String followed(String head, IntFunction<String> last) {
    return head + rows(i -> ROWS[i] + "," + last.apply(i));
  }

  private static String scientific(double value) {
    return String.format(Locale.ROOT, "%.18e", value);
  }

  private Path write(String text, Charset set) throws IOException {
    return Files.writeString(folder.resolve("T.csv"), text, set);
  }

  private Shell.Outcome plane(String text, Object... more) throws IOException {
    Path labels = Files.writeString(folder.resolve("y.csv"), LABELS);
    return Shell.plane(write(text, StandardCharsets.UTF_8), labels, more);
  }

  private static JsonNode readings(Shell.Outcome outcome) {
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome.json().get("readings");
  }

  static Stream<Arguments> rowNumbers() {
    return Stream.of(
        arguments(numbered("", OddTablesTest::scientific), "column 1 counts the rows"),
        arguments(numbered("", i -> i + 1 + ".0"), "column 1 counts the rows"),
        arguments(numbered("", i -> i + "e+00"), "column 1 counts the rows"),
        arguments(
            numbered("", i -> "17000000" + (10 + i) + "000"), "column 1 goes on in equal steps"),
        arguments(
            numbered("", i -> String.format(Locale.ROOT, "%.4f", i / 30.0)),
            "column 1 goes on in equal steps"),
        arguments(numbered("", i -> "" + (i < 7 ? i : i + 5)), "holds different whole numbers"),
        arguments(numbered("", i -> scientific(i * i)), "holds different whole numbers"),
        arguments(numbered("", i -> "" + SHUFFLED[i]), "holds different whole numbers"),
        arguments(
            numbered("PassengerId,a,b,c\n", i -> "" + SHUFFLED[i]),
            "column 1, 'PassengerId', holds different whole numbers"),
        arguments(
            numbered("sample_id,a,b,c\n", i -> "" + SHUFFLED[i]), "column 1, 'sample_id', holds"),
        arguments(numbered("row_nr,a,b,c\n", i -> "" + i), "'row_nr', counts the rows"),
        arguments(numbered("Row Number,a,b,c\n", i -> "" + SHUFFLED[i]), "'Row Number', holds"),
        arguments(numbered("rowno,a,b,c\n", i -> "" + (i + 1)), "'rowno', counts the rows"),
        arguments(numbered("row index,a,b,c\n", i -> "" + i), "'row index', counts the rows"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("rowNumbers")
  void rowNumbersOfEveryKindAreNoUnitInSilence(String text, String said) throws IOException {
    refused(plane(text), "T.csv: column 1", said, "say --index yes or --index no");
    assertThat(readings(plane(text, "--index", "yes", "--json")))
        .isEqualTo(readings(plane(plain(), "--json")));
  }

  static Stream<Arguments> reported() {
    return Stream.of(
        arguments(followed("", i -> "" + SHUFFLED[i]), "the last column holds different whole"),
        arguments(
            followed("", i -> "" + SHUFFLED[i] % 3), "the last column holds whole numbers beside"),
        arguments(numbered("", i -> "" + SHUFFLED[i % 5]), "column 1 holds whole numbers beside"),
        arguments(
            followed("a,b,c,label\n", i -> "" + SHUFFLED[i] % 3),
            "column 4, 'label', is read as data"),
        arguments(
            numbered("y,a,b,c\n", i -> "" + SHUFFLED[i] % 2), "column 1, 'y', is read as data"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("reported")
  void columnsOfAnotherKindAreReported(String text, String said) throws IOException {
    Shell.Outcome outcome = plane(text);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("T.csv: " + said).hasLineCount(1);
  }

  /** Their values are decimals of their own kind, however few or however alike. */
  @Test
  void unitsAreNotReported() throws IOException {
    assertThat(plane(plain()).err()).isEmpty();
    assertThat(plane(rows(i -> "0," + ROWS[i])).err()).isEmpty();
    String alike = rows(i -> ROWS[i] + "," + (0.5 + SHUFFLED[i] * 1e-12));
    assertThat(plane(alike).err()).isEmpty();
    assertThat(plane(rows(i -> "" + SHUFFLED[i] + "," + i * i % 7)).err()).isEmpty();
  }

  static Stream<Arguments> unclear() {
    String second = "line 2 ('0,1,2') may be names or data; leave it out, or say --header yes";
    return Stream.of(
        arguments(
            "# made by a program\n" + plain(), "line 1 ('# made by a program') is of 1 cells"),
        arguments("# one\n# two\n" + plain(), "'# two' is no number; leave comments out"),
        arguments("a,b,c,d\n" + plain(), "line 1 ('a,b,c,d') is of 4 cells, the rows of 3"),
        arguments("sep=,\n" + plain(), "line 1 tells Excel what divides the cells; leave it out"),
        arguments("sep=;\n" + plain().replace(',', ';'), "line 1 tells Excel"),
        arguments("l,l,l\n0,1,2\n" + plain(), second),
        arguments(numbered(",l,l,l\n,0,1,2\n", i -> "" + i), second),
        arguments("1,1.1,1.2\n" + plain(), "line 1 ('1,1.1,1.2') may be names or data"),
        arguments("0,0.1,7\n" + plain(), "line 1 ('0,0.1,7') may be names or data"),
        arguments("5,2,5.1\n" + plain(), "line 1 ('5,2,5.1') may be names or data"),
        arguments("cat\ndog\n", "'dog' is no number; write numbers, for classes those from 0"),
        arguments(rows(i -> ROWS[i] + "\u00A0"), "leave non-breaking spaces out"),
        arguments("-1,0,1\n" + plain(), "line 1 ('-1,0,1') may be names or data; say --header"),
        arguments("3,7,3\n" + plain(), "line 1 ('3,7,3') may be names or data; say --header"),
        arguments(
            "10,11,12\n" + rows(i -> i % 5 + "," + i % 3 + "," + i % 2),
            "line 1 ('10,11,12') may be names or data"),
        arguments(
            "2019,2020,2021\n" + rows(i -> i % 5 + "," + i % 3 + "," + i % 2),
            "line 1 ('2019,2020,2021') may be names or data"),
        arguments("a,b,c\nm,m,kg\n" + plain(), "'m' is no number; leave one line of names"),
        arguments(plain().replace(',', ' '), "cells are divided by blanks; write commas"),
        arguments(plain().replace(',', '|'), "cells are divided by bars; write commas"),
        arguments(
            "\"V1\" \"V2\" \"V3\"\n" + rows(i -> "\"" + i + "\" " + ROWS[i].replace(',', ' ')),
            "cells are divided by blanks; write commas"),
        arguments(
            rows(i -> i == 0 ? "1,234;0.5" : "1.5;" + i + ".25"),
            "has a point where others have decimal commas; write points only"),
        arguments(rows(i -> i == 8 ? "1.234;0,5" : i + ",75;0,5"), "row 9, column 1: '1.234' has"),
        arguments(rows(i -> "img" + i + "," + ROWS[i]), "'img0' is no number; --index yes"),
        arguments(rows(i -> "2020-01-0" + i + "," + ROWS[i]), "'2020-01-00' is no number; --index"),
        arguments(numbered("unit,1,2,3\n", i -> "" + i), "'unit' is no number"),
        arguments(rows(i -> i % 2 == 0 ? "True" : "False"), "is no number; write 1 and 0"),
        arguments(plain().replace(".5,", ".5%,"), "'0.5%' is no number; leave percent signs out"),
        arguments(rows(i -> ROWS[i].replace("5,", "5D+00,")), "write exponents with e"),
        arguments(rows(i -> "\"1,000.5\"," + ROWS[i]), "leave out what divides thousands"),
        arguments(rows(i -> "\"1,5\"," + ROWS[i]), "write points, or semicolons between"),
        arguments(rows(i -> "[" + ROWS[i] + "]"), "'[-1.25' is no number; leave brackets out"),
        arguments(rows(i -> i == 3 ? "#DIV/0!,1,2" : ROWS[i]), "it is an error of a spreadsheet"),
        arguments(rows(i -> i == 3 ? "1.#INF,1,2" : ROWS[i]), "write nan or inf"),
        arguments(rows(i -> i == 3 ? "-nan(ind),1,2" : ROWS[i]), "write nan or inf"),
        arguments(rows(i -> ROWS[i] + ","), "or what divides cells at the ends of the lines"),
        arguments(rows(i -> i == 3 ? "1,,2" : ROWS[i]), "leave out its row or its column"),
        arguments(plain() + "(12 rows)\n", "row 13 has 1 columns, the first line 3; leave out"),
        arguments(plain() + "\"1.5\"x,1,2\n", "has a quote that is not closed, or text behind it"),
        arguments("\"" + plain(), "has a quote that is not closed, or text behind it"),
        arguments("1,2,3,4,5,6,7,8.5,9,1,2,3\n3,1,2,5,4,8,6,7,9,2,1,0\n", "one example per row"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("unclear")
  void otherFormsAreRefusedWithPlaceAndCure(String text, String said) throws IOException {
    refused(plane(text), "T.csv", said);
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE, is UTF-16", "UTF-16BE, is UTF-16", "UTF-32, is UTF-32"})
  void textOfSeveralBytesACharacterIsNamed(String name, String said) throws IOException {
    Path labels = Files.writeString(folder.resolve("y.csv"), LABELS);
    refused(Shell.plane(write(plain(), Charset.forName(name)), labels), "T.csv", said);
  }

  @Test
  void anArchiveIsNoText() throws IOException {
    Path file = folder.resolve("T.csv");
    Files.write(file, Arrays.copyOf(new byte[] {'P', 'K', 3, 4}, 300));
    refused(Shell.plane(file, file), "T.csv", "holds bytes of 0, so it is no text");
  }

  static Stream<String> sameNumbers() {
    return Stream.of(
        "\uFEFF" + plain(),
        plain().replace("\n", "\r\n"),
        plain().replace("\n", "\r"),
        plain() + "\n\n",
        "a,a,a\n" + plain(),
        "\"a\",\"b\",\"c\"\n" + rows(i -> "\"" + ROWS[i].replace(",", "\",\"") + "\""),
        rows(i -> "\"" + ROWS[i].replace(",", "\", \"") + "\""),
        rows(i -> " " + ROWS[i].replace(",", " , ")),
        rows(i -> "+" + ROWS[i]).replace("+-", "-"));
  }

  @ParameterizedTest
  @MethodSource("sameNumbers")
  void otherWritingOfTheSameNumbersIsReadInSilence(String text) throws IOException {
    JsonNode expected = readings(plane(plain(), "--json"));
    Shell.Outcome outcome = plane(text, "--json");
    assertThat(readings(outcome)).isEqualTo(expected);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void labelsBeyondWhatDoublesCountAreNamedSo() throws IOException {
    Path labels = Files.writeString(folder.resolve("y.csv"), "9007199254740993\n1\n2\n".repeat(4));
    refused(
        Shell.plane(write(plain(), StandardCharsets.UTF_8), labels),
        "y.csv",
        "label 9.007199254740992E15 is beyond 2^53");
  }

  @Test
  void labelsWithRowNumbersAndNoHeaderNameTheCure() throws IOException {
    Path labels = Files.writeString(folder.resolve("y.csv"), rows(i -> i + "," + i % 2));
    Path file = write("a,b,c\n" + plain(), StandardCharsets.UTF_8);
    refused(Shell.plane(file, labels), "y.csv", "there are 2", "--index yes leaves the first");
  }

  /** The values of the plain table, behind a first column. */
  private Path array(IntFunction<Double> first) throws IOException {
    double[] values = new double[4 * ROWS.length];
    for (int i = 0; i < ROWS.length; i++) {
      values[4 * i] = first.apply(i);
      String[] cells = ROWS[i].split(",", -1);
      for (int k = 0; k < cells.length; k++) {
        values[4 * i + k + 1] = Double.parseDouble(cells[k]);
      }
    }
    return NpyFile.doubles(folder.resolve("T.npy"), 4, values);
  }

  @Test
  void rowNumbersInArraysAreNoUnitInSilence() throws IOException {
    Path labels = Files.writeString(folder.resolve("y.csv"), LABELS);
    String cure = "; save array[:, 1:], or say --index no to read it as data";
    refused(
        Shell.plane(array(i -> (double) i), labels), "T.npy", "column 1 counts the rows" + cure);
    refused(Shell.plane(array(i -> i + 1.0), labels), "column 1 counts the rows" + cure);
    refused(
        Shell.plane(array(i -> (double) SHUFFLED[i]), labels),
        "column 1 holds different whole numbers" + cure);
    refused(Shell.plane(array(i -> i / 8.0), labels, "--index", "yes"), "goes on in equal steps");
    Shell.Outcome said = Shell.plane(array(i -> (double) i), labels, "--index", "no", "--json");
    assertThat(readings(said)).isNotEmpty();
    assertThat(said.err()).isEmpty();
    Shell.Outcome values = Shell.plane(array(i -> i % 3 - 0.5), labels, "--json");
    assertThat(readings(values)).isNotEmpty();
    assertThat(values.err()).isEmpty();
  }

  @Test
  void wholeArraysWithRowNumbersAreReadAndReported() throws IOException {
    Path labels = Files.writeString(folder.resolve("y.csv"), LABELS);
    double[] values = IntStream.range(0, 24).mapToDouble(i -> i % 2 == 0 ? i / 2 : i % 5).toArray();
    Shell.Outcome outcome =
        Shell.plane(NpyFile.doubles(folder.resolve("T.npy"), 2, values), labels, "--json");
    assertThat(readings(outcome)).isNotEmpty();
    assertThat(outcome.err()).contains("T.npy: column 1 counts the rows and is read as data");
  }
}
