// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.publish.Reports;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A history that other programs cut, move or write to while it is written. */
class HistoryRotationTest {
  @TempDir Path folder;
  private Path path;
  private HistoryFile file;

  @BeforeEach
  void name() {
    path = folder.resolve("unused");
    file = new HistoryFile(path);
  }

  @AfterEach
  void close() throws IOException {
    file.close();
  }

  private void begin(String name) throws IOException {
    path = folder.resolve(name);
    file = new HistoryFile(path);
    file.begin(Reports.RUN);
    publish(1, 2, 3);
  }

  private void publish(int... epochs) throws IOException {
    for (int epoch : epochs) {
      file.publish(Reports.of(epoch, 3));
    }
  }

  /** It is said once, with the report that found it out, which is written. */
  private void says(String what, int epoch) throws IOException {
    assertThatThrownBy(() -> publish(epoch))
        .isInstanceOf(HistoryException.class)
        .hasMessageStartingWith(path + ": " + what);
    publish(epoch + 1, epoch + 2);
  }

  private static List<Integer> epochs(Path path) throws IOException {
    return History.read(path).stream().map(ReportEntry::epoch).toList();
  }

  private static void cut(Path path, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  @Tried(value = "a history that is cut to nothing while it is written", area = Area.FILES)
  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aFileCutToNothingGoesOnWithoutAHole(String name) throws Exception {
    begin(name);
    cut(path, 0);
    says("was cut from ", 4);
    assertThat(epochs(path)).containsExactly(4, 5, 6);
    assertThat(History.forEach(path, entry -> {}).isEmpty()).isTrue();
  }

  @Tried(value = "a history that is cut inside a line while it is written", area = Area.FILES)
  @ParameterizedTest
  @CsvSource({"run.jsonl, 2", "run.jsonl, 3", "run.jsonl.gz, 2", "run.jsonl.gz, 3"})
  void aFileCutInsideALineLosesThatLineOnly(String name, int part) throws Exception {
    begin(name);
    cut(path, Files.size(path) / part + 7);
    says("was cut from ", 4);
    assertThat(epochs(path)).containsExactly(1, 4, 5, 6);
    assertThat(History.forEach(path, entry -> {}).isEmpty()).isTrue();
  }

  @Tried(value = "a history that is deleted while it is written", area = Area.FILES)
  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aDeletedFileIsBegunAnew(String name) throws Exception {
    begin(name);
    Files.delete(path);
    says("was deleted or renamed", 4);
    assertThat(epochs(path)).containsExactly(4, 5, 6);
  }

  @Tried(value = "a history that is renamed while it is written", area = Area.FILES)
  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aRenamedFileKeepsItsLinesAndTheNextGoToANewOne(String name) throws Exception {
    begin(name);
    Path moved = Files.move(path, folder.resolve("1-" + name));
    says("was deleted or renamed", 4);
    assertThat(epochs(path)).containsExactly(4, 5, 6);
    assertThat(epochs(moved)).containsExactly(1, 2, 3);
  }

  @Tried(value = "a history in whose place another is put", area = Area.FILES)
  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aFilePutInItsPlaceIsContinued(String name) throws Exception {
    begin(name);
    Path other = folder.resolve("other-" + name);
    try (HistoryFile writer = new HistoryFile(other)) {
      writer.publish(Reports.of(9, 3));
    }
    Files.delete(path);
    Files.move(other, path);
    says("was replaced", 10);
    assertThat(epochs(path)).containsExactly(9, 10, 11, 12);
  }

  @Tried(value = "a history in whose place a foreign file is put", area = Area.FILES)
  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aForeignFilePutInItsPlaceIsRefusedEachTimeAndNotChanged(String name) throws Exception {
    begin(name);
    Files.delete(path);
    Files.writeString(path, "my notes\n");
    for (int epoch = 4; epoch < 7; epoch++) {
      int next = epoch;
      assertThatThrownBy(() -> publish(next)).hasMessageContaining("nothing was written");
    }
    assertThat(path).hasContent("my notes\n");
    Files.delete(path);
    publish(7);
    assertThat(epochs(path)).containsExactly(7);
  }

  @Tried(value = "another program that writes into the history", area = Area.FILES)
  @ParameterizedTest
  @CsvSource({"run.jsonl, true", "run.jsonl, false", "run.jsonl.gz, true", "run.jsonl.gz, false"})
  void whatOthersAppendIsLeftThereAndCostsNoLine(String name, boolean ended) throws Exception {
    begin(name);
    byte[] before = Files.readAllBytes(path);
    Files.writeString(path, ended ? "hello\n" : "hello", StandardOpenOption.APPEND);
    says("has grown by " + (ended ? 6 : 5) + " bytes that are not ours", 4);
    assertThat(epochs(path)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(History.forEach(path, entry -> {}).count()).isEqualTo(1);
    assertThat(Files.readAllBytes(path)).startsWith(before);
  }

  @Tried(value = "two runs that write one history at the same time", area = Area.FILES)
  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void twoRunsOfOneProcessNeverWriteIntoEachOthersLines(String name) throws Exception {
    begin(name);
    Path same = Files.createDirectory(folder.resolve("sub")).resolve("..").resolve(name);
    List<Throwable> failed = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              try (HistoryFile second = new HistoryFile(same)) {
                for (int epoch = 1001; epoch <= 1040; epoch++) {
                  second.publish(Reports.of(epoch, 30));
                }
              } catch (IOException | RuntimeException e) {
                failed.add(e);
              }
            });
    other.start();
    publish(IntStream.rangeClosed(4, 40).toArray());
    other.join();
    publish(41);
    assertThat(failed).isEmpty();
    List<Integer> all = epochs(path);
    assertThat(all.stream().filter(epoch -> epoch < 1000))
        .isEqualTo(IntStream.rangeClosed(1, 41).boxed().toList());
    assertThat(all.stream().filter(epoch -> epoch > 1000))
        .isEqualTo(IntStream.rangeClosed(1001, 1040).boxed().toList());
  }

  @Tried(value = "a history that is a pipe nobody reads", area = Area.TRAINING)
  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aPipeIsRefusedAtOnce(String name) throws Exception {
    Path pipe = folder.resolve(name);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    HistoryFile history = new HistoryFile(pipe);
    assertThatThrownBy(() -> history.begin(Reports.RUN)).hasMessageContaining("no regular file");
    assertThatCode(history::close).doesNotThrowAnyException();
  }
}
