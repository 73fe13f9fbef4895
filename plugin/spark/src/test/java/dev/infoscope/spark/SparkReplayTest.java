// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.cli.Infoscope;
import dev.infoscope.cli.network.ReplayCommand;
import dev.infoscope.publish.history.History;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class SparkReplayTest {
  @TempDir Path folder;

  private static List<String> options(SavedTraining saved, Path out) {
    return List.of(
        "--checkpoints=" + saved.networks(),
        "--probe=" + saved.probe(),
        "--labels=" + saved.labels(),
        "--out=" + out);
  }

  /** Each line without what tells time. */
  private static String timeless(Path history) throws IOException {
    return Files.readString(history)
        .replaceAll("\"session\":\"[^\"]*\"", "")
        .replaceAll("\"durations\":[{][^}]*[}]", "");
  }

  private static String onSpark(SavedTraining saved, Path out, String... more) {
    List<String> words = new ArrayList<>(List.of("replay"));
    words.addAll(options(saved, out));
    words.addAll(List.of(more));
    StringWriter err = new StringWriter();
    int status =
        InfoscopeOnSpark.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            words.toArray(String[]::new));
    return status + err.toString();
  }

  private void requireSame(int checkpoints, int perTask, String... more) throws IOException {
    SavedTraining saved = new SavedTraining(folder).train(5, checkpoints);
    Path one = folder.resolve("one.jsonl");
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    List<String> words = new ArrayList<>(options(saved, one));
    words.addAll(List.of(more));
    CommandLine line = new CommandLine(new ReplayCommand());
    assertThat(Infoscope.run(line, nowhere, nowhere, Ansi.OFF, words.toArray(String[]::new)))
        .isZero();
    Path spark = folder.resolve("spark.jsonl");
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--checkpoints-per-task=" + perTask);
    assertThat(onSpark(saved, spark, options.toArray(String[]::new))).isEqualTo("0");
    assertThat(timeless(spark)).isEqualTo(timeless(one)).contains("infoscope.drift.zscore");
    assertThat(History.read(spark)).hasSize(checkpoints);
  }

  @Test
  void helpOffersOnlyWhatIsMeasuredOnSpark() {
    StringWriter out = new StringWriter();
    PrintWriter both = new PrintWriter(out);
    assertThat(InfoscopeOnSpark.run(both, both, "replay", "--help")).isZero();
    assertThat(out.toString())
        .contains("--checkpoints=FOLDER", "--checkpoints-per-task=N")
        .doesNotContain("--activations", "folder per");
  }

  @Test
  void theHistoryIsThatOfOneProcess() throws IOException {
    requireSame(13, 3);
  }

  /** The slowest measures are left out: twice 200 checkpoints are many. */
  @Tag("spark")
  @Test
  void theHistoryOf200CheckpointsIsThatOfOneProcess() throws IOException {
    requireSame(200, 16, "--without=flow,usable,redundancy,relay");
  }

  @Tag("spark")
  @Test
  void aNetworkThatDoesNotFitIsNamedAndNothingIsWritten() throws IOException {
    SavedTraining saved = new SavedTraining(folder).train(5, 3);
    MultiLayerNetwork other = SavedTraining.network(6);
    other.setEpochCount(4);
    Path wrong = saved.save(other, 4);
    Path out = folder.resolve("spark.jsonl");
    String said = onSpark(saved, out, "--checkpoints-per-task=1");
    assertThat(said.lines()).hasSize(1);
    assertThat(said).startsWith("2infoscope: " + wrong + ": has 51 parameters");
    assertThat(out).doesNotExist();
  }

  @Tag("spark")
  @Test
  void aTaskMeasuresAtLeastOneCheckpoint() throws IOException {
    SavedTraining saved = new SavedTraining(folder).train(5, 2);
    assertThat(onSpark(saved, folder.resolve("h.jsonl"), "--checkpoints-per-task=0"))
        .startsWith(
            "2infoscope: Invalid value for option '--checkpoints-per-task': '0' is no whole");
  }
}
