// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.publish.Reports;
import dev.infoscope.report.ReportEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipLinesTest {
  @TempDir Path folder;

  private Path written(String name, int epochs) throws IOException {
    Path path = folder.resolve(name);
    try (HistoryFile file = new HistoryFile(path)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        file.publish(Reports.of(epoch, 3));
      }
    }
    return path;
  }

  private static List<Integer> epochs(Path path) throws IOException {
    return History.read(path).stream().map(ReportEntry::epoch).toList();
  }

  @Test
  void everyProgramThatReadsGzipReadsTheSameLines() throws Exception {
    byte[] packed = Files.readAllBytes(written("run.jsonl.gz", 3));
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(3).allMatch(line -> line.startsWith("{\"schema\":4,"));
    assertThat(packed.length).isLessThan(text.length() / 2);
  }

  @Test
  void aFilePackedByAnotherProgramIsReadButNotWritten() throws Exception {
    Path plain = written("run.jsonl", 2);
    Path packed = folder.resolve("run.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(plain, out);
    }
    byte[] before = Files.readAllBytes(packed);
    assertThat(epochs(packed)).containsExactly(1, 2);
    assertThatThrownBy(() -> written("run.jsonl.gz", 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "run.jsonl.gz: was not packed by Infoscope from byte 0 on (unpack it");
    assertThat(packed).hasBinaryContent(before);
  }

  @Test
  void aLastLineWhoseBytesDidNotReachTheDiskIsCutBack() throws Exception {
    Path path = written("run.jsonl.gz", 2);
    byte[] lines = Files.readAllBytes(path);
    for (int i = lines.length - 200; i < lines.length; i++) {
      lines[i] = 0;
    }
    Files.write(path, lines);
    try (HistoryFile file = new HistoryFile(path)) {
      file.publish(Reports.of(7, 3));
    }
    assertThat(epochs(path)).containsExactly(1, 7);
  }

  @Test
  void aDamagedLineIsNamedAndTheOthersAreRead() throws Exception {
    Path path = written("run.jsonl.gz", 3);
    byte[] lines = Files.readAllBytes(path);
    for (int i = 40; i < 80; i++) {
      lines[i] ^= 0x55;
    }
    Files.write(path, lines, StandardOpenOption.TRUNCATE_EXISTING);
    SkippedLines skipped = History.forEach(path, entry -> {});
    assertThat(skipped.words()).contains("run.jsonl.gz: 1 damaged line was left out (line 1: ");
    assertThat(epochs(path)).containsExactly(2, 3);
  }
}
