// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static dev.infoscope.cli.Shell.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.cli.Shell;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder per epoch is a run. */
class ActivationsReplayTest {
  @TempDir private Path folder;
  private RunFolders run;
  private Path out;

  @BeforeEach
  void start() throws IOException {
    run = new RunFolders(folder.resolve("torch run"));
    out = folder.resolve("run.jsonl");
  }

  private Shell.Outcome replay(Object... more) {
    Object[] words = new Object[5 + more.length];
    System.arraycopy(
        new Object[] {"replay", "--activations", run.run(), "--out", out}, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    return Shell.run(words);
  }

  private List<ReportEntry> history() throws IOException {
    return History.read(out);
  }

  private static void done(Shell.Outcome outcome) {
    assertThat(outcome.status()).as(outcome.err()).isZero();
  }

  private static ReadingEntry reading(ReportEntry entry, String metric, Map<String, String> with) {
    return entry.readings().stream()
        .filter(each -> each.metric().equals(metric))
        .filter(each -> each.labels().entrySet().containsAll(with.entrySet()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFolderPerEpochIsARun() throws IOException {
    for (int epoch = 1; epoch <= 3; epoch++) {
      run.epoch(epoch);
    }
    Files.createDirectories(run.run().resolve(".partial-0004"));
    done(replay());
    List<ReportEntry> entries = history();
    assertThat(entries).extracting(ReportEntry::epoch).containsExactly(1, 2, 3);
    assertThat(entries).extracting(ReportEntry::iteration).containsExactly(10, 20, 30);
    assertThat(entries).extracting(ReportEntry::score).containsExactly(1.0, 0.5, 1.0 / 3);
    assertThat(entries.get(2).time()).isEqualTo("2026-01-01T00:03:00Z");
    assertThat(entries.get(0).run()).isEqualTo("torch run");
    assertThat(entries.get(0).layers()).extracting("name").containsExactly("layer2", "layer10");
    ReadingEntry accuracy = reading(entries.get(1), "infoscope.probe.accuracy", Map.of());
    assertThat(accuracy.value()).isEqualTo(0.75);
    assertThat(reading(entries.get(1), "infoscope.scalar", Map.of("name", "learning rate")).value())
        .isEqualTo(0.01);
    assertThat(reading(entries.get(2), "infoscope.training.interval", Map.of()).value())
        .isEqualTo(60);
    assertThat(entries.get(0).readings())
        .extracting(ReadingEntry::metric)
        .contains("infoscope.information.input", "infoscope.relay.information", "infoscope.flow")
        .doesNotContain("infoscope.overhead");
  }

  @Test
  void whatIsMissingIsNamedOnceAndTheRestIsMeasured() throws IOException {
    run.epoch(1);
    done(replay());
    assertThat(history().get(0).skipped())
        .containsEntry("all layers (conductance)", "needs the network; there are files of it")
        .containsEntry("inputs (flow)", "no inputs.npy, .npz or .csv beside the epochs")
        .containsEntry("layer2 (causal)", "its weights are not saved")
        .containsEntry(
            "layer10 (causal)", "no activation function is said, in its weights or in layers.json");
    Files.delete(run.run().resolve("epoch-0001/predictions.csv"));
    out = folder.resolve("other.jsonl");
    done(replay());
    assertThat(history().get(0).skipped())
        .containsEntry(
            "all layers (relay, ablation)",
            "no predictions: no predictions.npy, .npz or .csv, and no --predict for the last"
                + " layer");
    out = folder.resolve("said.jsonl");
    done(replay("--predict", "largest"));
    assertThat(history().get(0).skipped()).doesNotContainKey("all layers (relay, ablation)");
  }

  @Test
  void weightsBringTheCausalPlaneAndTheMotionOfParameters() throws IOException {
    Files.writeString(
        run.run().resolve("layers.json"),
        "{\"layers\": [\"layer2\", {\"name\": \"layer10\", \"activation\": \"tanh\"}]}");
    run.epoch(1);
    run.epoch(2);
    done(replay());
    ReadingEntry sensitivity = reading(history().get(1), "infoscope.causal.sensitivity", Map.of());
    assertThat(sensitivity.layer()).isEqualTo("layer10");
    assertThat(sensitivity.value()).isPositive();
    // One of six weights moves by 0.1; their magnitudes at epoch 2 are 0.5 + 0.21 + 1.5 + 0.25 +
    // 0.125 + 0.75.
    assertThat(
            history().get(1).readings().stream()
                .filter(each -> each.metric().startsWith("infoscope.parameter"))
                .toList())
        .isNotEmpty();
  }

  @Test
  void aRunThatGoesOnIsMeasuredAsIfItHadNotBeenInterrupted() throws IOException {
    for (int epoch = 1; epoch <= 13; epoch++) {
      run.epoch(epoch);
      if (epoch == 1 || epoch == 6 || epoch == 12) {
        done(replay());
      }
    }
    List<ReportEntry> whole = resumedAsWhole();
    assertThat(whole).hasSize(13);
    assertThat(reading(whole.get(12), "infoscope.drift.zscore", Map.of()).value()).isNotNull();
  }

  /** The history of a run that is measured at once, as is that of one that goes on. */
  private List<ReportEntry> resumedAsWhole() throws IOException {
    done(replay());
    List<ReportEntry> resumed = history();
    out = folder.resolve("whole.jsonl");
    done(replay());
    List<ReportEntry> whole = history();
    assertThat(resumed).hasSameSizeAs(whole);
    for (int i = 0; i < whole.size(); i++) {
      assertThat(resumed.get(i).readings()).as("epoch %d", i).isEqualTo(whole.get(i).readings());
      assertThat(resumed.get(i).matrices()).isEqualTo(whole.get(i).matrices());
      assertThat(resumed.get(i).time()).isEqualTo(whole.get(i).time());
    }
    return whole;
  }

  /** What distances are held against is not the first epoch, nor one of the last two. */
  @Test
  void aRunThatBeganWithNanGoesOnAsIfItHadNotBeenInterrupted() throws IOException {
    for (int epoch = 1; epoch <= 8; epoch++) {
      if (epoch <= 2) {
        run.brokenEpoch(epoch);
      } else {
        run.epoch(epoch);
      }
      if (epoch == 1 || epoch == 7) {
        done(replay());
      }
    }
    List<ReportEntry> whole = resumedAsWhole();
    assertThat(whole).hasSize(8);
    String distance = "infoscope.parameters.distance";
    assertThat(reading(whole.get(1), distance, Map.of()).flags()).containsExactly("not_finite");
    assertThat(reading(whole.get(2), distance, Map.of()).value()).isZero();
    assertThat(reading(whole.get(7), distance, Map.of()).value()).isPositive();
    assertThat(whole.get(2).skipped()).doesNotContainKey("layer10 (not_finite)");
  }

  @Test
  void epochsOfOtherExamplesLayersOrWidthsAreRefusedWithThePlace() throws IOException {
    run.epoch(1);
    Path second = run.epoch(2);
    Files.writeString(second.resolve("labels.csv"), "1\n".repeat(RunFolders.ROWS));
    refused(replay(), "labels.csv: row 1 has label 1, in the first epoch it has 0");
    Files.delete(second.resolve("labels.csv"));
    Files.delete(out);
    Files.move(second.resolve("layer2.csv"), second.resolve("layer3.csv"));
    refused(replay(), "epoch-0002: lacks layers [layer2] and has layers [layer3]");
    Files.delete(out);
    Files.delete(second.resolve("layer3.csv"));
    Files.writeString(second.resolve("layer2.csv"), "0.5\n1.5\n".repeat(RunFolders.ROWS / 2));
    refused(replay(), "layer2.csv: 1 units, in the first epoch 3");
  }

  @Test
  void turnedWeightsAreRefusedWithTheCure() throws IOException {
    Path first = run.epoch(1);
    Files.writeString(first.resolve("weights/layer10.csv"), "0.5,1.5,2.5\n0.5,1.5,0.25\n");
    refused(replay(), "shape [2 x 3] does not go with the 2 units", "in PyTorch weight.T");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layer10.csv | 1,2\\n3,4\\n | [2 x 2] without bias",
        "layer10.bias.csv | 0.5\\n0.25\\n | [3 x 2] with bias"
      })
  void weightsOfAnotherShapeThanInTheFirstEpochAreRefusedWithBoth(
      String file, String content, String shape) throws IOException {
    run.epoch(1);
    run.epoch(2);
    Path weights = run.epoch(3).resolve("weights");
    Files.writeString(weights.resolve(file), content.translateEscapes());
    refused(
        replay(),
        weights.resolve("layer10.csv") + ": shape " + shape,
        "in the first epoch with weights [3 x 2] without bias; all epochs must be of one network");
    assertThat(history()).extracting(ReportEntry::epoch).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "labels.csv",
        "layers.json",
        "epoch-0001/layer2.csv",
        "epoch-0001/scalars.json",
        "epoch-0001/weights/layer10.csv"
      })
  void noFileOfTheRunIsWrittenOver(String file) throws IOException {
    run.epoch(1);
    Files.writeString(run.run().resolve("layers.json"), "[\"layer2\", \"layer10\"]");
    Path input = run.run().resolve(file);
    String before = Files.readString(input);
    refused(replay("--openmetrics", input), input + ": cannot be written: it is an input");
    assertThat(Files.readString(input)).isEqualTo(before);
    assertThat(out).doesNotExist();
  }

  @Test
  void whatIsExportedIntoTheFolderOfTheRunIsReplaced() throws IOException {
    run.epoch(1);
    Path exported = run.run().resolve("run.om");
    done(replay("--openmetrics", exported));
    run.epoch(2);
    done(replay("--openmetrics", exported));
    assertThat(exported).content().contains("infoscope_training_epoch").contains("# EOF");
  }

  @Test
  void aFolderWithoutEpochsOrLabelsIsRefused() throws IOException {
    refused(replay(), "holds no folder with a number in its name");
    run.epoch(1);
    Files.delete(run.run().resolve("labels.csv"));
    refused(replay(), "has no labels.npy, .npz or .csv; nor has epoch-0001");
    refused(replay("--probe", folder.resolve("x.csv")), "--probe goes with --checkpoints");
    refused(Shell.run("replay", "--out", out), "Missing required argument (specify one of these)");
    refused(
        Shell.run("replay", "--checkpoints", folder, "--out", out),
        "Missing required option: '--probe=FILE'");
  }

  @Test
  void labelsOfTheRunAndOthersInItsFirstEpochAreRefused() throws IOException {
    Path shared = run.run().resolve("labels.csv");
    Path own = run.epoch(1).resolve("labels.csv");
    Files.copy(shared, own);
    done(replay());
    Files.delete(out);
    Files.writeString(own, Files.readString(shared).replaceFirst("0\n1\n", "0\n0\n"));
    refused(
        replay(), own + ": differs from " + shared + ", from row 2 on; delete the one that is not");
    Files.delete(shared);
    done(replay());
  }

  @Test
  void whatLayersJsonSaysThatIsNotKnownIsRefusedOrNamed() throws IOException {
    run.epoch(1);
    Path layout = run.run().resolve("layers.json");
    String layers = "[\"layer2\", {\"name\": \"layer10\", %s}]";
    Files.writeString(layout, String.format(Locale.ROOT, layers, "\"activaton\": \"tanh\""));
    refused(
        replay(), "layers.json: layer layer10 has activaton; what is known of a layer is name,");
    Files.writeString(layout, String.format(Locale.ROOT, layers, "\"activation\": 5"));
    refused(replay(), "layers.json: activation (5) of layer10 must be text");
    Files.writeString(layout, "{\"layers\": [\"layer2\", \"layer10\"], \"activation\": \"tanh\"}");
    refused(replay(), "layers.json: has activation beside layers, which is not known");
    Files.writeString(layout, "[\"layer2\"");
    refused(replay(), "layers.json: is no JSON: ", "line: 1, column: ");
    assertThat(replay().err()).doesNotContain("REDACTED");
    Files.writeString(layout, String.format(Locale.ROOT, layers, "\"activation\": \"tahn\""));
    done(replay());
    assertThat(history().get(0).skipped().get("layer10 (range)")).contains("tahn");
  }

  /** A limit on the size of files stands in for a full disk. */
  @Test
  void aHistoryThatCannotBeWrittenFurtherIsSaidToBeSo() throws Exception {
    for (int epoch = 1; epoch <= 20; epoch++) {
      run.epoch(epoch);
    }
    List<String> words = new ArrayList<>(List.of("sh", "-c", "ulimit -f 64 && exec \"$@\"", "sh"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx400m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of("dev.infoscope.cli.Infoscope", "replay", "--activations"));
    words.addAll(List.of(run.run().toString(), "--out", out.toString()));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(2);
    assertThat(said).contains("run.jsonl: cannot be written: File too large");
  }

  @Test
  void aFolderWithoutANumberIsNamed() throws IOException {
    run.epoch(1);
    Path other = Files.createDirectory(run.run().resolve("final"));
    Shell.Outcome outcome = replay();
    done(outcome);
    assertThat(outcome.err()).contains(other + ": no number in its name");
  }

  @Test
  void aHistoryOnStandardOutputIsRefusedWithTheReason() throws IOException {
    run.epoch(1);
    Path standard = Path.of("-");
    refused(
        Shell.run("replay", "--activations", run.run(), "-o", standard),
        "-: a history cannot go to standard output, as it is continued; give --out a file");
    refused(Shell.run("watch", run.run(), "-o", standard, "-p", 0), "give --out a file");
    assertThat(standard).doesNotExist();
    assertThat(Path.of("-.kept")).doesNotExist();
  }

  @Test
  void aTableOfAnotherFormThanTheFirstIsToldOncePerLayer() throws IOException {
    for (int epoch = 1; epoch <= 3; epoch++) {
      Path layer = run.epoch(epoch).resolve("layer2.csv");
      if (epoch > 1) {
        StringBuilder indexed = new StringBuilder(",a,b,c\n");
        List<String> lines = Files.readAllLines(layer);
        for (int row = 0; row < lines.size(); row++) {
          indexed.append(row).append(',').append(lines.get(row)).append('\n');
        }
        Files.writeString(layer, indexed);
      }
    }
    Shell.Outcome outcome = replay();
    done(outcome);
    assertThat(outcome.err().lines().filter(line -> line.contains("layer2.csv")))
        .hasSize(1)
        .first()
        .asString()
        .contains("epoch-0002", "unlike in the first epoch", "read as row names");
  }

  @Test
  void aTableWithoutTheFormOfTheFirstIsToldToo() throws IOException {
    Path layer = run.epoch(1).resolve("layer2.csv");
    Files.writeString(layer, Files.readString(layer).replace(',', ';'));
    run.epoch(2);
    Shell.Outcome outcome = replay();
    done(outcome);
    assertThat(outcome.err())
        .contains("epoch-0001")
        .containsPattern("epoch-0002.*layer2.csv: unlike in the first epoch, read as it stands");
  }

  @Test
  void columnsInAnotherOrderThanInTheFirstEpochAreRefused() throws IOException {
    String[] headers = {"a,b,c\n", "c,b,a\n"};
    for (int epoch = 1; epoch <= 2; epoch++) {
      Path layer = run.epoch(epoch).resolve("layer2.csv");
      Files.writeString(layer, headers[epoch - 1] + Files.readString(layer));
    }
    refused(
        replay(),
        "epoch-0002",
        "layer2.csv: column 1 is c, in the first epoch a; write the columns in the same order");
  }

  @Test
  void valuesThatAreNotFiniteAreMeasuredAsOfATrainingThatGoesAstray() throws IOException {
    run.epoch(1);
    Path second = run.epoch(2);
    Path layer = second.resolve("layer2.csv");
    Files.writeString(layer, Files.readString(layer).replaceFirst("^[^,]*", "nan"));
    Shell.Outcome outcome = replay();
    done(outcome);
    assertThat(outcome.err()).contains("NaN or infinity").contains("layer2");
    assertThat(history().get(1).skipped()).containsKey("layer2 (not_finite)");
  }
}
