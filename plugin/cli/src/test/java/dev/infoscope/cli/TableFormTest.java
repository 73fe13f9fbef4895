// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static dev.infoscope.cli.Shell.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Row numbers, column numbers and other forms of text are never read as data in silence. */
class TableFormTest {
  private static final String PLAIN = "a,b\n1.5,-2.25\n0.5,3.25\n1.5,-2.25\n5.75,0.5\n";
  private static final String LABELS = "0\n1\n0\n1\n";

  @TempDir Path folder;

  /** A file of the case 07-csv-header-index. */
  private static Path given(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TableFormTest.class.getResource("tables/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode values(Shell.Outcome outcome) {
    assertThat(outcome.status()).as(outcome.err()).isZero();
    JsonNode readings = outcome.json().get("readings");
    for (JsonNode reading : readings) { // layers are called as their files
      if (!reading.get("layer").isNull()) {
        ((com.fasterxml.jackson.databind.node.ObjectNode) reading).put("layer", "T");
      }
    }
    return readings;
  }

  @Test
  void rowNumbersThatPandasWritesAreNoUnit() {
    Shell.Outcome right =
        Shell.plane(given("activations_index_false.csv"), given("labels.csv"), "--json");
    Shell.Outcome numbered =
        Shell.plane(given("activations_pandas_to_csv.csv"), given("labels.csv"), "--json");
    assertThat(values(numbered)).isEqualTo(values(right));
    assertThat(right.err()).isEmpty();
    assertThat(numbered.err().lines()).hasSize(1);
    assertThat(numbered.err())
        .startsWith("infoscope: ")
        .contains("activations_pandas_to_csv.csv", "first column has no name", "--index no");
    assertThat(numbered.json().at("/parameters/tables/0").asText())
        .contains("first column has no name");
  }

  @Test
  void rowNumbersBehindTheDataAreReadAsDataAndTold() throws IOException {
    Path labels = write("y.csv", "0\n1\n0\n1\n");
    Path numbered = write("T.csv", "0.5,7\n0.25,8\n0.75,9\n1.5,10\n");
    assertThat(Shell.plane(numbered, labels).err())
        .contains("T.csv: the last column counts the rows and is read as data");
    Path between = write("T.csv", "0.5,7,0.1\n0.25,8,0.3\n0.75,9,0.2\n1.5,10,0.7\n");
    assertThat(Shell.plane(between, labels).err())
        .contains("T.csv: column 2 counts the rows and is read as data");
    Path steps = write("S.csv", "0.5,0\n0.25,0.5\n0.75,1\n1.5,1.5\n0.1,2\n");
    assertThat(Shell.plane(steps, write("z.csv", "0\n1\n0\n1\n0\n")).err())
        .contains("S.csv: the last column goes on in equal steps and is read as data");
    assertThat(Shell.plane(between, labels, "--index", "no").err()).isEmpty();
    Path plain = write("T.csv", "0.5,7\n0.25,9\n0.75,8\n1.5,10\n");
    assertThat(Shell.plane(plain, labels).err()).isEmpty();
  }

  @Test
  void columnNumbersThatPandasWritesAreNoRow() {
    Shell.Outcome right = Shell.plane(given("layer_named.csv"), given("y_named.csv"), "--json");
    Shell.Outcome numbered =
        Shell.plane(given("layer_numeric_header.csv"), given("y_numeric_header.csv"), "--json");
    assertThat(values(numbered)).isEqualTo(values(right));
    assertThat(numbered.err())
        .contains(
            "layer_numeric_header.csv: line 1 counts the columns (0 to 11)",
            "y_numeric_header.csv: line 1 (0) is one row too many");
    assertThat(numbered.err().lines()).hasSize(2);
  }

  @Test
  void columnNumbersAboveWeightsAreNoInput() {
    Shell.Outcome right = causal(given("weights_plain.csv"));
    Shell.Outcome numbered = causal(given("weights_pandas_default_columns.csv"));
    assertThat(values(numbered)).isEqualTo(values(right));
    assertThat(right.err()).isEmpty();
    assertThat(numbered.err()).contains("line 1 counts the columns (0 to 2)", "--header no");
    Shell.Outcome forced = causal(given("weights_pandas_default_columns.csv"), "--header", "no");
    assertThat(values(forced)).isNotEqualTo(values(right));
    assertThat(forced.err()).isEmpty();
  }

  private static Shell.Outcome causal(Path weights, Object... more) {
    Object[] command = {
      "measure", "causal", "--weights", weights, "--activation", "tanh", "--json"
    };
    return Shell.run(Stream.concat(Stream.of(command), Stream.of(more)).toArray());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("told")
  void otherFormsOfTheSameNumbersAreReadAndTold(String text, String said) throws IOException {
    Path labels = write("y.csv", LABELS);
    JsonNode expected = values(Shell.plane(write("T.csv", PLAIN), labels, "--json"));
    Shell.Outcome outcome = Shell.plane(write("T.csv", text), labels, "--json");
    assertThat(values(outcome)).isEqualTo(expected);
    assertThat(outcome.err()).contains("T.csv: ", said);
    assertThat(outcome.err().lines()).hasSize((int) said.chars().filter(c -> c == '|').count() + 1);
  }

  static Stream<Arguments> told() {
    return Stream.of(
        arguments(
            "Unnamed: 0,a,b\n0,1.5,-2.25\n1,0.5,3.25\n2,1.5,-2.25\n3,5.75,0.5\n",
            "the first column has no name"),
        arguments(
            "\"\",\"V1\",\"V2\"\n"
                + "\"1\",1.5,-2.25\n"
                + "\"2\",0.5,3.25\n"
                + "\"3\",1.5,-2.25\n"
                + "\"4\",5.75,0.5\n",
            "the first column has no name"),
        arguments(
            "\"V1\",\"V2\"\n\"r1\",1.5,-2.25\n\"r2\",0.5,3.25\n\"r3\",1.5,-2.25\n\"r4\",5.75,0.5\n",
            "line 1 has one name less than the rows have cells"),
        arguments(
            ",0,1\n0,1.5,-2.25\n1,0.5,3.25\n2,1.5,-2.25\n3,5.75,0.5\n",
            "the first column has no name"),
        arguments(
            "0,1\n1.5,-2.25\n0.5,3.25\n1.5,-2.25\n5.75,0.5\n",
            "line 1 counts the columns (0 to 1) and is read as their names"),
        arguments(
            "3,12\n1.5,-2.25\n0.5,3.25\n1.5,-2.25\n5.75,0.5\n",
            "line 1 has whole numbers above decimals and is read as names"),
        arguments(
            "1,2\r\n1.5,-2.25\r\n0.5,3.25\r\n1.5,-2.25\r\n5.75,0.5\r\n",
            "line 1 counts the columns (1 to 2) and is read as their names"),
        arguments(
            "\uFEFFa;b\n1,5;-2,25\n0,5;3,25\n1,5;-2,25\n5,75;0,5\n",
            "cells are divided by semicolons and have decimal commas"),
        arguments("1.5;-2.25\n0.5;3.25\n1.5;-2.25\n5.75;0.5\n", "cells are divided by semicolons"),
        arguments("a\tb\n1.5\t-2.25\n0.5\t3.25\n1.5\t-2.25\n5.75\t0.5\n", "divided by tabs"));
  }

  @Test
  void textOfTwoBytesACharacterIsNamed() throws IOException {
    Path labels = write("y.csv", LABELS);
    Path file = Files.writeString(folder.resolve("T.csv"), PLAIN, StandardCharsets.UTF_16LE);
    refused(Shell.plane(file, labels), "T.csv", "is UTF-16; save it as UTF-8");
  }

  @Test
  void twoNotesAreTwoLines() throws IOException {
    Path labels = write("y.csv", LABELS);
    JsonNode expected = values(Shell.plane(write("T.csv", PLAIN), labels, "--json"));
    Path file = write("T.csv", ";a;b\n0;1,5;-2,25\n1;0,5;3,25\n2;1,5;-2,25\n3;5,75;0,5\n");
    Shell.Outcome outcome = Shell.plane(file, labels, "--json");
    assertThat(values(outcome)).isEqualTo(expected);
    assertThat(outcome.err().lines()).hasSize(2);
    assertThat(outcome.json().at("/parameters/tables")).hasSize(2);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("unclear")
  void whatCanBeReadInTwoWaysIsRefused(String text, String said) throws IOException {
    refused(Shell.plane(write("T.csv", text), write("y.csv", LABELS)), "T.csv", said);
  }

  static Stream<Arguments> unclear() {
    return Stream.of(
        arguments("0.0,1.0,2.0\n0.5,1.5,2.5\n", "line 1 ('0.0,1.0,2.0') may be names or data"),
        arguments("7\n0.5\n1.5\n2.5\n", "line 1 ('7') may be names or data; say --header yes"),
        arguments(
            "0,1,2\n3,4,5\n6,7,8\n9,1,2\n",
            "line 1 counts the columns (0 to 2), which may be names or data; say --header yes"),
        arguments(
            "0,1\n0.5,1\n0.25,3\n1,2\n",
            "line 1 counts the columns (0 to 1), which may be names or data"),
        arguments(
            "0,0.5\n1,0.25\n2,0.75\n3,0.125\n",
            "column 1 counts the rows, which may be names or data; say --index yes or --index no"),
        arguments(
            "index,a\n0,0.5\n1,0.25\n2,0.75\n3,0.125\n",
            "column 1, 'index', counts the rows, which may be names or data"),
        arguments(
            "a,id,b\n0.5,0,0.1\n0.2,1,0.75\n0.3,2,0.125\n",
            "column 2, 'id', counts the rows; leave it out, or say --index no"),
        arguments(
            "a,b,idx\n0.5,0.1,7\n0.2,0.75,8\n0.3,0.125,9\n", "column 3, 'idx', counts the rows"),
        arguments(
            "a,Index,b\n0.5,31,0.1\n0.2,7,0.75\n0.3,12,0.125\n",
            "column 2, 'Index', holds different whole numbers"),
        arguments(
            "0,0.5\n1,0.25\n2,0.75\n0,0.125\n1,0.5\n2,0.1\n",
            "column 1 counts rows again and again, which may be names or data; say --index yes"),
        arguments(
            "0,0.5\n0,0.25\n1,0.75\n1,0.125\n2,0.5\n2,0.1\n",
            "column 1 counts rows, each equally often, which may be names or data"),
        arguments(
            "0,0.3\n0.5,0.25\n1,0.75\n1.5,0.125\n2,0.5\n",
            "column 1 goes on in equal steps, which may be names or data; say --index yes"),
        arguments(
            "id,a\n0.0,0.3\n0.1,0.25\n0.2,0.75\n0.3,0.125\n0.4,0.5\n",
            "column 1, 'id', goes on in equal steps"),
        arguments(",a,id\nx,0.3,0\ny,0.25,1\nz,0.75,2\n", "column 3, 'id', counts the rows"),
        arguments(
            ",,a\n0,x,0.5\n0,y,0.25\n1,x,0.75\n1,y,0.125\n",
            "has more than one column without a name"),
        arguments( // saved twice by pandas
            "Unnamed: 0.1,Unnamed: 0,a\n0,0,0.5\n1,1,0.25\n2,2,0.75\n3,3,0.125\n",
            "has more than one column without a name"),
        arguments("NA,NA\n1.5,2.5\n1.5,2.5\n1.5,2.5\n", "line 1 has no value in any column"),
        arguments(
            "1.5,NA\n1.5,2.5\n1.5,2.5\n1.5,2.5\n", "row 1, column 2: 'NA' is a missing value"),
        arguments("1.5,2.5\n1.5,2.5\n,2.5\n1.5,2.5\n", "row 3, column 1: '' is a missing value"),
        arguments("0,355\n-1,041\n2,5\n3,25\n", "'041' seems to stand behind a decimal comma"),
        arguments("1.234,5;2,5\n1,5;2,5\n", "column 1: '1.234,5' is no number"),
        arguments("a,b\n1,2,\n3,4,\n5,6,\n7,8,\n", "row 1 (line 2), column 3: '' is a missing"));
  }

  @Test
  void aLabelTooManyIsNoNameWhereTheRowsHaveNone() throws IOException {
    Path file = write("T.csv", "1.5,2.5\n0.5,2.5\n1.5,0.5\n");
    refused(Shell.plane(file, write("y.csv", LABELS)), "T.csv", "shape [3 x 2]", "shape [4]");
  }

  /** Each table of a command is told by itself, so that their headers may be of different kinds. */
  @ParameterizedTest
  @CsvSource({
    "'a,b\n', '', ''",
    "'', 'label\n', ''",
    "'a,b\n', 'label\n', ''",
    "'0,1\n', 'label\n', 'line 1 counts the columns (0 to 1)'",
    "'0,1\n', '', 'line 1 counts the columns (0 to 1)'",
  })
  void headersOfDifferentKindsInOneCommandAreReadEachAsItIs(
      String above, String aboveLabels, String said) throws IOException {
    String values = "0.25,1.5\n2.5,3.25\n0.75,1.25\n4.5,0.5\n";
    Path file = write("T.csv", above.replace("\\n", "\n") + values);
    Path labels = write("y.csv", aboveLabels.replace("\\n", "\n") + "0\n1\n0\n1\n");
    Shell.Outcome outcome =
        Shell.run("measure", "neurons", "--activations", file, "--labels", labels, "--json");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.json().at("/diagnostics/examples").asInt()).isEqualTo(4);
    assertThat(outcome.err()).contains(said);
  }

  @Test
  void aHeaderThatIsSaidToBeThereIsTakenFromAllTables() throws IOException {
    Path file = write("T.csv", "0.25,1.5\n2.5,3.25\n0.75,1.25\n4.5,0.5\n");
    Path labels = npy(write("labels.csv", "0\n"), 4);
    String[] words = {"measure", "neurons", "--activations", "" + file, "--labels", "" + labels};
    refused(
        Shell.run(Stream.concat(Stream.of(words), Stream.of("--header", "yes")).toArray()),
        "T.csv",
        "shape [3 x 2]");
  }

  @ParameterizedTest
  @CsvSource({
    "--header,yes,3",
    "--header,no,4",
  })
  void theUserSaysWhetherThereIsAHeader(String option, String choice, int rows) throws IOException {
    Path file = write("T.csv", "0,1,2\n3,4,5\n6,7,8\n9,1,2\n");
    Path labels = write("labels.csv", "l\n" + "0\n1\n0\n1\n".substring(0, 2 * rows));
    Shell.Outcome outcome =
        Shell.run(
            "measure",
            "neurons",
            "--activations",
            file,
            "--labels",
            npy(labels, rows),
            option,
            choice,
            "--json");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.json().at("/diagnostics/examples").asInt()).isEqualTo(rows);
    assertThat(outcome.err()).isEmpty();
  }

  /** Labels whose form no option changes. */
  private Path npy(Path like, int rows) throws IOException {
    double[] values = IntStream.range(0, rows).mapToDouble(row -> row % 2).toArray();
    return NpyFile.doubles(like.resolveSibling("labels.npy"), 1, values);
  }

  @ParameterizedTest
  @CsvSource({"yes,1", "no,2"})
  void theUserSaysWhetherThereAreRowNumbers(String choice, int units) throws IOException {
    Path file = write("T.csv", "0,0.5\n1,0.25\n2,0.75\n3,0.125\n");
    Shell.Outcome outcome =
        Shell.run(
            "measure",
            "neurons",
            "--activations",
            file,
            "--labels",
            npy(file, 4),
            "--index",
            choice,
            "--json");
    assertThat(outcome.json().at("/diagnostics/correctedInformation")).hasSize(units);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void aNamedColumnThatCountsIsDataAndTold() throws IOException {
    Path file = write("T.csv", "time,a\n0,0.5\n1,0.25\n2,0.75\n3,0.125\n");
    Shell.Outcome outcome = Shell.plane(file, write("y.csv", LABELS), "--json");
    assertThat(outcome.json().at("/diagnostics/layers/T/units").asInt(2)).isEqualTo(2);
    assertThat(outcome.err()).contains("column 1, 'time', counts the rows and is read as data");
  }

  @Test
  void wholeNumbersThatBeginWithZeroAndOneAreDataAndTold() throws IOException {
    Path file = write("T.csv", "0,1\n1,0\n0,1\n1,1\n");
    Shell.Outcome outcome = Shell.plane(file, write("y.csv", LABELS), "--json");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).contains("(0 to 1) and is read as data; --header yes");
  }

  @Test
  void plainTablesAreReadWithoutAWord() throws IOException {
    Shell.Outcome outcome = Shell.plane(write("T.csv", PLAIN), write("y.csv", LABELS), "--json");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.json().at("/parameters").has("tables")).isFalse();
  }

  @Test
  void labelsWithRowNumbersAreOneColumn() throws IOException {
    Path file = write("T.csv", PLAIN);
    JsonNode expected = values(Shell.plane(file, write("y.csv", LABELS), "--json"));
    Path pandas = write("y.csv", ",0\n0,0\n1,1\n2,0\n3,1\n");
    assertThat(values(Shell.plane(file, pandas, "--json"))).isEqualTo(expected);
    Path r = write("y.csv", "\"\",\"x\"\n\"1\",0\n\"2\",1\n\"3\",0\n\"4\",1\n");
    assertThat(values(Shell.plane(file, r, "--json"))).isEqualTo(expected);
  }

  @Test
  void everyCommandThatReadsTablesTakesTheOptions() {
    for (String command :
        new String[] {"information-plane", "causal", "relay", "neurons", "flow", "conductance"}) {
      assertThat(Shell.run("measure", command, "--help").out()).contains("--header", "--index");
    }
    assertThat(Shell.run("ablate", "--help").out()).contains("--header", "--index");
    assertThat(Shell.run("replay", "--help").out()).contains("--header", "--index");
  }

  @Test
  void otherWordsAreBadUsage() {
    refused(
        Shell.plane("T.csv", "y.csv", "--header", "maybe"), "--header", "'maybe' is not yes, no");
    refused(Shell.plane("T.csv", "y.csv", "--index", ""), "--index", "is not yes, no or auto");
  }

  @Test
  void rowNumbersAreAskedOfTablesOfMoreThanOneColumn() throws IOException {
    Path labels = write("y.csv", LABELS);
    JsonNode expected = values(Shell.plane(write("T.csv", PLAIN), labels, "--json"));
    Path file = write("T.csv", "7,1.5,-2.25\n3,0.5,3.25\n4,1.5,-2.25\n4,5.75,0.5\n");
    assertThat(values(Shell.plane(file, labels, "--index", "yes", "--json"))).isEqualTo(expected);
  }

  /** What is told must hold for the file, not only for its begin. */
  @Test
  void rowNumbersOfALongFileAreLeftOut() throws IOException {
    int rows = 3000;
    String text =
        IntStream.range(0, rows)
            .mapToObj(row -> String.format(Locale.ROOT, "%d,%.3f", row, row % 7 / 10.0))
            .collect(Collectors.joining("\n", ",a\n", "\n"));
    Path labels = write("y.csv", "0\n1\n".repeat(rows / 2));
    Shell.Outcome outcome = Shell.plane(write("T.csv", text), labels, "--range", "data", "--json");
    assertThat(outcome.json().at("/diagnostics/layers/T/maximum").asDouble()).isEqualTo(0.6);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, UTF_8);
  }
}
