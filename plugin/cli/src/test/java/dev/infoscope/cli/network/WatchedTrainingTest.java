// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training in Python that runs on its own, beside a watch that is killed again and again. */
@Timeout(600)
class WatchedTrainingTest {
  private static final int EPOCHS = 12;
  private static final int KILLS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"torch", "numpy"})
  void theHistoryOfAWatchThatIsKilledIsThatOfOneThatIsNot(String framework) throws Exception {
    assumeTrue(python("-c", "import " + framework).waitFor() == 0, framework + " is not there");
    Path run = folder.resolve("run");
    Path out = folder.resolve("run.jsonl");
    Path log = folder.resolve("watch.log");
    Process training = training(framework, run);
    List<Integer> shown = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(7);
    try {
      for (int kill = 0; kill <= KILLS; kill++) {
        Files.writeString(log, "");
        Process watch = watch(run, out, log);
        try {
          if (kill == KILLS) {
            assertThat(watch.waitFor()).as(Files.readString(log)).isZero();
          } else {
            await(log, "measured: "); // one more epoch at least, then at any moment
            shown.add(epochOnThePage(log));
            Thread.sleep(random.nextInt(700));
          }
        } finally {
          watch.destroyForcibly().waitFor();
        }
      }
      assertThat(training.waitFor()).as(Files.readString(folder.resolve("python.log"))).isZero();
    } finally {
      training.destroyForcibly().waitFor();
    }
    assertThat(Files.readString(log)).contains("training is done");
    assertThat(shown).isSorted().doesNotHaveDuplicates();
    assertSameAsReplay(run, out);
  }

  private void assertSameAsReplay(Path run, Path out) throws IOException {
    Path replayed = folder.resolve("replayed.jsonl");
    Shell.Outcome outcome = Shell.run("replay", "--activations", run, "--out", replayed);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    List<ReportEntry> found = History.read(out);
    List<ReportEntry> expected = History.read(replayed);
    assertThat(found).hasSize(EPOCHS);
    for (int i = 0; i < EPOCHS; i++) {
      ReportEntry entry = found.get(i);
      assertThat(entry.readings()).as("epoch %d", i + 1).isEqualTo(expected.get(i).readings());
      assertThat(entry.matrices()).isEqualTo(expected.get(i).matrices());
      assertThat(entry.time()).isEqualTo(expected.get(i).time());
      assertThat(entry.epoch()).isEqualTo(i + 1);
    }
  }

  private Process training(String framework, Path run) throws IOException {
    Path program = folder.resolve("training_run.py");
    try (var in = WatchedTrainingTest.class.getResourceAsStream("training_run.py")) {
      Files.write(program, in.readAllBytes());
    }
    return python(
        program.toString(),
        framework,
        run.toString(),
        String.valueOf(EPOCHS),
        "0.5",
        PythonProgram.callbacks().toString());
  }

  private Process python(String... arguments) throws IOException {
    ProcessBuilder builder = PythonProgram.builder(List.of(arguments));
    builder.environment().put("OMP_NUM_THREADS", "1");
    return builder.redirectOutput(folder.resolve("python.log").toFile()).start();
  }

  private static Process watch(Path run, Path out, Path log) throws IOException {
    List<String> words = new ArrayList<>();
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

  private static void await(Path log, String words) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.readString(log).contains(words)) {
      assertThat(Instant.now()).as(Files.readString(log)).isBefore(end);
      Thread.sleep(20);
    }
  }

  private static int epochOnThePage(Path log) throws Exception {
    String address =
        Files.readString(log).lines().filter(line -> line.startsWith("http:")).toList().get(0);
    assertThat(get(address)).contains("<!doctype html>");
    String metrics = get(address + "metrics");
    assertThat(metrics).contains("infoscope_information_label_bits{");
    Matcher epoch = Pattern.compile("infoscope_training_epoch\\{.*?} (\\d+)").matcher(metrics);
    assertThat(epoch.find()).isTrue();
    return Integer.parseInt(epoch.group(1));
  }

  private static String get(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
