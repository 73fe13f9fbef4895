// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.Reports;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills a process that writes a history, again and again, at random moments: {@code
 * infoscope.kills} times, 6 by default; with compressed lines a third as often.
 */
class HistoryKillTest {
  private static final int KILLS = Integer.getInteger("infoscope.kills", 6);

  /** Writes reports without end and says which are on disk. */
  static final class Writer {
    private Writer() {}

    /**
     * Writes.
     *
     * @param args file, first epoch
     * @throws IOException if writing fails
     */
    public static void main(String[] args) throws IOException {
      try (HistoryFile file = new HistoryFile(Path.of(args[0]))) {
        for (int epoch = Integer.parseInt(args[1]); ; epoch++) {
          file.publish(Reports.of(epoch, 40));
          System.out.println(epoch);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"run.jsonl, 1", "run.jsonl.gz, 3"})
  void everyLineSaidToBeWrittenSurvivesAndTheFileIsContinued(
      String name, int rarer, @TempDir Path folder) throws Exception {
    int kills = KILLS / rarer;
    Path path = folder.resolve(name);
    SplittableRandom random = new SplittableRandom(1);
    int next = 1;
    for (int kill = 0; kill < kills; kill++) {
      int acknowledged = writeUntilKilled(path, next, random.nextInt(1, 40), random.nextInt(3));
      int last = lastOfUnbroken(path);
      assertThat(last).as("kill %d", kill).isGreaterThanOrEqualTo(acknowledged);
      next = last + 1;
    }
    System.out.printf(Locale.ROOT, "%s: %d kills, %d lines, none lost%n", name, kills, next - 1);
  }

  private static int writeUntilKilled(Path path, int from, int lines, int pauseMillis)
      throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                path.toString(),
                String.valueOf(from))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String last = null;
    try (BufferedReader said = writer.inputReader()) {
      for (int i = 0; i < lines; i++) {
        last = said.readLine();
      }
      TimeUnit.MILLISECONDS.sleep(pauseMillis);
      writer.toHandle().destroyForcibly(); // leaves the stream open, so that the rest is read
      writer.waitFor();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        last = line.isEmpty() ? last : line;
      }
    }
    assertThat(last).as("the writer began").isNotNull();
    return Integer.parseInt(last);
  }

  private static int lastOfUnbroken(Path path) throws IOException {
    int[] epoch = {0};
    History.forEach(path, entry -> assertThat(entry.epoch()).isEqualTo(++epoch[0]));
    return epoch[0];
  }
}
