// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.cli.Shell;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A training in another process, by what it saves. */
@Timeout(600)
class WatchCommandTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private Path folder;

  private Shell.Outcome watch(Path run, Path out, Object... more) {
    List<Object> words = new ArrayList<>();
    words.addAll(List.of("watch", run, "--out", out, "--port", 0));
    words.addAll(List.of("--settle", "0s", "--every", "10ms"));
    words.addAll(List.of(more));
    return Shell.run(words.toArray());
  }

  @Test
  void aRunThatIsDoneIsMeasuredAndFinished() throws IOException {
    RunFolders run = new RunFolders(folder.resolve("run"));
    run.epoch(1);
    run.epoch(2);
    Files.createFile(run.run().resolve("done"));
    Path out = folder.resolve("run.jsonl");
    Shell.Outcome outcome = watch(run.run(), out);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("http://127.0.0.1:", "epoch 1 measured", "epoch 2 measured", "training is done");
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(1, 2);
  }

  @Test
  void silenceEndsTheWatchAndWhatCannotBeReadIsLeftOutByName() throws IOException {
    RunFolders run = new RunFolders(folder.resolve("run"));
    run.epoch(1);
    Path second = run.epoch(2);
    Files.writeString(second.resolve("layer2.csv"), "1,2\n3");
    run.epoch(3);
    Path out = folder.resolve("run.jsonl");
    Shell.Outcome outcome = watch(run.run(), out, "--until-silent", "300ms");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("left out: ", "layer2.csv: row 2 has 1 columns", "nothing new for");
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(1, 3);
  }

  @Test
  void anEpochWithWeightsOfAnotherShapeIsLeftOutByName() throws IOException {
    RunFolders run = new RunFolders(folder.resolve("run"));
    run.epoch(1);
    run.epoch(2);
    Files.writeString(run.epoch(3).resolve("weights/layer10.csv"), "1,2\n3,4\n");
    run.epoch(4);
    Path out = folder.resolve("run.jsonl");
    Shell.Outcome outcome = watch(run.run(), out, "--until-silent", "300ms");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("left out: ", "layer10.csv: shape [2 x 2] without bias, in the first epoch");
    RunFolders others = new RunFolders(folder.resolve("others"));
    others.epoch(1);
    others.epoch(2);
    others.epoch(4);
    Path expected = folder.resolve("others.jsonl");
    watch(others.run(), expected, "--until-silent", "300ms");
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(1, 2, 4);
    assertThat(History.read(out))
        .extracting(ReportEntry::readings)
        .isEqualTo(History.read(expected).stream().map(ReportEntry::readings).toList());
  }

  @Test
  void aFolderThatIsNotThereYetIsWaitedForInOneLine() throws IOException {
    Path run = folder.resolve("later");
    Path out = folder.resolve("run.jsonl");
    Shell.Outcome outcome = watch(run, out, "--until-silent", "10ms");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly("waits for " + run + ", which is not there yet", "nothing new for 0 s");
    Files.createDirectory(run);
    assertThat(watch(run, out, "--until-silent", "10ms").out()).doesNotContain("waits for");
  }

  @Test
  void aFileInPlaceOfAFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("h.npy"), "no folder");
    Path out = folder.resolve("run.jsonl");
    Shell.refused(watch(file, out, "--until-silent", "10ms"), file + ": is no folder");
    assertThat(out).doesNotExist();
  }

  @Test
  void checkpointsAreFollowedToo() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder);
    checkpoints.train(Checkpoints.dense(5), 2);
    Path out = folder.resolve("nets.jsonl");
    Shell.Outcome outcome =
        watch(
            checkpoints.saved(),
            out,
            "--probe",
            checkpoints.probe(),
            "--labels",
            checkpoints.labels(),
            "--until-silent",
            "300ms");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(1, 2);
  }

  /** The training keeps the last two epochs alone, and the watch is killed three times. */
  @Test
  void aWatchThatIsKilledWritesTheHistoryOfOneThatIsNot() throws Exception {
    RunFolders run = new RunFolders(folder.resolve("run"));
    RunFolders whole = new RunFolders(folder.resolve("whole"));
    Path out = folder.resolve("run.jsonl");
    Path log = folder.resolve("watch.log");
    int written = 0;
    for (int kill = 1; kill <= 4; kill++) {
      Process process = process(run.run(), out, log);
      try {
        for (int epoch = 3 * kill - 2; epoch <= 3 * kill; epoch++) {
          run.epoch(epoch);
          whole.epoch(epoch);
          written = epoch;
          await(log, "epoch " + epoch + " measured");
          if (epoch == 2) {
            assertThat(page(log)).contains("infoscope_training_epoch");
          }
          if (epoch > 2) {
            delete(run.run().resolve(String.format(Locale.ROOT, "epoch-%04d", epoch - 2)));
          }
        }
        if (kill == 4) {
          Files.createFile(run.run().resolve("done"));
          assertThat(process.waitFor()).isZero();
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    assertThat(written).isEqualTo(12);
    Path replayed = folder.resolve("whole.jsonl");
    Shell.Outcome outcome =
        Shell.run("replay", "--activations", whole.run(), "--run", "run", "--out", replayed);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    List<ReportEntry> found = History.read(out);
    List<ReportEntry> expected = History.read(replayed);
    assertThat(found).extracting(ReportEntry::epoch).hasSize(12);
    for (int i = 0; i < 12; i++) {
      assertThat(found.get(i).readings())
          .as("epoch %d", i + 1)
          .isEqualTo(expected.get(i).readings());
      assertThat(found.get(i).matrices()).isEqualTo(expected.get(i).matrices());
      assertThat(found.get(i).time()).isEqualTo(expected.get(i).time());
    }
  }

  /** The training deletes what distances are held against, which is not the first epoch. */
  @Test
  void aWatchOfARunThatBeganWithNanGoesOnAsIfItHadNotBeenInterrupted() throws IOException {
    RunFolders run = new RunFolders(folder.resolve("run"));
    RunFolders whole = new RunFolders(folder.resolve("whole"));
    Path out = folder.resolve("run.jsonl");
    run.brokenEpoch(1);
    whole.brokenEpoch(1);
    for (int epoch = 2; epoch <= 6; epoch++) {
      run.epoch(epoch);
      whole.epoch(epoch);
      if (epoch > 4) {
        Shell.Outcome outcome = watch(run.run(), out, "--until-silent", "300ms");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        delete(run.run().resolve(String.format(Locale.ROOT, "epoch-%04d", epoch - 3)));
      }
    }
    Path replayed = folder.resolve("whole.jsonl");
    Shell.Outcome outcome =
        Shell.run("replay", "--activations", whole.run(), "--run", "run", "--out", replayed);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(History.read(out))
        .extracting(ReportEntry::readings)
        .isEqualTo(History.read(replayed).stream().map(ReportEntry::readings).toList());
  }

  @Test
  void aSecondWatchOfAHistoryIsRefusedFromTheFirstMomentToTheLast() throws Exception {
    RunFolders run = new RunFolders(folder.resolve("run"));
    Path out = folder.resolve("run.jsonl");
    Path log = folder.resolve("watch.log");
    Process first = process(run.run(), out, log);
    try {
      Instant end = Instant.now().plus(PATIENCE);
      while (!Files.exists(out)) {
        assertThat(Instant.now()).isBefore(end);
        Thread.sleep(20);
      }
      Thread.sleep(200); // between the file and its lock
      for (int epoch = 1; epoch <= 3; epoch++) {
        Shell.Outcome second = watch(run.run(), out, "--until-silent", "10ms");
        assertThat(second.status()).isEqualTo(2);
        assertThat(second.err()).contains("run.jsonl").contains("is being written by another");
        run.epoch(epoch);
        await(log, "epoch " + epoch + " measured");
      }
    } finally {
      first.destroyForcibly().waitFor();
    }
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(1, 2, 3);
    run.epoch(4);
    Shell.Outcome after = watch(run.run(), out, "--until-silent", "300ms");
    assertThat(after.status()).as(after.err()).isZero();
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(1, 2, 3, 4);
  }

  /** A limit on the size of files stands in for a full disk; a new file of that name has room. */
  @Test
  void anEpochThatFindsNoRoomIsWrittenOnceThereIsSome() throws Exception {
    RunFolders run = new RunFolders(folder.resolve("run"));
    Path out = folder.resolve("run.jsonl");
    Path log = folder.resolve("watch.log");
    Process watch =
        process(List.of("sh", "-c", "ulimit -f 400; exec \"$@\"", "sh"), run.run(), out, log);
    int epochs = 0;
    try {
      while (!Files.exists(log) || !Files.readString(log).contains("waits: ")) {
        assertThat(epochs).as(Files.exists(log) ? Files.readString(log) : "").isLessThan(40);
        run.epoch(++epochs);
        awaitOneOf(log, "waits: ", "epoch " + epochs + " measured:");
      }
      run.epoch(++epochs); // comes after the one that waits
      Thread.sleep(200); // some looks
      Files.move(out, folder.resolve("full.jsonl"));
      await(log, "epoch " + epochs + " measured");
      Files.createFile(run.run().resolve("done"));
      assertThat(watch.waitFor()).as(Files.readString(log)).isZero();
    } finally {
      watch.destroyForcibly().waitFor();
    }
    List<Integer> all = new ArrayList<>();
    History.read(folder.resolve("full.jsonl")).forEach(report -> all.add(report.epoch()));
    assertThat(all).hasSize(epochs - 2);
    History.read(out).forEach(report -> all.add(report.epoch()));
    assertThat(all).isEqualTo(IntStream.rangeClosed(1, epochs).boxed().toList());
    String said = Files.readString(log);
    assertThat(said).containsOnlyOnce("waits: " + out + ": cannot be written: ");
    assertThat(said)
        .containsPattern("goes on: could not be written (1 time|\\d+ times), and now was")
        .doesNotContain("left out");
  }

  /** As a program that rotates logs does. */
  @Test
  void anEpochBehindAHistoryThatWasMovedAwayIsMeasuredAndThatIsSaid() throws Exception {
    RunFolders run = new RunFolders(folder.resolve("run"));
    Path out = folder.resolve("run.jsonl");
    Path log = folder.resolve("watch.log");
    Process watch = process(run.run(), out, log);
    try {
      run.epoch(1);
      await(log, "epoch 1 measured");
      Files.move(out, folder.resolve("moved.jsonl"));
      run.epoch(2);
      awaitOneOf(log, "epoch 2 measured:", "left out: ");
      Files.createFile(run.run().resolve("done"));
      assertThat(watch.waitFor()).as(Files.readString(log)).isZero();
    } finally {
      watch.destroyForcibly().waitFor();
    }
    assertThat(Files.readString(log))
        .containsOnlyOnce(out + ": was deleted or renamed while it was written")
        .contains("epoch 2 measured:")
        .doesNotContain("left out");
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(2);
  }

  /** What waits at the end is not written, and whoever called it learns so. */
  @Test
  void aWatchThatEndsWhileAnEpochFindsNoRoomFails() throws Exception {
    RunFolders run = new RunFolders(folder.resolve("run"));
    for (int epoch = 1; epoch <= 40; epoch++) {
      run.epoch(epoch);
    }
    Files.createFile(run.run().resolve("done"));
    Path out = folder.resolve("run.jsonl");
    Path log = folder.resolve("watch.log");
    Process watch =
        process(List.of("sh", "-c", "ulimit -f 64; exec \"$@\"", "sh"), run.run(), out, log);
    try {
      assertThat(watch.waitFor()).as(Files.readString(log)).isEqualTo(2);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    assertThat(Files.readString(log)).contains("infoscope: " + out + ": cannot be written: ");
    Shell.Outcome later = watch(run.run(), out);
    assertThat(later.status()).as(later.err()).isZero();
    assertThat(History.read(out))
        .extracting(ReportEntry::epoch)
        .hasSize(40)
        .doesNotHaveDuplicates();
  }

  /** Its labels, which are of other examples, and its layers say nothing of those that follow. */
  @Test
  void anEpochThatIsLeftOutIsNotTheFirst() throws IOException {
    RunFolders run = new RunFolders(folder.resolve("run"));
    RunFolders whole = new RunFolders(folder.resolve("whole"));
    Path first = run.epoch(1);
    Files.delete(run.run().resolve("labels.csv"));
    for (int epoch = 2; epoch <= 3; epoch++) {
      Path own = run.epoch(epoch);
      whole.epoch(epoch);
      Path labels = Files.copy(whole.run().resolve("labels.csv"), own.resolve("labels.csv"));
      Files.setLastModifiedTime(labels, FileTime.from(Instant.EPOCH));
    }
    String others = Files.readString(whole.run().resolve("labels.csv"));
    Files.writeString(first.resolve("labels.csv"), others.replaceFirst("0\n1\n", "1\n0\n"));
    Files.writeString(first.resolve("weights/layer10.csv"), "1\n2\n3\n");
    Path out = folder.resolve("run.jsonl");
    Shell.Outcome outcome = watch(run.run(), out, "--until-silent", "300ms");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out()).containsOnlyOnce("left out: ").contains("layer10");
    Path expected = folder.resolve("whole.jsonl");
    watch(whole.run(), expected, "--until-silent", "300ms");
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(2, 3);
    assertThat(History.read(out))
        .extracting(ReportEntry::readings)
        .isEqualTo(History.read(expected).stream().map(ReportEntry::readings).toList());
  }

  @Test
  void aHistoryThatIsEmptyIsGoneOnWith() throws IOException {
    RunFolders run = new RunFolders(folder.resolve("run"));
    Path out = folder.resolve("run.jsonl");
    Shell.Outcome nothing = watch(run.run(), out, "--until-silent", "10ms");
    assertThat(nothing.status()).as(nothing.err()).isZero();
    run.epoch(1);
    Shell.Outcome outcome = watch(run.run(), out, "--until-silent", "300ms");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(1);
  }

  private static Process process(Path run, Path out, Path log) throws IOException {
    return process(List.of(), run, out, log);
  }

  private static Process process(List<String> before, Path run, Path out, Path log)
      throws IOException {
    List<String> words = new ArrayList<>(before);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx400m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of("dev.infoscope.cli.Infoscope", "watch", run.toString()));
    words.addAll(List.of("--out", out.toString(), "--port", "0", "--settle", "50ms"));
    words.addAll(List.of("--every", "20ms"));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static void await(Path log, String line) throws Exception {
    awaitOneOf(log, line + ":");
  }

  private static void awaitOneOf(Path log, String... lines) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(log) || Stream.of(lines).noneMatch(Files.readString(log)::contains)) {
      assertThat(Instant.now()).as(Files.readString(log)).isBefore(end);
      Thread.sleep(20);
    }
  }

  private static String page(Path log) throws Exception {
    String address =
        Files.readString(log).lines().filter(line -> line.startsWith("http:")).toList().get(0);
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + "metrics")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
