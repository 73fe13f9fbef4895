// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.Infoscope;
import dev.infoscope.cli.Shell;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.dl4j.saved.AllowedClasses;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.Conditions;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.RunMetrics;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  private static final Path OLDER =
      Path.of("../publish/src/test/resources/dev/infoscope/publish/history/schema-3.jsonl");

  @TempDir Path folder;
  private Checkpoints checkpoints;
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    checkpoints = new Checkpoints(folder);
    out = folder.resolve("history.jsonl");
  }

  private Shell.Outcome replay(Object... more) {
    Stream<Object> arguments =
        Stream.of(
            "replay",
            "--checkpoints",
            checkpoints.saved(),
            "--probe",
            checkpoints.probe(),
            "--labels",
            checkpoints.labels(),
            "--out",
            out);
    return Shell.run(Stream.concat(arguments, Stream.of(more)).toArray());
  }

  private List<ReportEntry> history() throws IOException {
    return History.read(out);
  }

  private static void done(Shell.Outcome outcome, String said) {
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains(said);
    assertThat(outcome.status()).isZero();
  }

  @Test
  void checkpointsAreMeasuredInTheOrderOfTraining() throws IOException {
    checkpoints.train(Checkpoints.dense(5), 11); // net_10 comes before net_2 by name
    done(replay(), "11 checkpoints measured, 0 were there");
    assertThat(history())
        .extracting(ReportEntry::epoch)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    ReportEntry last = history().get(10);
    assertThat(last.run()).isEqualTo("nets");
    assertThat(last.iteration()).isEqualTo(11);
    assertThat(last.time()).isEqualTo("2026-01-01T00:11:00Z");
    assertThat(last.score()).as("not saved with a network").isNull();
    assertThat(last.readings())
        .extracting(ReadingEntry::metric)
        .contains("infoscope.information.label", "infoscope.causal.sensitivity")
        .doesNotContain(RunMetrics.OVERHEAD.meterName(), RunMetrics.INTERVAL.meterName());
  }

  @Test
  void tagsOfTheCommandLineAreInTheHistory() throws IOException {
    checkpoints.train(Checkpoints.dense(5), 1);
    done(
        replay("--tag", "lr=0.01", "--tag", "batch=32", "--tag", "note=a=b", "--tag", "aug=true"),
        "1 checkpoints measured");
    assertThat(history().get(0).tags())
        .isEqualTo(Map.of("lr", 0.01, "batch", 32L, "note", "a=b", "aug", true));
    assertThat(replay("--tag", "lr").err()).contains("--tag (lr) must be NAME=VALUE");
    assertThat(replay("--tag", "a=1", "--tag", "a=2").err())
        .contains("tag a (2) must be given once");
  }

  @Test
  void whatIsReadIsWhatALiveRunWouldHaveRead() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.train(network, 2);
    done(replay(), "2 checkpoints measured");
    ProbeFiles files =
        ProbeFiles.read(new TableOptions(), checkpoints.probe(), checkpoints.labels());
    Path live = folder.resolve("live.jsonl");
    try (Infoscope scope =
        Infoscope.builder()
            .probe(files.data())
            .labels(files.classes())
            .synchronous()
            .history(live)
            .build()) {
      for (String name : List.of("net_1.zip", "net_2.zip")) {
        scope.sample(
            new ModelFile(checkpoints.saved().resolve(name), AllowedClasses.ofLibraries()).read(),
            1);
      }
    }
    List<ReadingEntry> expected = ofLayers(History.read(live).get(1));
    assertThat(expected).isNotEmpty();
    assertThat(ofLayers(history().get(1))).isEqualTo(expected);
  }

  @Test
  void anInterruptedReplayGoesOnAsIfItHadNotBeen() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.train(network, 2);
    done(replay(), "2 checkpoints measured");
    checkpoints.train(network, 2);
    Files.writeString(out, Files.readString(out) + "{\"torn");
    done(replay(), "2 checkpoints measured, 2 were there");
    List<ReportEntry> resumed = history();
    assertThat(resumed).hasSize(4);
    out = folder.resolve("again.jsonl");
    done(replay(), "4 checkpoints measured");
    for (int i = 0; i < 4; i++) {
      assertThat(ofLayers(resumed.get(i))).isEqualTo(ofLayers(history().get(i))).isNotEmpty();
    }
    done(replay(), "0 checkpoints measured, 4 were there");
    Shell.Outcome other = replay("--probe-rows", 30);
    Shell.refused(other, "again.jsonl: was measured on another probe set (");
    assertThat(other.err()).hasSizeLessThan(400);
    assertThat(history()).hasSize(4);
  }

  /** As of networks that are trained by {@code fit(DataSet)}. */
  @Test
  void checkpointsOfOneEpochAreMeasuredWithAHint() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    for (int update = 1; update <= 3; update++) {
      network.setIterationCount(update);
      checkpoints.save(network, "net_" + update + ".zip");
    }
    Shell.Outcome outcome = replay();
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("all 3 checkpoints are of epoch 0", "--epochs names");
    assertThat(history()).extracting(ReportEntry::epoch).containsExactly(0, 0, 0);
    out = folder.resolve("named.jsonl");
    done(replay("--epochs", "names"), "3 checkpoints measured");
    assertThat(history()).extracting(ReportEntry::epoch).containsExactly(1, 2, 3);
  }

  /** Conductance is measured in every fifth epoch, counted from the beginning. */
  @Test
  void aMeasureThatRestsIsDueWhenItWouldHaveBeenWithoutTheInterruption() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.train(network, 6);
    done(replay(), "6 checkpoints measured");
    checkpoints.train(network, 9);
    done(replay(), "9 checkpoints measured, 6 were there");
    List<ReportEntry> resumed = history();
    out = folder.resolve("again.jsonl");
    done(replay(), "15 checkpoints measured");
    List<ReportEntry> whole = history();
    for (int i = 0; i < 15; i++) {
      assertThat(ofLayers(resumed.get(i))).as("snapshot %d", i).isEqualTo(ofLayers(whole.get(i)));
    }
    assertThat(ofLayers(whole.get(14)))
        .as("drift is judged by snapshots on both sides of the interruption")
        .anyMatch(each -> each.metric().endsWith("zscore") && each.value() != null);
    assertThat(whole)
        .filteredOn(entry -> ofLayers(entry).toString().contains("conductance"))
        .extracting(ReportEntry::epoch)
        .containsExactly(1, 5, 10, 15);
  }

  private static List<ReadingEntry> ofLayers(ReportEntry entry) {
    return entry.readings().stream().filter(reading -> reading.layer() != null).toList();
  }

  @Test
  void progressAndOpenMetricsComeOnRequest() throws IOException {
    checkpoints.train(Checkpoints.dense(5), 2);
    Path metrics = folder.resolve("out.om");
    done(replay("--openmetrics", metrics, "--run", "mine"), "2 checkpoints");
    assertThat(Files.readString(metrics))
        .contains(
            "infoscope_training_epoch{job=\"infoscope\",model=\"MultiLayerNetwork\",run=\"mine\"} 2.0 ")
        .contains(" 1767225720\n") // two minutes into 2026
        .endsWith("# EOF\n");
  }

  @Test
  void epochsCanBeReadFromTheNames() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.save(network, "run7_epoch_12_best.zip");
    checkpoints.save(network, "run7_epoch_3.zip");
    Shell.refused(
        replay(), "run7_epoch_3.zip: is of epoch 0, iteration 0, and so is run7_epoch_12");
    done(replay("--epochs", "names"), "2 checkpoints");
    assertThat(history()).extracting(ReportEntry::epoch).containsExactly(3, 12);
    checkpoints.save(network, "last.zip");
    Shell.refused(replay("--epochs", "names"), "last.zip: has no whole number in its name");
  }

  @Test
  void examplesCanHaveAShape() throws IOException {
    checkpoints.save(Checkpoints.convolutional(), "net_1.zip");
    Shell.refused(replay(), "x.csv", "must suit the network");
    Shell.refused(
        replay("--shape", "1,2,3"), "rows of 4 values are no examples of shape [1, 2, 3]");
    done(replay("--shape", "1,2,2", "--without", "causal"), "1 checkpoints measured");
    assertThat(history().get(0).readings())
        .extracting(ReadingEntry::metric)
        .contains("infoscope.information.input")
        .doesNotContain("infoscope.causal.sensitivity");
  }

  @Test
  void badInputIsRefusedBeforeAnythingIsWritten() throws IOException {
    Shell.refused(replay(), "nets: no file in it ends in .zip");
    Path text = Files.writeString(checkpoints.saved().resolve("a.zip"), "text");
    Shell.refused(replay(), "a.zip: is no network saved by DL4J");
    Files.delete(text);
    checkpoints.train(Checkpoints.dense(5), 1);
    Shell.refused(replay("--without", "nothing"), "measure (nothing) must be one of");
    Shell.refused(replay("--probe-rows", 0), "infoscope: --probe-rows (0) must be >= 1");
    Shell.refused(replay("--epochs", "days"), "--epochs (days) must be counters or names");
    Files.writeString(checkpoints.labels(), "0\n1\n");
    Shell.refused(replay(), "y.csv: shape [2 x 1] does not go with", "shape [90 x 4]");
    assertThat(out).doesNotExist();
    out = folder.resolve("none").resolve("history.jsonl");
    Shell.refused(replay(), "history.jsonl: the folder is not there");
    Shell.refused(
        Shell.run(
            "replay",
            "--checkpoints",
            folder.resolve("no"),
            "--probe",
            "x.npy",
            "--labels",
            "y.npy",
            "--out",
            out),
        "no: no such folder");
    Shell.refused(
        Shell.run("replay", "--checkpoints", folder, "--out", folder.resolve("h.jsonl")),
        "--probe");
  }

  @Test
  void aHistoryOfSomethingElseIsNotContinued() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.train(network, 2);
    done(replay(), "2 checkpoints");
    checkpoints.train(network, 1);
    Shell.refused(replay("--run", "other"), "holds run nets, not other");
    Shell.refused(replay("--seed", 2), "was measured with another seed (1, now 2)");
    assertThat(history()).hasSize(2);
    Files.delete(checkpoints.saved().resolve("net_2.zip"));
    done(replay(), "1 checkpoints measured, 1 were there");
    network.setEpochCount(1);
    network.setIterationCount(7);
    checkpoints.save(network, "late.zip");
    Shell.refused(replay(), "late.zip: is of epoch 1, iteration 7", "has gone on to epoch 3");
  }

  @Test
  void aHistoryOfAnotherNumberOfThreadsIsContinuedAndEachLineNamesItsOwn() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.train(network, 1);
    done(replay(), "1 checkpoints measured");
    Conditions here = history().get(0).provenance().conditions();
    String line = Files.readString(out);
    String elsewhere = line.replaceAll("\"ompThreads\":\\d+", "\"ompThreads\":99");
    assertThat(elsewhere).isNotEqualTo(line);
    Files.writeString(out, elsewhere);
    checkpoints.train(network, 1);
    done(replay(), "1 checkpoints measured, 1 were there");
    assertThat(history().stream().map(entry -> entry.provenance().conditions()))
        .containsExactly(here.withOmpThreads(99), here);
    assertThat(here.ompThreads()).isEqualTo(OmpThreads.count());
  }

  @Test
  void aHistoryFromBeforeThreadsWereRecordedIsContinued() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.train(network, 1);
    done(replay(), "1 checkpoints measured");
    String older = "\"threads\":\\d+,\"ompThreads\":\\d+,";
    Files.writeString(out, Files.readString(out).replaceAll(older, ""));
    checkpoints.train(network, 1);
    done(replay(), "1 checkpoints measured, 1 were there");
    assertThat(history().get(0).provenance().conditions().words())
        .endsWith("seed 1, threads not recorded");
  }

  @Test
  void theFirstSettingThatDiffersIsNamed() throws IOException {
    checkpoints.train(Checkpoints.dense(5), 1);
    done(replay(), "1 checkpoints");
    Shell.refused(
        replay("--without", "flow"),
        "was measured with other settings (flow.estimator binned:quantile:8:corrected, now not"
            + " set)");
  }

  @Test
  void aHistoryOfAnOlderSchemaIsNotContinued() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.train(network, 1);
    String old =
        Files.readString(OLDER)
            .replace("\"epoch\":1,\"iteration\":52", "\"epoch\":0,\"iteration\":0");
    Files.writeString(out, old);
    Shell.refused(
        replay("--run", "quickstart"),
        "history.jsonl: is of schema 3, whose settings cannot be compared with those of schema 4;"
            + " choose another file");
    assertThat(out).hasContent(old);
  }

  @Test
  void whatIsNoHistoryIsNotWrittenTo() throws IOException {
    checkpoints.train(Checkpoints.dense(5), 1);
    for (String text : List.of("no history\n", "no history", "a\n{\"schema\":2}\nlast")) {
      Files.writeString(out, text);
      Shell.refused(
          replay(), "history.jsonl: line 1 is no report of Infoscope; nothing was written");
      assertThat(out).hasContent(text);
    }
  }

  @Test
  void aHistoryWithTheLineEndsOfWindowsKeepsItsReports() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.train(network, 2);
    done(replay(), "2 checkpoints measured");
    String before = Files.readString(out).replace("\n", "\r\n");
    Files.writeString(out, before);
    checkpoints.train(network, 1);
    done(replay(), "1 checkpoints measured, 2 were there");
    assertThat(Files.readString(out)).startsWith(before);
    assertThat(history()).hasSize(3);
  }

  @Test
  void aHistoryThatIsBeingWrittenIsRefused() throws IOException {
    checkpoints.train(Checkpoints.dense(5), 1);
    Files.createFile(out);
    try (FileChannel other = FileChannel.open(out, StandardOpenOption.WRITE)) {
      assertThat(other.lock()).isNotNull();
      Shell.refused(replay(), "history.jsonl: is being written under another name by this process");
    }
  }

  @Test
  void oneFileForHistoryAndOpenMetricsIsRefused() throws IOException {
    checkpoints.train(Checkpoints.dense(5), 1);
    Shell.refused(replay("--openmetrics", out), "history.jsonl: cannot be written: it is an input");
    assertThat(out).doesNotExist();
  }

  @Test
  void noCheckpointIsWrittenOver() throws IOException {
    checkpoints.train(Checkpoints.dense(5), 1);
    List<Path> saved = Checkpoint.files(checkpoints.saved());
    assertThat(saved).isNotEmpty();
    byte[] before = Files.readAllBytes(saved.get(0));
    Shell.refused(
        replay("--openmetrics", saved.get(0)),
        saved.get(0) + ": cannot be written: it is an input");
    assertThat(saved.get(0)).hasBinaryContent(before);
  }

  @Test
  void checkpointsOfAnotherNetworkAreRefused() throws IOException {
    checkpoints.train(Checkpoints.dense(5), 1);
    MultiLayerNetwork wider = Checkpoints.dense(6);
    wider.setEpochCount(2);
    checkpoints.save(wider, "net_2.zip");
    Shell.refused(replay(), "net_2.zip: has 51 parameters", "net_1.zip has 43");
    assertThat(history()).as("the first is kept").hasSize(1);
  }

  @Test
  void aNetworkFullOfNanIsMeasuredAllTheSameAndSaidAloud() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.train(network, 1);
    network.getLayer(0).getParam("W").putScalar(0, Double.NaN);
    network.setEpochCount(2);
    checkpoints.save(network, "net_2.zip");
    Shell.Outcome outcome = replay();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err())
        .contains("NaN or infinity in some checkpoint", "not read: ")
        .doesNotContain("failed");
    assertThat(history()).hasSize(2);
  }
}
