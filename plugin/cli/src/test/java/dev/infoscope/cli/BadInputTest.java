// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static dev.infoscope.cli.Shell.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong: status 2, one line on standard error that says what and where, no output. */
class BadInputTest {
  @TempDir Path folder;
  private Path good;
  private Path labels;

  @BeforeEach
  void writeGoodFiles() throws IOException {
    good = csv("good.csv", "a,b\n1,2\n3,4\n5,6\n");
    labels = csv("y.csv", "0\n1\n0\n");
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badActivations")
  void badActivationsAreRefused(String content, String said) throws IOException {
    refused(Shell.plane(csv("T.csv", content), labels), "T.csv", said);
  }

  static Stream<Arguments> badActivations() {
    return Stream.of(
        arguments("", "is empty"),
        arguments("\n\n", "is empty"),
        arguments("a,b\n", "has a header and no rows"),
        arguments("1,2\n3\n5,6\n", "row 2 has 1 columns, the first line 2"),
        arguments("a,b\n1,2\n3\n5,6\n", "row 2 (line 3) has 1 columns, the first line 2"),
        arguments("1,2\n3,4,5\n5,6\n", "row 2 has 3 columns, the first line 2"),
        arguments("1,2\n3,x\n5,6\n", "row 2, column 2: 'x' is no number"),
        arguments("1,2\n3,\n5,6\n", "row 2, column 2: '' is a missing value"),
        arguments("1,b\n3,4\n5,6\n", "row 1, column 2: 'b' is no number"),
        arguments("a\n1d\n2\n3\n", "row 1 (line 2), column 1: '1d' is no number"),
        arguments("1\n0x10\n3\n", "row 2, column 1: '0x10' is no number"),
        arguments("1\n1.2.3\n3\n", "row 2, column 1: '1.2.3' is no number"),
        arguments("1\n\u0007" + "x".repeat(99) + "\n3\n", "row 2, column 1: '?xxx"),
        arguments("1;2\n3;4,5,6\n", "row 2, column 2: '4,5,6' is no number"),
        arguments("100,1.5\n101,2.5\n102,0.5\n", "column 1 counts the rows"),
        arguments("2,1.5\n1,2.5\n0,0.5\n", "column 1 counts the rows"),
        arguments("0.0,1.5\n1.0,2.5\n2.0,0.25\n", "column 1 counts the rows"),
        arguments(
            "# of a run\n1,2.5\n3,4.5\n5,6.5\n",
            "line 1 ('# of a run') is of 1 cells, the rows of 2; leave it out"),
        arguments("1,2\n\n3,4\n5,6\n", "line 2 is blank"),
        arguments("\n1,2\n3,4\n5,6\n", "line 1 is blank"),
        arguments("1,2\n\"3,4\n5,6\n", "has a quote that is not closed"),
        arguments("1,2\n3,4\n", "shape [2 x 2] does not go with the labels in"),
        arguments("1\n2\n3\n4\n5\n", "shape [5 x 1] does not go with the labels in"),
        arguments(
            "1,2\n3,nan\ninf,6\n", "2 NaN or infinite values, the first is NaN at row 2, column 2"),
        arguments(
            "1,2\n3,1e300\n5,6\n", "values from 1.0 to 1.0E300; all must be within +-1.0E100"),
        arguments(
            "1,2\n3,4\n5,-inf\n",
            "1 NaN or infinite values, the first is -Infinity at row 3, column 2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"information-plane", "neurons", "relay", "usable", "redundancy"})
  void oneRowIsTooFew(String measure) throws IOException {
    List<Object> command = new ArrayList<>(List.of("measure", measure, "--activations"));
    Path labels = csv("y.csv", "1\n");
    command.addAll(List.of(csv("one.csv", "0.5,1.5\n"), "--labels", labels));
    if (measure.equals("relay")) {
      command.addAll(List.of("--predictions", labels));
    }
    refused(Shell.run(command.toArray()), "one.csv", "1 row", " needs at least ");
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badLabels")
  void badLabelsAreRefused(String content, String said) throws IOException {
    refused(Shell.plane(good, csv("bad.csv", content)), "bad.csv", said);
  }

  static Stream<Arguments> badLabels() {
    return Stream.of(
        arguments("0\n1.5\n0\n", "row 2: label 1.5 is no integer class"),
        arguments("0\n1\nnan\n", "row 3: label NaN is no integer class"),
        arguments("0\ninf\n1\n", "row 2: label Infinity is no integer class"),
        arguments("0\n1e300\n1\n", "row 2: label 1.0E300 is beyond 2^53"),
        arguments("0,1\n1,0\n0,1\n", "labels must be one column of integers, there are 2"),
        arguments("0\n1\n", "shape [2]"),
        arguments("cat\ndog\ncat\n", "row 1 (line 2), column 1: 'dog' is no number"));
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          '<f8' # False # (3, 2) # is truncated: shape [3 x 2] needs 48 bytes of data, there are 24
          '<f8' # False # (2,) # has 8 bytes after the array its header announces
          '<f16' # False # (3,) # holds float128 ('<f16')
          '<c16' # False # (3,) # holds complex128 ('<c16')
          '|O' # False # (3,) # holds Python objects ('|O')
          '<U7' # False # (3,) # holds text ('<U7')
          '<M8[s]' # False # (3,) # holds dates ('<M8[s]')
          [('a', '<f8')] # False # (3,) # holds records
          '<x9' # False # (3,) # holds an unknown type ('<x9')
          '<f8' # False # () # has 0 dimensions, shape []
          '|V3' # False # (8,) # holds records ('|V3')
          '<f8' # False # (0, 3) # holds nothing: shape [0, 3]
          '<f8' # False # (3, 0) # holds nothing: shape [3, 0]
          '<f8' # False # (-3,) # is no shape
          '|i1' # False # (3000000000,) # shape [3000000000] is too large
          '<f8' # False # (99999999999999999999,) # is no shape
          '<f8' # Maybe # (3,) # the NPY header has no usable 'fortran_order'
          3 # False # (3,) # the NPY header has no usable 'descr'
          """,
      quoteCharacter = '`')
  void badNpyIsRefused(String descr, String fortran, String shape, String said) throws IOException {
    String header = NpyFile.header(descr, fortran, shape);
    Path file = NpyFile.write(folder.resolve("T.npy"), 1, header, new byte[24]);
    refused(Shell.plane(file, labels), "T.npy", said);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ends within the NPY header",
    "PK\u0003\u0004abcdefghijkl, is no NPY file",
    "'\u0093NUMPY', ends within the NPY header",
    "'\u0093NUMPY\u0009\u0000aaaaaaaaaaaaaaa', is NPY format version 9",
    "'\u0093NUMPY\u0001\u0000\u00ff\u0000abc', ends within the NPY header",
    "'\u0093NUMPY\u0002\u0000\u00ff\u00ff\u00ff\u00ffabc', the NPY header is damaged"
  })
  void whatIsNoNpyFileIsRefused(String content, String said) throws IOException {
    Path file = folder.resolve("T.npy");
    Files.write(file, content.getBytes(ISO_8859_1));
    refused(Shell.plane(file, labels), "T.npy", said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'shape':(", "'descr':[", "'descr':'", "'fortran_order':  "})
  @Timeout(120)
  @Tried(value = "an NPY header that a regular expression reads for hours", area = Area.RESOURCES)
  void aHeaderWithoutEndIsRefusedAtOnce(String part) throws IOException {
    String header = part.repeat((1 << 20) / part.length());
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 0, 0, 0, 0};
    ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).putInt(8, header.length());
    Path file = Files.write(folder.resolve("T.npy"), start);
    Files.writeString(file, header, ISO_8859_1, StandardOpenOption.APPEND);
    refused(Shell.plane(file, labels), "T.npy", "the NPY header is damaged: its length is ");
  }

  @Test
  @Tried(value = "a CSV file that is one cell of 40 MB", area = Area.RESOURCES)
  void aLongCellIsNamedByItsBegin() throws IOException {
    Path file = csv("T.csv", "1,2\n3," + "x".repeat(40 << 20));
    refused(Shell.plane(file, labels), "T.csv: row 2, column 2: 'xxx", "...' is no number");
  }

  @Test
  void filesThatAreNoneAreRefused() throws IOException {
    refused(Shell.plane(folder.resolve("none.csv"), labels), "none.csv", "no such file");
    refused(Shell.plane(good, folder.resolve("none.npy")), "none.npy", "no such file");
    Path directory = Files.createDirectory(folder.resolve("T.npy"));
    refused(Shell.plane(directory, labels), "T.npy", "is a directory");
    refused(Shell.plane("/dev/null", labels), "/dev/null", "is no regular file");
    refused(
        Shell.plane(csv("T.txt", "1\n2\n3\n"), labels), "T.txt", "must end in .npy, .npz or .csv");
  }

  @Test
  void aFileThatMayNotBeReadIsRefused() throws IOException {
    assumeFalse(System.getProperty("user.name").equals("root"), "root may read everything");
    assertThat(good.toFile().setReadable(false)).isTrue();
    refused(Shell.plane(good, labels), "good.csv", "permission denied");
  }

  @Test
  void aSampleThatFitsNoArrayIsRefused() throws IOException {
    int columns = 1 << 20; // in 2^11 rows that is one value more than an array holds
    int rows = 1 << 11;
    String header =
        NpyFile.header("'|b1'", "False", String.format(Locale.ROOT, "(%d, %d)", rows, columns));
    Path wide = NpyFile.write(folder.resolve("wide.npy"), 1, header, new byte[0]);
    try (RandomAccessFile content = new RandomAccessFile(wide.toFile(), "rw")) {
      content.setLength(content.length() + (long) rows * columns); // sparse
    }
    Path many = csv("many.csv", "0\n1\n".repeat(rows / 2));
    refused(
        Shell.plane(wide, many, "--sample", 3000),
        "wide.npy",
        "1048576 columns are too many for a sample of 2048 rows");
  }

  @Test
  void twoLayersOfOneNameAreRefused() throws IOException {
    Path other = Files.createDirectory(folder.resolve("b")).resolve("good.csv");
    Files.copy(good, other);
    refused(
        Shell.plane(good, labels, "--activations", other),
        "good.csv",
        "a second layer called good");
  }

  @Test
  void aLineBreakInANameStillGivesOneLine() {
    refused(Shell.plane("a\nb.csv", labels), "a b.csv", "no such file");
  }

  private Path csv(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, UTF_8);
  }
}
