// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What becomes of a history file before and while it is written. */
final class Histories {
  private Histories() {}

  private static Path file(Trial trial) {
    return trial.folder.resolve("run.jsonl");
  }

  private static Path kept(Trial trial) {
    Path file = file(trial);
    trial.builder.history(file);
    return file;
  }

  static void withoutFolder(Trial trial) throws IOException {
    Path lost = Files.createDirectory(trial.folder.resolve("lost"));
    trial.builder.history(lost.resolve("run.jsonl"));
    trial.beforeTraining(() -> Files.delete(lost));
  }

  static void asFolder(Trial trial) {
    Path file = kept(trial);
    trial.beforeTraining(() -> Files.createDirectory(file));
  }

  static void foreign(Trial trial) {
    Path file = kept(trial);
    trial.beforeTraining(() -> Files.writeString(file, "a,b,c\n1,2,3\n"));
  }

  static void locked(Trial trial) {
    Path file = kept(trial);
    trial.beforeTraining(
        () -> {
          Files.createFile(file);
          FileChannel other = trial.open(FileChannel.open(file, StandardOpenOption.WRITE));
          assertThat(other.lock()).isNotNull();
        });
  }

  static void deleted(Trial trial) {
    Path file = kept(trial);
    trial.atAnEpoch(() -> Files.delete(file));
  }

  static void cut(Trial trial) {
    Path file = kept(trial);
    trial.atAnEpoch(
        () -> {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(trial.random.nextLong(channel.size()));
          }
        });
  }

  static void renamed(Trial trial) {
    Path file = kept(trial);
    trial.atAnEpoch(() -> Files.move(file, file.resolveSibling("old.jsonl")));
  }

  static void counted(Trial trial) throws Exception {
    Fault.counted("sink:HistoryFile").on(trial);
  }

  static void countedAndReadable(Trial trial) throws Exception {
    counted(trial);
    List<ReportEntry> entries = History.read(file(trial));
    assertThat(entries).isNotEmpty();
    assertThat(entries.get(entries.size() - 1).epoch()).isEqualTo(Host.EPOCHS);
  }
}
