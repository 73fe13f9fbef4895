// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.publish.Reports;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that fills up in the middle of a line, wherever that is, and has room again. */
class LineFileTest {
  @TempDir Path folder;

  private static byte[] line(int epoch) throws IOException {
    return HistoryJson.write(Reports.of(epoch, 2).entry().written("s", null));
  }

  private static List<Integer> epochs(Path path) throws IOException {
    return History.read(path).stream().map(ReportEntry::epoch).toList();
  }

  @Tried(value = "a disk that fills up in the middle of a line of the history", area = Area.FILES)
  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aLineThatFindsNoRoomLeavesNoTraceAndTheNextThatDoesIsWritten(String name) throws Exception {
    LineFormat format = LineFormat.of(Path.of(name));
    long length = format.framed(line(1)).length;
    for (long room = length; room < 2 * length; room += 1 + length / 29) {
      Path path = folder.resolve(room + name);
      FileChannel file = FileChannel.open(path, CREATE, APPEND);
      FullDisk disk = new FullDisk(file, room);
      FileChannel reading = FileChannel.open(path, READ);
      try (LineFile appender = LineFile.over(reading, disk, format, null)) {
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
