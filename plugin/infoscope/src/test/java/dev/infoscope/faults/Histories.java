// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryEntry;
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

  static void withoutFolder(Trial trial) {
    trial.builder.history(trial.folder.resolve("missing").resolve("run.jsonl"));
  }

  static void asFolder(Trial trial) throws IOException {
    Files.createDirectory(kept(trial));
  }

  static void foreign(Trial trial) throws IOException {
    Files.writeString(kept(trial), "a,b,c\n1,2,3\n");
  }

  static void locked(Trial trial) throws IOException {
    Path file = Files.createFile(kept(trial));
    FileChannel other = trial.open(FileChannel.open(file, StandardOpenOption.WRITE));
    assertThat(other.lock()).isNotNull();
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
    List<HistoryEntry> entries = History.read(file(trial));
    assertThat(entries).isNotEmpty();
    assertThat(entries.get(entries.size() - 1).epoch()).isEqualTo(Host.EPOCHS);
  }
}
