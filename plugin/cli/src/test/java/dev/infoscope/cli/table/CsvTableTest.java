// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.cli.table.TableForm.Choice;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text tables, labels, matrices and the files that are written, each from its smallest case. */
class CsvTableTest {
  private static final TableForm PLAIN = new TableForm(Choice.NO, Choice.NO);
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("a.csv");
  }

  private Table table(TableForm form, String text) throws IOException {
    Files.writeString(file, text);
    return CsvTable.of(file, form);
  }

  private static double[] all(Table table) {
    double[] values = new double[200];
    try (RowReader reader = table.open()) {
      int rows = reader.read(values, 200 / table.columns());
      return Arrays.copyOf(values, rows * table.columns());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-0.5, -0.5",
    "+2, 2",
    ".25, 0.25",
    "1e3, 1000",
    "1E-2, 0.01",
    "' 7 ', 7",
    "nan, NaN",
    "NaN, NaN",
    "-nan, NaN",
    "inf, Infinity",
    "+Infinity, Infinity",
    "-INF, -Infinity",
    "1e999, Infinity"
  })
  void numbersAreReadAsNumPyWritesThem(String text, double value) {
    assertThat(CsvNumber.parse(text)).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "abc", "1,5", "0x10", "1f", "1d", "--1", "1e", "e", ".", "1_000", "infi"})
  void whatJavaTakesBesidesOrNothingTakesIsNoNumber(String text) {
    assertThat(CsvNumber.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2\n3,4\n",
        "1,2\n3,4",
        "1,2\r\n3,4\r\n",
        "\uFEFF1,2\n3,4\n",
        "1;2\n3;4\n",
        "1\t2\n3\t4\n",
        "\"1\",\"2\"\n3,4\n",
        "1,2\n3,4\n\n\n"
      })
  void theSameNumbersAreReadFromEveryDialect(String text) throws IOException {
    Table table = table(PLAIN, text);
    assertThat(table.columns()).isEqualTo(2);
    assertThat(all(table)).containsExactly(1, 2, 3, 4);
    assertThat(table.declaredRows()).isEmpty();
  }

  @Test
  void headersAndRowNumbersAreLeftOutWhereTheUserSaysSo() throws IOException {
    TableForm both = new TableForm(Choice.YES, Choice.YES);
    Table table = table(both, ",a,b\n0,1,2\n1,3,4\n");
    assertThat(table.columns()).isEqualTo(2);
    assertThat(all(table)).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2~3~            | row 2 has 1 columns, the first line 2; leave out what is no row",
        "1,2~3,4,5~        | row 2 has 3 columns, the first line 2; leave out what is no row",
        "1,2~3,x~          | row 2, column 2: 'x' is no number",
        "1,2~3,~           | row 2, column 2: '' is a missing value; leave out its row",
        "1,2~~3,4~         | line 2 is blank; leave it out"
      })
  void whatIsWrongIsSaidWithItsPlace(String text, String said) throws IOException {
    Table table = table(PLAIN, text.strip().replace("~", "\n"));
    assertThatThrownBy(() -> all(table))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": " + said);
  }

  @Test
  void aHeaderAloneIsNoTable() {
    assertThatThrownBy(() -> table(new TableForm(Choice.YES, Choice.NO), "a,b\n"))
        .hasMessageEndingWith("has a header and no rows");
  }

  @Test
  void labelsAreClassesInTheOrderOfTheirValues() throws IOException {
    LabelColumn labels = LabelColumn.of(table(PLAIN, "7\n-2\n7\n100\n-2\n"));
    assertThat(labels.rows()).isEqualTo(5);
    assertThat(labels.classes()).containsExactly(-2, 7, 100);
    assertThat(labels.file()).isEqualTo(file);
    try (LabelColumn.Reader reader = labels.open()) {
      assertThat(reader.read(2)).containsExactly(1, 0);
      assertThat(reader.read(3)).containsExactly(1, 2, 0);
    }
  }

  @Test
  void labelsThatChangeWhileTheyAreReadAreRefused() throws IOException {
    LabelColumn labels = LabelColumn.of(table(PLAIN, "0\n1\n"));
    Files.writeString(file, "0\n2\n");
    try (LabelColumn.Reader reader = labels.open()) {
      assertThatThrownBy(() -> reader.read(2)).hasMessageEndingWith("changed while it was read");
    }
    Files.writeString(file, "0\n");
    try (LabelColumn.Reader reader = labels.open()) {
      assertThatThrownBy(() -> reader.read(2)).hasMessageEndingWith("changed while it was read");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, row 1: label 0.5 is no integer class",
    "nan, row 1: label NaN is no integer class",
    "inf, row 1: label Infinity is no integer class",
    "9007199254740992, row 1: label 9.007199254740992E15 is beyond 2^53"
  })
  void labelsAreIntegersThatADoubleTellsApart(String label, String said) throws IOException {
    Table table = table(PLAIN, label + "\n");
    assertThatThrownBy(() -> LabelColumn.of(table)).hasMessageContaining(said);
    Table largest = table(PLAIN, "9007199254740991\n");
    assertThat(LabelColumn.of(largest).classes()).containsExactly(9007199254740991L);
  }

  @Test
  void aColumnOfContinuousNumbersIsNoColumnOfLabels() throws IOException {
    String many =
        IntStream.rangeClosed(0, LabelClasses.MOST)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining("\n"));
    Table table = table(PLAIN, many);
    assertThatThrownBy(() -> LabelColumn.of(table))
        .hasMessageEndingWith("more than 65536 different labels");
    Table two = table(PLAIN, "0,1\n");
    assertThatThrownBy(() -> LabelColumn.of(two))
        .hasMessageContaining("labels must be one column of integers, there are 2");
  }

  @Test
  void classesAreSortedHoweverTheyCome() {
    LabelClasses classes = new LabelClasses();
    for (int i = 0; i < 100; i++) {
      assertThat(classes.add((i * 37 % 100) - 50)).isTrue();
      assertThat(classes.add((i * 37 % 100) - 50)).as("again").isTrue();
    }
    assertThat(classes.sorted()).hasSize(100).isSorted().startsWith(-50).endsWith(49);
  }

  @ParameterizedTest
  @CsvSource({
    "nan, NaN at row 2, 'column 2 (counted from 1); all must be finite'",
    "-inf, -Infinity at row 2, 'column 2 (counted from 1); all must be finite'",
    "1e101, 1.0E101 at row 2, 'column 2 (counted from 1); all must be within +-1.0E100'"
  })
  void matricesHoldNumbersThatCanBeSquared(String bad, String what, String where)
      throws IOException {
    Table table = table(PLAIN, "1,2\n3," + bad + "\n");
    assertThatThrownBy(() -> Matrix.of(table)).hasMessageEndingWith(what + ", " + where);
  }

  @Test
  void aMatrixIsAllRowsSideBySide() throws IOException {
    Matrix matrix = Matrix.of(table(PLAIN, "1,2\n3,-1e100\n5,6\n"));
    assertThat(matrix.rows()).isEqualTo(3);
    assertThat(matrix.columns()).isEqualTo(2);
    assertThat(matrix.values()).containsExactly(1, 2, 3, -1e100, 5, 6);
  }

  @ParameterizedTest
  @CsvSource({
    "layer1.npy, layer1",
    "a.b.csv, a.b",
    ".hidden, .hidden",
    "plain, plain",
    "dir/x.csv, x"
  })
  void aLayerIsCalledByTheStemOfItsFile(String path, String stem) {
    assertThat(FileStem.of(Path.of(path))).isEqualTo(stem);
    assertThat(FileStem.of(Path.of("a\u0007b.npy"))).isEqualTo("a?b");
  }

  @Test
  void whatIsPrintedOfAFileIsShortAndHarmless() {
    assertThat(Printable.shortened("a\nb\u001B[31m")).isEqualTo("'a?b?[31m'");
    assertThat(Printable.shortened("x".repeat(40))).isEqualTo("'" + "x".repeat(40) + "'");
    assertThat(Printable.shortened("x".repeat(41))).isEqualTo("'" + "x".repeat(40) + "...'");
  }

  @Test
  void anOutputIsNeitherAnInputNorAFolderNorGivenTwice() throws IOException {
    Path input = Files.writeString(folder.resolve("in.csv"), "1\n");
    Path out = folder.resolve("out.csv");
    OutputFile.checkAll(Arrays.asList(out, null, folder.resolve("other.csv")), List.of(input));
    refused(List.of(input), input, "cannot be written: it is an input");
    Path around = folder.resolve("sub").resolve("..").resolve("in.csv");
    Files.createDirectory(folder.resolve("sub"));
    refused(List.of(around), input, "cannot be written: it is an input");
    refused(List.of(folder), input, "cannot be written: it is a folder");
    refused(
        List.of(folder.resolve("none").resolve("x.csv")),
        input,
        "cannot be written: the folder is not there");
    refused(
        List.of(out, folder.resolve("sub").resolve("..").resolve("out.csv")),
        input,
        "cannot be written: it is given for two outputs");
  }

  private static void refused(List<Path> outputs, Path input, String said) {
    assertThatThrownBy(() -> OutputFile.checkAll(outputs, List.of(input)))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(said);
  }

  /** A link that leads to a file that is not there yet leads to the same output. */
  @Test
  void linksAreFollowedBeforeTheyAreCompared() throws IOException {
    Path input = Files.writeString(folder.resolve("in.csv"), "1\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("in.csv"));
    refused(List.of(link), input, "cannot be written: it is an input");
    Path dangling = Files.createSymbolicLink(folder.resolve("later.csv"), Path.of("out.csv"));
    refused(
        List.of(folder.resolve("out.csv"), dangling),
        input,
        "cannot be written: it is given for two outputs");
    Path round = Files.createSymbolicLink(folder.resolve("round.csv"), Path.of("round.csv"));
    OutputFile.checkAll(List.of(round, folder.resolve("out.csv")), List.of());
  }

  @Test
  void failuresToWriteAreBadInputWithTheirReason() {
    assertThatThrownBy(
            () ->
                OutputFile.write(
                    file,
                    new PrintWriter(Writer.nullWriter()),
                    target -> {
                      throw new IOException("disk is full");
                    }))
        .isInstanceOf(InputException.class)
        .hasMessage(file + ": cannot be written: disk is full");
    assertThatThrownBy(
            () ->
                OutputFile.write(
                    file,
                    new PrintWriter(Writer.nullWriter()),
                    target -> {
                      throw new AccessDeniedException("x");
                    }))
        .hasMessage(file + ": cannot be written: permission denied");
  }
}
