// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.RepeatableTraining;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.RunMetrics;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;

/** History and page, during a real training. */
class HistoryAndPageTest {
  private static final DataSet FLAT = Examples.flat(30, 1);

  @TempDir Path folder;

  private static void refuses(Path history, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Infoscope.builder().probe(FLAT).history(history).build())
        .withMessageStartingWith("history (" + history + ") cannot be written: it " + why)
        .matches(refused -> refused.getMessage().lines().count() == 1);
  }

  @Test
  void aHistoryThatCannotBeWrittenIsRefusedAtOnceInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "no history");
    refuses(folder.resolve("missing").resolve("run.jsonl"), "has no folder to lie in: " + folder);
    refuses(file.resolve("run.jsonl"), "has no folder to lie in: " + file);
    refuses(folder, "is no regular file");
    refuses(file, "line 1 is no report of Infoscope");
    assertThat(file).hasContent("no history");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aHistoryWhereTheSystemLetsNobodyMakeFilesIsRefusedAtOnce() {
    refuses(Path.of("/proc/run.jsonl"), "cannot be opened to write: no file can be made there");
    refuses(Path.of("/sys/run.jsonl"), "cannot be opened to write: ");
  }

  @Test
  void aHistoryThatCanBeWrittenIsNotThereBeforeTheFirstReport() {
    Path path = folder.resolve("run.jsonl");
    Infoscope.builder().probe(FLAT).history(path).build().close();
    assertThat(path).doesNotExist();
  }

  @Test
  void aHistoryThatAnotherProcessWritesIsRefusedAtOnce() throws Exception {
    Path path = Files.createFile(folder.resolve("run.jsonl"));
    try (FileChannel other = FileChannel.open(path, StandardOpenOption.WRITE);
        FileLock lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      refuses(path, "is being written");
    }
  }

  @Test
  void aRefusedHistoryLeavesNoPortOpenAndIsNotLookedAtWhenSwitchedOff() throws Exception {
    Path missing = folder.resolve("missing").resolve("run.jsonl");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    InfoscopeBuilder builder = Infoscope.builder().probe(FLAT).serve(port).history(missing);
    assertThatIllegalArgumentException().isThrownBy(builder::build);
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    assertThat(builder.enabled(false).build().uri()).isEmpty();
  }

  @Test
  void aFolderThatIsGoneWhenTrainingBeginsIsCountedAndTrainingGoesOn() throws Exception {
    Path lost = Files.createDirectory(folder.resolve("lost"));
    Recorder recorder = new Recorder();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(FLAT)
            .history(lost.resolve("run.jsonl"))
            .sink(recorder)
            .synchronous()
            .build()) {
      Files.delete(lost);
      RepeatableTraining.DROPOUT.train(3, scope.listener());
    }
    assertThat(recorder.reports).hasSize(3);
    assertThat(recorder.lastHealth().failures().get("sink:HistoryFile")).isGreaterThanOrEqualTo(3);
  }

  @Test
  void everyEpochIsInTheHistory() throws Exception {
    Path path = folder.resolve("run.jsonl");
    Recorder recorder = new Recorder();
    try (Infoscope scope =
        Infoscope.builder().probe(FLAT).history(path).sink(recorder).synchronous().build()) {
      RepeatableTraining.DROPOUT.train(3, scope.listener());
    }
    assertThat(History.read(path)).extracting(ReportEntry::epoch).containsExactly(1, 2, 3);
    assertThat(History.read(path).get(2).readings())
        .hasSameSizeAs(recorder.last().readings())
        .first()
        .extracting("value")
        .isEqualTo(recorder.last().readings().get(0).value());
  }

  @Test
  void thePageIsThereFromTheBeginningAndAsksForTheToken() throws Exception {
    try (Infoscope scope =
        Infoscope.builder().probe(FLAT).serve(0).token("s3cret").synchronous().build()) {
      HttpRequest.Builder page = HttpRequest.newBuilder(scope.uri().orElseThrow());
      assertThat(status(page)).isEqualTo(401);
      assertThat(status(page.header("Authorization", "Bearer s3cret"))).isEqualTo(200);
    }
  }

  @Test
  void theRowOfARunThatIsNotWatchedSaysWhy() throws Exception {
    String runs;
    try (Infoscope scope =
        Infoscope.builder().probe(Examples.images(10, 1)).serve(0).synchronous().build()) {
      RepeatableTraining.DROPOUT.train(1, scope.listener());
      scope.flush();
      URI list = scope.uri().orElseThrow().resolve("/runs");
      runs =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
              .body();
    }
    assertThat(runs).containsPattern("\"unwatched\":\"[^\"]*probe");
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void aBlankTokenIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Infoscope.builder().token(" "))
        .withMessageContaining("token (blank) must not be blank");
  }

  @Test
  void driftIsReadAtEveryLookUnlessItIsSwitchedOff() {
    Recorder with = new Recorder();
    try (Infoscope scope = Infoscope.builder().probe(FLAT).sink(with).synchronous().build()) {
      RepeatableTraining.DROPOUT.train(2, scope.listener());
    }
    assertThat(with.last().readings())
        .extracting(Reading::metric)
        .contains(DriftMetrics.ZSCORE, RunMetrics.FLAGGED, RunMetrics.INTERVAL);
    Recorder without = new Recorder();
    try (Infoscope scope =
        Infoscope.builder().probe(FLAT).without("drift").sink(without).synchronous().build()) {
      RepeatableTraining.DROPOUT.train(2, scope.listener());
    }
    assertThat(without.last().readings())
        .extracting(Reading::metric)
        .doesNotContain(DriftMetrics.ZSCORE)
        .contains(RunMetrics.FLAGGED);
  }

  @Test
  void closeWaitsForTwoScrapesOfTheLastReport() throws Exception {
    Infoscope scope =
        Infoscope.builder().probe(FLAT).serve(0).awaitScrapes(Duration.ofMinutes(2)).build();
    RepeatableTraining.DROPOUT.train(1, scope.listener());
    scope.finish();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(scope::close);
    HttpRequest scrape =
        HttpRequest.newBuilder(scope.uri().orElseThrow().resolve("metrics")).build();
    HttpClient client = HttpClient.newHttpClient();
    client.send(scrape, HttpResponse.BodyHandlers.ofString());
    assertThat(closing).isNotDone();
    assertThat(client.send(scrape, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    assertThat(closing).succeedsWithin(Duration.ofMinutes(1));
  }

  @Test
  void thePageStaysAfterTheEndWhereThatIsAskedForAndThenThePortIsFree() throws Exception {
    Infoscope scope =
        Infoscope.builder().probe(FLAT).serve(0).keepServing(Duration.ofHours(1)).build();
    RepeatableTraining.DROPOUT.train(1, scope.listener());
    URI page = scope.uri().orElseThrow();
    scope.close();
    HttpRequest runs = HttpRequest.newBuilder(page.resolve("runs")).build();
    HttpClient client = HttpClient.newHttpClient();
    assertThat(client.send(runs, HttpResponse.BodyHandlers.ofString()).body())
        .contains("\"epoch\":1");
    Thread keeper =
        Thread.getAllStackTraces().keySet().stream()
            .filter(each -> each.getName().equals("infoscope-page-kept"))
            .findAny()
            .orElseThrow();
    assertThat(keeper.isDaemon()).as("the process would end at once").isFalse();
    keeper.interrupt();
    keeper.join();
    assertThat(isFreeSoon(page.getPort())).isTrue();
  }

  /** Connections are closed by a thread of their own, which an interrupted keeper doesn't await. */
  private static boolean isFreeSoon(int port) throws Exception {
    for (int i = 0; i < 100; i++) {
      try (ServerSocket free = new ServerSocket(port)) {
        return free.isBound();
      } catch (BindException e) {
        Thread.sleep(100);
      }
    }
    return false;
  }

  @Test
  void aGatewayThatIsNotThereIsCountedAndTrainingGoesOn() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Recorder recorder = new Recorder();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(FLAT)
            .push(URI.create("http://127.0.0.1:" + closed))
            .sink(recorder)
            .synchronous()
            .build()) {
      RepeatableTraining.DROPOUT.train(2, scope.listener());
    }
    assertThat(recorder.reports).hasSize(2);
    assertThat(recorder.lastHealth().failures()).containsEntry("sink:PushSink", 3L);
  }
}
