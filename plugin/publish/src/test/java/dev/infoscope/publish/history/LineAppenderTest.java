// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.publish.Reports;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that fills up in the middle of a line, wherever that is, and has room again. */
class LineAppenderTest {
  @TempDir Path folder;

  private static byte[] line(int epoch) throws IOException {
    return HistoryJson.write(HistoryEntry.of(Reports.of(epoch, 2), "s", null));
  }

  private static List<Integer> epochs(Path path) throws IOException {
    return History.read(path).stream().map(HistoryEntry::epoch).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aLineThatFindsNoRoomLeavesNoTraceAndTheNextThatDoesIsWritten(String name) throws Exception {
    LineFormat format = LineFormat.of(Path.of(name));
    long length = format.framed(line(1)).length;
    for (long room = length; room < 2 * length; room += 1 + length / 29) {
      Path path = folder.resolve(room + name);
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FullDisk disk = new FullDisk(file, room);
      try (LineAppender appender = LineAppender.over(disk, format)) {
        appender.append(line(1));
        byte[] second = line(2);
        assertThatThrownBy(() -> appender.append(second)).hasMessageContaining("No space left");
        assertThat(file.size()).as("cut back, room %d", room).isEqualTo(length);
        assertThat(epochs(path)).containsExactly(1);
        disk.room = 3 * length;
        appender.append(line(3));
        assertThat(epochs(path)).containsExactly(1, 3);
      }
    }
  }
}
