// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.RepeatableTraining;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;

/** Runs of one name at the same time, and what is left of runs that are over. */
class DuplicateRunNameTest {
  private static final DataSet FLAT = Examples.flat(30, 1);

  @TempDir Path folder;
  private final List<Infoscope> open = new ArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    open.forEach(Infoscope::close);
  }

  private static InfoscopeBuilder builder(String run) {
    return Infoscope.builder().probe(FLAT).run(run).synchronous();
  }

  private Infoscope trained(InfoscopeBuilder builder, int epochs) {
    Infoscope scope = builder.build();
    open.add(scope);
    RepeatableTraining.DROPOUT.train(epochs, scope.listener());
    return scope;
  }

  private List<String> epochs() {
    Stream<Gauge> found = registry.find("infoscope.training.epoch").gauges().stream();
    return found
        .map(gauge -> gauge.getId().getTag("run") + " at " + (int) gauge.value())
        .sorted()
        .toList();
  }

  private static String get(int port, String path) throws Exception {
    URI uri = URI.create(String.format(Locale.ROOT, "http://127.0.0.1:%d/%s", port, path));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static List<String> scraped(int port) throws Exception {
    return get(port, "metrics")
        .lines()
        .filter(line -> line.startsWith("infoscope_training_epoch{"))
        .map(line -> line.replaceAll(".*run=\"([^\"]*)\".* ([0-9]+).*", "$1 at $2"))
        .sorted()
        .toList();
  }

  @Tried(value = "two runs of one name on one port", area = Area.NAMES)
  @Test
  void twoRunsOfOneNameOnOnePortKeepTheirOwnSeries() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Infoscope first = trained(builder("r").serve(port), 3);
    Infoscope second = trained(builder("r").serve(port), 1);
    assertThat(scraped(port)).containsExactly("r at 3", "r-2 at 1");
    assertThat(get(port, "runs")).contains("\"run\":\"r\"", "\"run\":\"r-2\"");
    long both = get(port, "metrics").lines().filter(line -> line.contains("run=\"r-2\"")).count();
    first.close();
    assertThat(scraped(port)).containsExactly("r-2 at 1");
    assertThat(get(port, "metrics").lines().filter(line -> line.contains("run=\"r-2\"")).count())
        .isEqualTo(both)
        .isGreaterThan(10);
    trained(builder("r").serve(port), 2);
    assertThat(scraped(port)).as("a name is free when its run is closed").contains("r at 2");
    second.close();
    trained(builder("r").serve(port), 4);
    assertThat(scraped(port)).as("the page still shows r-2").containsExactly("r at 2", "r-3 at 4");
  }

  @Tried(value = "two runs of one name in one registry", area = Area.NAMES)
  @Test
  void twoRunsOfOneNameInOneRegistryKeepTheirOwnSeries() {
    Infoscope first = trained(builder("r").registry(registry), 3);
    Infoscope second = trained(builder("r").registry(registry), 1);
    assertThat(epochs()).containsExactly("r at 3", "r-2 at 1");
    first.close();
    assertThat(epochs()).containsExactly("r-2 at 1");
    second.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Tried(
      value = "two runs of one name, one in a registry and one in a composite of it",
      area = Area.NAMES)
  @Test
  void aRegistryAndACompositeOfItAreOnePlace() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    composite.add(registry);
    trained(builder("r").registry(registry), 3);
    trained(builder("r").registry(composite), 1);
    assertThat(epochs()).containsExactly("r at 3", "r-2 at 1");
  }

  @Tried(value = "a run that its user gave the name that a suffix would make", area = Area.NAMES)
  @Test
  void aSuffixIsFreeEvenIfAUserNamedARunSo() {
    trained(builder("r-2").registry(registry), 1);
    trained(builder("r").registry(registry), 2);
    trained(builder("r").registry(registry), 3);
    trained(builder("r-2").registry(registry), 4);
    assertThat(epochs()).containsExactly("r at 2", "r-2 at 1", "r-2-2 at 4", "r-3 at 3");
  }

  @Test
  void runsThatShareNothingOrHaveOtherModelsKeepTheirNames() {
    Recorder other = new Recorder();
    trained(builder("r").registry(registry), 1);
    trained(builder("r").registry(new SimpleMeterRegistry()).sink(other), 2);
    trained(builder("r").model("another").registry(registry), 3);
    assertThat(other.last().run().name()).isEqualTo("r");
    assertThat(epochs()).containsExactly("r at 1", "r at 3");
  }

  @Tried(value = "two runs of one name with one history", area = Area.NAMES)
  @Test
  void oneNameHoldsInMetersHistoryAndOwnSinks() throws Exception {
    Path path = folder.resolve("run.jsonl");
    Recorder recorder = new Recorder();
    trained(builder("r").history(path), 2);
    Recorder second = recorder;
    trained(builder("r").history(path).registry(registry).sink(second), 3);
    assertThat(second.last().run().name()).isEqualTo("r-2");
    assertThat(epochs()).containsExactly("r-2 at 3");
    assertThat(History.read(path))
        .extracting(ReportEntry::run)
        .containsExactly("r", "r", "r-2", "r-2", "r-2");
    assertThat(second.lastHealth().failures()).doesNotContainKey("sink:HistoryFile");
  }

  @Tried(value = "a host that lives on and trains one network after the other", area = Area.NAMES)
  @Test
  void metersOfAClosedRunLeaveTheHostsRegistry() {
    for (int run = 1; run <= 3; run++) {
      try (Infoscope scope = builder("trial-" + run).registry(registry).build()) {
        RepeatableTraining.DROPOUT.train(1, scope.listener());
        assertThat(registry.getMeters().size()).isGreaterThan(50);
      }
      assertThat(registry.getMeters()).isEmpty();
    }
  }

  @Test
  void metersStayIfThatIsAskedFor() {
    trained(builder("r").keepMeters().registry(registry), 2).close();
    assertThat(epochs()).containsExactly("r at 2");
    trained(builder("r").registry(registry), 1);
    assertThat(epochs()).as("the next of the name takes their place").containsExactly("r at 1");
    open.forEach(Infoscope::close);
    assertThat(registry.getMeters()).isEmpty();
  }

  @Tried(value = "a host's registry that denies everything", area = Area.FAILURES)
  @Test
  void refusedMetersAreCountedAndTrainingGoesOn() {
    registry.config().meterFilter(MeterFilter.deny());
    Recorder recorder = new Recorder();
    trained(builder("r").registry(registry).sink(recorder), 3);
    assertThat(recorder.reports).hasSize(3);
    assertThat(recorder.lastHealth().failures().get("sink:MeterSink"))
        .isBetween(1L, 4L); // of three reports and of the end
  }

  @Tried(value = "a history that is deleted while a network trains", area = Area.FILES)
  @Test
  void aHistoryThatIsDeletedIsCountedAndGoesOn() throws Exception {
    Path path = folder.resolve("run.jsonl");
    Recorder recorder = new Recorder();
    Infoscope scope = trained(builder("r").history(path).sink(recorder), 2);
    Files.delete(path);
    scope.sample(RepeatableTraining.DROPOUT.network(), 3);
    scope.close();
    assertThat(History.read(path)).extracting(ReportEntry::epoch).containsExactly(3);
    assertThat(recorder.lastHealth().failures()).containsEntry("sink:HistoryFile", 1L);
  }
}
