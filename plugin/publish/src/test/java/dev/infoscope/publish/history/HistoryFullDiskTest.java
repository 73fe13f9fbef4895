// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.Reports;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that the system lets write so many blocks to a file and no more, as on a full disk. */
class HistoryFullDiskTest {

  /** Writes reports, of which only some find room. */
  static final class Writer {
    private Writer() {}

    /**
     * Writes, and makes room in the middle by moving the file away.
     *
     * @param args file
     * @throws IOException if the file cannot be moved
     */
    public static void main(String[] args) throws IOException {
      Path path = Path.of(args[0]);
      int failed = 0;
      try (HistoryFile file = new HistoryFile(path)) {
        for (int epoch = 1; epoch <= 400; epoch++) {
          if (epoch == 300) {
            Files.move(path, path.resolveSibling("full-" + path.getFileName()));
          }
          try {
            file.publish(Reports.of(epoch, 40));
          } catch (IOException e) {
            failed++;
          }
        }
      }
      System.out.println(failed);
    }
  }

  @Tried(
      value = "a disk that is full for hundreds of reports, and has room again",
      area = Area.FILES)
  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void whatFindsNoRoomIsCountedAndAllOtherLinesAreWhole(String name, @TempDir Path folder)
      throws Exception {
    Path path = folder.resolve(name);
    int blocks = name.endsWith("gz") ? 100 : 1000; // of 512 or 1024 bytes, by shell
    Process writer =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f " + blocks + "; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                path.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    assertThat(writer.waitFor()).isZero();
    List<ReportEntry> full = History.read(folder.resolve("full-" + name));
    List<ReportEntry> later = History.read(path);
    int failed = Integer.parseInt(said);
    assertThat(full).isNotEmpty().hasSizeLessThan(299);
    assertThat(later.get(0).epoch()).isEqualTo(300);
    assertThat(full.size() + later.size() + failed).isEqualTo(400);
    assertThat(History.forEach(folder.resolve("full-" + name), entry -> {}).isEmpty()).isTrue();
    assertThat(History.forEach(path, entry -> {}).isEmpty()).isTrue();
  }
}
