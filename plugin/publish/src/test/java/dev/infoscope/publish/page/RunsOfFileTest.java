// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsOfFileTest {
  private final SampleRun sample = new SampleRun(2, 3);
  @TempDir Path folder;

  private EpochReport report(String run, String model, int epoch) {
    EpochReport report = sample.report(epoch);
    Run named = new Run(run, model, 3, sample.run().provenance());
    return new EpochReport(
        named, report.moment(), report.readings(), report.skipped(), report.durations());
  }

  private static RunsOfFile<List<String>> read(Path path) throws Exception {
    return RunsOfFile.read(
        path,
        new RunsOfFile.Maker<>() {
          @Override
          public List<String> begin(ReportEntry first) {
            return new ArrayList<>();
          }

          @Override
          public void add(List<String> run, ReportEntry entry) {
            run.add(entry.run() + "/" + entry.model() + " " + entry.epoch());
          }
        });
  }

  @Test
  void runsThatAlternateInAFileAreToldApartByNameAndModel() throws Exception {
    Path path = folder.resolve("run.jsonl");
    try (HistoryFile file = new HistoryFile(path)) {
      file.publish(report("a", "mlp", 1));
      file.publish(report("b", "mlp", 1));
      file.publish(report("a", "cnn", 1));
      file.publish(report("a", "mlp", 2));
    }
    assertThat(read(path).runs())
        .containsExactly(List.of("a/mlp 1", "a/mlp 2"), List.of("b/mlp 1"), List.of("a/cnn 1"));
  }

  @Test
  void aResumedRunKeepsWhatWasBeforeItsCheckpointAndOtherRunsKeepAll() throws Exception {
    Path path = folder.resolve("run.jsonl");
    try (HistoryFile file = new HistoryFile(path)) {
      for (int epoch : new int[] {1, 2, 3}) {
        file.publish(report("resumed", "mlp", epoch));
        file.publish(report("other", "mlp", epoch));
      }
      file.publish(report("resumed", "mlp", 2));
    }
    assertThat(read(path).runs())
        .containsExactly(
            List.of("resumed/mlp 1", "resumed/mlp 2"),
            List.of("other/mlp 1", "other/mlp 2", "other/mlp 3"));
  }

  @Test
  void aRunThatBeganAnewIsReadFromItsNewBeginning() throws Exception {
    Path path = folder.resolve("run.jsonl");
    try (HistoryFile file = new HistoryFile(path)) {
      for (int epoch : new int[] {2, 3, 1, 2}) {
        file.publish(report("a", "mlp", epoch));
      }
    }
    assertThat(read(path).runs()).containsExactly(List.of("a/mlp 1", "a/mlp 2"));
  }

  /** Writes a session of a run. */
  private void session(Path path, String run, int... epochs) throws Exception {
    try (HistoryFile file = new HistoryFile(path)) {
      for (int epoch : epochs) {
        file.publish(report(run, "mlp", epoch));
      }
    }
  }

  @Test
  void aSessionThatBeginsAnewIsARunOfItsOwnAndCostsTheEarlierOneNothing() throws Exception {
    Path path = folder.resolve("run.jsonl");
    session(path, "a", 1, 2);
    session(path, "a", 1, 2, 3);
    session(path, "a", 1);
    assertThat(read(path).runs())
        .containsExactly(
            List.of("a/mlp 1", "a/mlp 2"),
            List.of("a (2)/mlp 1", "a (2)/mlp 2", "a (2)/mlp 3"),
            List.of("a (3)/mlp 1"));
  }

  @Test
  void aSessionThatGoesOnFromACheckpointBelongsToTheRunThatWasBegunLast() throws Exception {
    Path path = folder.resolve("run.jsonl");
    session(path, "a", 1, 2);
    session(path, "a", 1, 2, 3);
    session(path, "a", 3);
    assertThat(read(path).runs())
        .containsExactly(
            List.of("a/mlp 1", "a/mlp 2"), List.of("a (2)/mlp 1", "a (2)/mlp 2", "a (2)/mlp 3"));
  }

  @Test
  void theNameOfASessionIsNeverThatOfAnotherRun() throws Exception {
    Path path = folder.resolve("run.jsonl");
    session(path, "a (2)", 1);
    session(path, "a", 1);
    session(path, "a", 1);
    session(path, "a (3)", 1);
    assertThat(read(path).runs())
        .containsExactly(
            List.of("a (2)/mlp 1"),
            List.of("a/mlp 1"),
            List.of("a (3)/mlp 1"),
            List.of("a (3) (2)/mlp 1"));
  }

  @Test
  void aFileWithoutReportsIsNamed() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.jsonl"));
    assertThatThrownBy(() -> read(empty)).hasMessageContaining("empty.jsonl: holds no report");
  }
}
