// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.Reports;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportEntry;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a history says of the end of its sessions. */
class HistoryEndTest {
  @TempDir Path folder;

  /** Epochs, whether an end is to follow, and ends, in the order of the file. */
  private static List<String> lines(Path path) throws Exception {
    List<String> lines = new ArrayList<>();
    SkippedLines skipped =
        History.forEach(
            path,
            new History.Reader() {
              @Override
              public void accept(ReportEntry entry) {
                lines.add(entry.epoch() + (entry.endFollows() == null ? "" : " to be ended"));
              }

              @Override
              public void ended(SessionEnd end) {
                lines.add(end.ended() + " at " + end.epoch() + " of " + end.plannedEpochs());
              }
            });
    assertThat(skipped.isEmpty()).isTrue();
    return lines;
  }

  private static String planned() {
    return " of " + Reports.RUN.plannedEpochs();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aRunThatIsClosedIsToldFromOneThatFinished(String name) throws Exception {
    Path path = folder.resolve(name);
    try (HistoryFile file = new HistoryFile(path)) {
      file.begin(Reports.RUN);
      file.publish(Reports.of(1, 1));
    }
    try (HistoryFile file = new HistoryFile(path)) {
      file.begin(Reports.RUN);
      file.publish(Reports.of(2, 1));
      file.finish();
    }
    assertThat(lines(path))
        .containsExactly(
            "1 to be ended",
            "closed at 1" + planned(),
            "2 to be ended",
            "finished at 2" + planned());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aRunThatIsKilledHasNoEndAndWhatGoesOnBehindItHas(String name) throws Exception {
    Path path = folder.resolve(name);
    HistoryFile killed = new HistoryFile(path);
    killed.begin(Reports.RUN);
    killed.publish(Reports.of(1, 1));
    assertThat(lines(path)).containsExactly("1 to be ended");
    killed.close();
    try (HistoryFile file = new HistoryFile(path)) {
      file.begin(Reports.RUN);
      assertThat(file.shownAt()).endsWith(", behind 1 report that is there");
      file.publish(Reports.of(2, 1));
      assertThat(file.shownAt()).endsWith(name);
    }
    assertThat(lines(path)).hasSize(4).last().isEqualTo("closed at 2" + planned());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aRunThatTrainsOnBehindItsFinishHasItsEndBehindItsLastReport(String name) throws Exception {
    Path path = folder.resolve(name);
    try (HistoryFile file = new HistoryFile(path)) {
      file.begin(Reports.RUN);
      file.publish(Reports.of(1, 1));
      file.finish();
      file.publish(Reports.of(2, 1));
    }
    assertThat(lines(path))
        .containsExactly(
            "1 to be ended",
            "finished at 1" + planned(),
            "2 to be ended",
            "finished at 2" + planned());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aRunThatIsNotWatchedSaysSoAndItsFileCanBeContinued(String name) throws Exception {
    Path path = folder.resolve(name);
    try (HistoryFile file = new HistoryFile(path)) {
      file.begin(Reports.RUN);
      file.update(new Health(0, Map.of(), Map.of(), Map.of(), "the network refuses the probe"));
      file.finish();
    }
    assertThat(lines(path)).containsExactly("unwatched at 0" + planned());
    HistoryFile.check(path);
    try (HistoryFile file = new HistoryFile(path)) {
      file.publish(Reports.of(1, 1));
    }
    assertThat(lines(path)).containsExactly("unwatched at 0" + planned(), "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void anEndThatWasTornIsNoneAndTheFileIsContinued(String name) throws Exception {
    Path path = folder.resolve(name);
    try (HistoryFile file = new HistoryFile(path)) {
      file.begin(Reports.RUN);
      file.publish(Reports.of(1, 1));
    }
    try (FileChannel torn = FileChannel.open(path, StandardOpenOption.WRITE)) {
      torn.truncate(torn.size() - 9);
    }
    assertThat(lines(path)).containsExactly("1 to be ended");
    try (HistoryFile file = new HistoryFile(path)) {
      file.begin(Reports.RUN);
      file.publish(Reports.of(2, 1));
    }
    assertThat(lines(path))
        .containsExactly("1 to be ended", "2 to be ended", "closed at 2" + planned());
  }

  /** As a program writes them that has taken the lines apart, Python's json.dumps for one. */
  @ParameterizedTest
  @ValueSource(strings = {"\"schema\": 4, \"ended\": ", " \"schema\" : 4 , \"ended\" : "})
  void anEndThatAnotherProgramWroteWithSpacesIsReadAndNoReport(String begin) throws Exception {
    Path path = folder.resolve("run.jsonl");
    try (HistoryFile file = new HistoryFile(path)) {
      file.begin(Reports.RUN);
      file.publish(Reports.of(1, 1));
    }
    String text = Files.readString(path);
    assertThat(text).contains("\"schema\":4,\"ended\":");
    Files.writeString(path, text.replace("\"schema\":4,\"ended\":", begin));
    assertThat(lines(path)).containsExactly("1 to be ended", "closed at 1" + planned());
    try (HistoryFile file = new HistoryFile(path)) {
      assertThat(file.shownAt()).endsWith(", behind 1 report that is there");
      file.publish(Reports.of(2, 1));
    }
    assertThat(lines(path)).containsExactly("1 to be ended", "closed at 1" + planned(), "2");
  }
}
