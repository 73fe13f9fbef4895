// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.RepeatableTraining;
import dev.infoscope.faults.SwitchedLogs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;

/** What a user reads in the log when all goes well, and when a port is taken. */
class LogLinesTest {
  private static final DataSet FLAT = Examples.flat(30, 1);

  private final List<String> log = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    SwitchedLogs.hand(log::add);
  }

  @AfterEach
  void silence() {
    SwitchedLogs.silence();
  }

  private List<String> of(String run) {
    return log.stream().filter(line -> line.contains("run " + run + " ")).toList();
  }

  @Test
  void aRunIsToldInALineAtItsBeginningAndOneAtItsEnd() {
    Path history = folder.resolve("run.jsonl");
    URI uri;
    try (Infoscope scope =
        Infoscope.builder()
            .probe(FLAT)
            .run("told")
            .model("small")
            .plannedEpochs(3)
            .everyEpochs(2)
            .without("flow", "relay", "conductance", "usable", "redundancy", "plasticity")
            .serve(0)
            .history(history)
            .synchronous()
            .build()) {
      uri = scope.uri().orElseThrow();
      RepeatableTraining.DROPOUT.train(3, scope.listener());
    }
    assertThat(of("told"))
        .containsExactly(
            "INFO Infoscope watches run told (small): 3 layers (first, second, output) on 30 probe"
                + " rows, after the first and every 2. epoch of 3 planned; measures: probe,"
                + " parameters, information-plane, causal, neurons; memory: 0.1 MB outside the heap"
                + " for copies of the parameters, 0.1 MB for the probe, about 0.1 MB of the heap"
                + " for a snapshot; history "
                + history
                + ", page "
                + uri,
            "INFO Infoscope: run told finished, last examined after epoch 3 of 3 planned: 3"
                + " snapshots, 3 reports; history "
                + history
                + ", page "
                + uri);
  }

  @Test
  void aRegistryIsNamedAsTheOnlyPlaceThatShowsTheReadings() {
    try (Infoscope scope =
        Infoscope.builder()
            .probe(FLAT)
            .run("metered")
            .registry(new SimpleMeterRegistry())
            .registry(new SimpleMeterRegistry() {})
            .synchronous()
            .build()) {
      RepeatableTraining.DROPOUT.train(1, scope.listener());
    }
    assertThat(of("metered"))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line).endsWith("; meters of SimpleMeterRegistry, meters of a registry"));
  }

  private static void train(String run, Path history) {
    try (Infoscope scope =
        Infoscope.builder().probe(FLAT).run(run).history(history).synchronous().build()) {
      RepeatableTraining.DROPOUT.train(2, scope.listener());
    }
  }

  @Test
  void aRunThatGoesOnInAFileSaysHowManyReportsAreThere() {
    Path history = folder.resolve("again.jsonl.gz");
    train("again", history);
    train("again", history);
    String at = "; history " + history;
    assertThat(of("again")).hasSize(4);
    assertThat(of("again").get(0)).endsWith(at);
    assertThat(of("again").get(2)).endsWith(at + ", behind 2 reports that are there");
    assertThat(of("again").get(3)).endsWith(at);
  }

  @Test
  void theLastLineDoesNotNameAHistoryThatCouldNotBeWritten() throws Exception {
    Path lost = Files.createDirectory(folder.resolve("lost"));
    try (Infoscope scope =
        Infoscope.builder()
            .probe(FLAT)
            .run("lost")
            .history(lost.resolve("run.jsonl"))
            .synchronous()
            .build()) {
      Files.delete(lost);
      RepeatableTraining.DROPOUT.train(1, scope.listener());
    }
    assertThat(of("lost").get(1))
        .contains("failures (sink:HistoryFile")
        .doesNotContain("; history");
  }

  @Test
  void aRunThatIsCutShortIsToldHowToSayThatItWasMeant() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    try (Infoscope scope = Infoscope.builder().probe(FLAT).run("cut").plannedEpochs(9).build()) {
      network.addListeners(scope.listener());
      network.fit(FLAT);
      scope.sample(network, 1);
      scope.flush();
    }
    assertThat(of("cut")).hasSize(2);
    assertThat(of("cut").get(0))
        .endsWith("; nothing shows the readings: add serve(port) or history(file)");
    assertThat(of("cut").get(1))
        .startsWith("INFO Infoscope: run cut was closed, last examined after epoch 1 of 9 planned")
        .endsWith("call finish() where a run ends on purpose");
  }

  @Test
  void aTakenPortIsToldInOneLineWithoutATrace() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Infoscope scope =
            Infoscope.builder().probe(FLAT).run("late").serve(taken.getLocalPort()).build()) {
      RepeatableTraining.DROPOUT.train(1, scope.listener());
      scope.flush();
      assertThat(log.stream().filter(line -> line.startsWith("WARN")))
          .singleElement()
          .asString()
          .startsWith("WARN Infoscope: no endpoint: cannot listen on ")
          .contains("127.0.0.1:" + taken.getLocalPort())
          .endsWith("; training goes on")
          .doesNotContain("trace");
    }
  }
}
