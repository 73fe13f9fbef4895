// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());
  private static final OutputFile.Work BROKEN =
      target -> {
        throw new IOException("Broken pipe");
      };

  @TempDir private Path folder;

  /** As in {@code --csv /dev/stdout | head}. */
  @Test
  void aReaderWhoHasSeenEnoughIsNoFailure() {
    assertThatCode(() -> OutputFile.write(folder.resolve("no file"), NOWHERE, BROKEN))
        .doesNotThrowAnyException();
  }

  @Test
  void whatTheSystemSaysOfAFileIsAFailure() throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), "");
    assertThatThrownBy(() -> OutputFile.write(file, NOWHERE, BROKEN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be written: Broken pipe");
    OutputFile.Work full =
        target -> {
          throw new IOException("No space left on device");
        };
    assertThatThrownBy(() -> OutputFile.write(folder.resolve("other"), NOWHERE, full))
        .hasMessageContaining("No space left on device");
  }

  @Test
  void aHistoryIsRefusedWhateverItsNamePackedOrBehindALink() throws IOException {
    String report = "{\"schema\":1,\"run\":\"a run of other settings\"}\n";
    Path plain = Files.writeString(folder.resolve("x.svg"), "torn\n" + report);
    Path packed = folder.resolve("x.gz");
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(packed))) {
      bytes.write(report.getBytes(StandardCharsets.UTF_8));
    }
    Path link = Files.createSymbolicLink(folder.resolve("link"), plain);
    for (Path history : List.of(plain, packed, link)) {
      assertThatThrownBy(() -> OutputFile.check(history, List.of()))
          .isInstanceOf(InputException.class)
          .hasMessage(
              history
                  + ": cannot be written: it is a history, which would be lost; give another file,"
                  + " or delete it");
    }
  }

  @Test
  void whatIsNoHistoryIsReplaced() throws IOException {
    List<Path> others =
        List.of(
            Files.writeString(folder.resolve("empty"), ""),
            Files.writeString(folder.resolve("text"), "<svg>{\"schema\":1}</svg>\n"),
            Files.write(folder.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b, 8}),
            Path.of("/dev/null"));
    for (Path other : others) {
      assertThatCode(() -> OutputFile.check(other, List.of())).doesNotThrowAnyException();
    }
  }

  /** The system names the file alone, which is told already. */
  @Test
  void aFileThatCannotBeMadeIsSaidToBeSo() {
    Path file = folder.resolve("none").resolve("x.svg");
    assertThatThrownBy(
            () -> OutputFile.write(file, NOWHERE, target -> Files.writeString(target, "")))
        .isInstanceOf(InputException.class)
        .hasMessage(file + ": cannot be written: no file can be made there");
  }

  @Test
  void aDashIsStandardOutputAndWhatFailsHalfWayPrintsNothing() {
    StringWriter printed = new StringWriter();
    PrintWriter standard = new PrintWriter(printed);
    Path dash = Path.of("-");
    OutputFile.checkAll(Arrays.asList(dash, null), List.of());
    OutputFile.write(dash, standard, target -> Files.writeString(target, "größe\n"));
    assertThat(printed).hasToString("größe\n");
    OutputFile.Work half =
        target -> {
          Files.writeString(target, "half");
          throw new IOException("the rest is gone");
        };
    assertThatThrownBy(() -> OutputFile.write(dash, standard, half))
        .isInstanceOf(InputException.class);
    assertThat(printed).hasToString("größe\n");
    assertThatThrownBy(() -> OutputFile.checkAll(List.of(dash, dash), List.of()))
        .hasMessageContaining("is given for two outputs");
  }
}
