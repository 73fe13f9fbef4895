// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.publish.Reports;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were there before: what is no history of ours is never changed. */
class HistoryRefusalTest {
  private static final String REPORT =
      "{\"schema\":2,\"run\":\"r\",\"model\":\"m\",\"epoch\":%d,\"time\":\"2026-01-01T00:00:00Z\"}";

  @TempDir Path folder;

  private static void write(Path path, int epoch) throws IOException {
    try (HistoryFile file = new HistoryFile(path)) {
      file.publish(Reports.of(epoch, 2));
    }
  }

  private static List<Integer> epochs(Path path) throws IOException {
    return History.read(path).stream().map(ReportEntry::epoch).toList();
  }

  private static void refuses(Path path, String said) throws IOException {
    byte[] before = Files.readAllBytes(path);
    assertThatThrownBy(() -> write(path, 9))
        .isInstanceOf(HistoryException.class)
        .hasMessage(path + ": " + said + "; nothing was written");
    assertThatThrownBy(() -> HistoryFile.check(path)).isInstanceOf(HistoryException.class);
    assertThat(path).hasBinaryContent(before);
  }

  static Stream<Arguments> foreign() {
    String report = String.format(Locale.ROOT, REPORT, 1);
    return Stream.of(
        Arguments.of("text\n", 1),
        Arguments.of("text without end", 1),
        Arguments.of("x", 1),
        Arguments.of("a,b\n1,2\n", 1),
        Arguments.of("\n", 1),
        Arguments.of("\0\0\0\0", 1),
        Arguments.of("\0\0\0\0\n", 1),
        Arguments.of("\u0093NUMPY\1\0v\0{'descr': '<f8'}\n\1\2\3", 1),
        Arguments.of("{\"name\":\"no report\"}\n", 1),
        Arguments.of("{\"name\":\"no report\"}", 1),
        Arguments.of("a\n{\"schema\":2}\nlast line", 1),
        Arguments.of("a\n" + report + "\nlast line", 1),
        Arguments.of(report + "\ntext\n", 2),
        Arguments.of(report + "\ntext\n{\"torn", 2),
        Arguments.of(report + "\n" + report + "\nmy notes", 3),
        Arguments.of(report + "\n\0\0\0\n\0\0\0\n", 2));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void whatIsNoHistoryIsRefusedAndNotChangedByAByte(String text, int line) throws Exception {
    Path path = folder.resolve("run.jsonl");
    Files.write(path, text.getBytes(StandardCharsets.ISO_8859_1));
    refuses(path, "line " + line + " is no report of Infoscope");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text\n", "text without end", "\0\0\0", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"})
  void whatIsNotPackedUnderThePackedNameIsNotChangedEither(String text) throws Exception {
    Path path = Files.writeString(folder.resolve("run.jsonl.gz"), text);
    refuses(path, "was not packed by Infoscope from byte 0 on (unpack it, or choose another file)");
  }

  @Test
  void aPackedHistoryUnderAPlainNameIsReadAndNotChanged() throws Exception {
    Path packed = folder.resolve("run.jsonl.gz");
    write(packed, 1);
    Path plain = Files.move(packed, folder.resolve("run.jsonl"));
    assertThat(epochs(plain)).containsExactly(1);
    refuses(plain, "is packed, and its name does not end in .gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(plain))) {
      out.write("abc".getBytes(StandardCharsets.US_ASCII));
    }
    refuses(plain, "is packed, and its name does not end in .gz");
  }

  @Test
  void linesThatEndAsOnWindowsAreContinued() throws Exception {
    Path path = folder.resolve("run.jsonl");
    String two =
        String.format(Locale.ROOT, REPORT, 1)
            + "\r\n"
            + String.format(Locale.ROOT, REPORT, 2)
            + "\r\n";
    for (String tail : List.of("", "{\"schema\":2,\"ru", "{\"schema\":2}\r", "\0\0\0", "\0\0\n")) {
      Files.writeString(path, two + tail);
      write(path, 3);
      assertThat(Files.readString(path)).startsWith(two + "{\"schema\":4,\"session\"");
      assertThat(epochs(path)).containsExactly(1, 2, 3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"sche", "{\"schema\":", "{\"schema\":2,\"session\":\"x"})
  void aFirstLineThatWasTornIsBegunAgain(String torn) throws Exception {
    Path path = Files.writeString(folder.resolve("run.jsonl"), torn);
    write(path, 4);
    assertThat(epochs(path)).containsExactly(4);
  }

  @Test
  void aFirstLineLongerThanAnyBlockIsFound() throws Exception {
    Path path = folder.resolve("run.jsonl");
    String wide =
        String.format(Locale.ROOT, REPORT, 1).replace("\"r\"", '"' + "r".repeat(200_000) + '"');
    Files.writeString(path, wide + "\n" + wide + "\n" + wide.substring(0, 150_000));
    write(path, 2);
    assertThat(epochs(path)).containsExactly(1, 1, 2);
  }

  /** Its length says where the next line is; a false one must not cost the lines behind it. */
  @Test
  void aPackedLineOfFalseLengthIsRefusedWithAllThatIsBehindIt() throws Exception {
    Path path = folder.resolve("run.jsonl.gz");
    write(path, 1);
    int first = (int) Files.size(path);
    write(path, 2);
    write(path, 3);
    byte[] bytes = Files.readAllBytes(path);
    bytes[18] = 0x7f; // the third byte of the length
    Files.write(path, bytes);
    assertThat(epochs(path)).containsExactly(1, 2, 3);
    refuses(path, "is damaged from byte 0 on");
    bytes[18] = 0;
    bytes[first + 60] ^= 0x55;
    Files.write(path, bytes);
    write(path, 4);
    assertThat(Files.size(path)).as("nothing cut off").isGreaterThan(bytes.length);
  }

  @Test
  void aFieldThatIsMissingIsNamed() throws Exception {
    Path path = folder.resolve("run.jsonl");
    String good = String.format(Locale.ROOT, REPORT, 1);
    for (String[] each :
        new String[][] {
          {good.replace("\"model\":\"m\",", ""), "model must be there, and not null"},
          {good.replace("\"r\"", "null"), "run must be there, and not null"},
          {good.replace("2026-01-01T00:00:00Z", "yesterday"), "time (yesterday) must be as 2026"},
          {good.replace("2026-", "+999999999-"), "time (+999999999-01-01T00:00:00Z) must be as"}
        }) {
      Files.writeString(path, good + "\n" + each[0] + "\n");
      assertThat(History.forEach(path, entry -> {}).words()).contains("line 2: " + each[1]);
      refuses(path, "line 2 is no report of Infoscope");
    }
  }
}
