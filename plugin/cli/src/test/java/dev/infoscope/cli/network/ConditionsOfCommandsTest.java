// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.cli.Infoscope;
import dev.infoscope.cli.Shell;
import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.report.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Whatever command prints a result names the version, the seed and the threads behind it. */
class ConditionsOfCommandsTest {
  private static final String VERSION = Provenance.currentVersion();
  private static final String NET = "--model nets/net_1.zip --probe x.csv --labels y.csv";

  /** Of each command that answers: the options, whether a seed is used, whether a network runs. */
  private record Answering(String options, boolean seeded, boolean runsNetwork) {}

  private static final Map<String, Answering> ANSWERING =
      Map.of(
          "measure information-plane",
          new Answering("--activations x.csv --labels y.csv --seed 5", true, false),
          "measure causal",
          new Answering("--weights w.csv --activation tanh --joint --bins 2 --seed 5", true, false),
          "measure relay",
          new Answering(
              "--activations x.csv --labels y.csv --predictions y.csv --split-half --seed 5",
              true,
              false),
          "measure neurons",
          new Answering("--activations x.csv --labels y.csv --seed 5", true, false),
          "measure usable",
          new Answering("--activations x.csv --labels y.csv --seed 5", true, false),
          "measure redundancy",
          new Answering("--activations x.csv --labels y.csv --seed 5", true, false),
          "measure flow",
          new Answering("--layer x.csv --layer y.csv --seed 5", true, false),
          "measure conductance",
          new Answering(NET + " --steps 2 --seed 5", true, true),
          "ablate",
          new Answering(NET + " --test x.csv --test-labels y.csv --seed 5", true, true));

  /** Commands that answer in files, and what they write. */
  private static final Map<String, String> WRITING =
      Map.of(
          "replay",
          "--checkpoints nets --probe x.csv --labels y.csv --seed 5 --out out.jsonl",
          "report",
          "--history run.jsonl --out out.html",
          "export",
          "--history run.jsonl --csv out.csv",
          "serve",
          "--history run.jsonl --port 0 --seconds 1");

  /** Commands that go on from what others have written, with tests of their own. */
  private static final Set<String> CONTINUING = Set.of("watch", "compare");

  /** Commands about the commands, with tests of their own. */
  private static final Set<String> OF_THE_PROGRAM = Set.of("completion", "manual");

  /** Commands that measure and write, and so draw at random. */
  private static final Set<String> DRAWING = Set.of("replay", "watch");

  @TempDir static Path folder;

  @BeforeAll
  static void prepare() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder);
    checkpoints.train(Checkpoints.dense(5), 1);
    Files.writeString(folder.resolve("w.csv"), "0.5,-1\n2,0.25\n");
    assertThat(run("replay", WRITING.get("replay").replace("out.", "run.")).err()).isEmpty();
  }

  private static Shell.Outcome run(String command, String options) {
    List<Object> words = new ArrayList<>(List.of(command.split(" ")));
    for (String word : options.split(" ")) {
      boolean file = word.matches("(nets/?|\\w+\\.(csv|jsonl|html|om)).*");
      words.add(file ? folder.resolve(word) : word);
    }
    return Shell.run(words.toArray());
  }

  static Stream<String> answering() {
    return ANSWERING.keySet().stream().sorted();
  }

  @Test
  void eachCommandIsTried() {
    Map<String, CommandLine> leaves = new TreeMap<>();
    collect("", new CommandLine(Infoscope.class), leaves);
    assertThat(
            Stream.of(ANSWERING.keySet(), WRITING.keySet(), CONTINUING, OF_THE_PROGRAM)
                .flatMap(Set::stream))
        .containsExactlyInAnyOrderElementsOf(leaves.keySet());
    leaves.forEach(
        (name, line) ->
            assertThat(line.getCommandSpec().findOption("--seed") != null)
                .as(name)
                .isEqualTo(ANSWERING.containsKey(name) || DRAWING.contains(name)));
  }

  private static void collect(String name, CommandLine line, Map<String, CommandLine> leaves) {
    if (line.getSubcommands().isEmpty()) {
      leaves.put(name.strip(), line);
    }
    line.getSubcommands().forEach((word, sub) -> collect(name + " " + word, sub, leaves));
  }

  @ParameterizedTest
  @MethodSource("answering")
  void theTextEndsWithVersionSeedAndThreads(String command) {
    Answering how = ANSWERING.get(command);
    Shell.Outcome outcome = run(command, how.options());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    String omp = how.runsNetwork() ? ompThreads() : "";
    assertThat(outcome.out())
        .endsWith(
            "infoscope " + VERSION + ", seed 5, 1 analysis thread" + omp + System.lineSeparator())
        .containsOnlyOnce("seed 5");
  }

  private static String ompThreads() {
    int count = OmpThreads.count();
    return ", " + count + (count == 1 ? " OMP thread" : " OMP threads");
  }

  @ParameterizedTest
  @MethodSource("answering")
  void theJsonNamesVersionSeedAndThreads(String command) {
    Answering how = ANSWERING.get(command);
    JsonNode parameters = run(command, how.options() + " --json").json().get("parameters");
    assertThat(parameters.get("version").asText()).isEqualTo(VERSION);
    assertThat(parameters.get("threads").asInt()).isEqualTo(1);
    assertThat(parameters.get("seed").asLong()).isEqualTo(5);
    assertThat(parameters.has("ompThreads")).isEqualTo(how.runsNetwork());
    if (how.runsNetwork()) {
      assertThat(parameters.get("ompThreads").asInt()).isEqualTo(OmpThreads.count());
    }
  }

  @Test
  void aSeedIsNotNamedWhereNothingWasDrawn() {
    Map<String, String> exact =
        Map.of(
            "measure information-plane",
            "--activations x.csv --labels y.csv --null 0",
            "measure causal",
            "--weights w.csv --activation tanh",
            "measure neurons",
            "--activations x.csv --labels y.csv --null 0",
            "measure redundancy",
            "--activations x.csv --labels y.csv --null 0",
            "measure flow",
            "--layer x.csv --layer y.csv --estimator binned",
            "measure conductance",
            NET + " --steps 2 --null 0");
    exact.forEach(
        (command, options) -> {
          assertThat(run(command, options).out()).as(command).contains(", no seed used, ");
          assertThat(run(command, options + " --seed 77").out())
              .as(command)
              .doesNotContain("seed 77");
          JsonNode answer = run(command, options + " --seed 77 --json").json();
          assertThat(answer.get("parameters").has("seed")).as(command).isFalse();
        });
  }

  @Test
  void theThreadsAreThoseAskedFor() {
    String flow = "--layer x.csv --layer y.csv --threads 3";
    assertThat(run("measure flow", flow).out()).contains(", seed 1, 3 analysis threads");
    assertThat(run("measure flow", flow + " --json").json().at("/parameters/threads").asInt())
        .isEqualTo(3);
    String relay = "--activations x.csv --labels y.csv --predictions y.csv --threads 2";
    assertThat(run("measure relay", relay).out()).contains(", seed 1, 2 analysis threads");
  }

  @Test
  void historiesAndWhatIsMadeOfThemNameThem() throws IOException {
    String words = "infoscope " + VERSION + ", seed 5, 1 analysis thread" + ompThreads();
    assertThat(run("replay", WRITING.get("replay")).out()).endsWith(words + System.lineSeparator());
    assertThat(Files.readString(folder.resolve("out.jsonl")))
        .contains("\"version\":\"" + VERSION + "\"")
        .contains("\"seed\":5,\"threads\":1,\"ompThreads\":" + OmpThreads.count());
    run("report", WRITING.get("report"));
    assertThat(Files.readString(folder.resolve("out.html"))).contains("Measured by " + words + ".");
    run("export", WRITING.get("export"));
    assertThat(Files.readAllLines(folder.resolve("out.csv")).get(1))
        .endsWith("," + VERSION + ",5,1," + OmpThreads.count());
  }

  @Test
  void picturesAndGraphsNameThemInAComment() throws IOException {
    Path svg = folder.resolve("flow.svg");
    Path dot = folder.resolve("flow.dot");
    Path graphml = folder.resolve("flow.graphml");
    Path curves = folder.resolve("curves.svg");
    String files = " --svg " + svg + " --dot " + dot + " --graphml " + graphml;
    run("measure flow", "--layer x.csv --layer y.csv --seed 5" + files);
    String words = "infoscope " + VERSION + ", seed 5, 1 analysis thread";
    assertThat(svg).content().endsWith("<!-- " + words + " -->\n");
    assertThat(graphml).content().endsWith("<!-- " + words + " -->\n");
    assertThat(dot).content().endsWith("// " + words + "\n");
    run("ablate", ANSWERING.get("ablate").options() + " --out " + curves);
    assertThat(curves).content().endsWith("<!-- " + words + ompThreads() + " -->\n");
  }
}
