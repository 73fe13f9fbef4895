// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static dev.infoscope.cli.Shell.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Golden values, in nats: part I, 4.1 of the specification, from the authors' code and paper. */
class FlowCommandTest {
  private static final int ROWS = 300;

  @TempDir Path folder;
  private Path x;
  private Path h;
  private Path y;

  @BeforeEach
  void write() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    double[] inputs = random.doubles(ROWS * 3L, -1, 1).toArray();
    double[] hidden = new double[ROWS * 3];
    double[] outputs = new double[ROWS * 2];
    for (int row = 0; row < ROWS; row++) {
      hidden[row * 3] = Math.max(0, inputs[row * 3]);
      hidden[row * 3 + 1] = Math.tanh(inputs[row * 3 + 1] - inputs[row * 3]);
      outputs[row * 2] = hidden[row * 3];
      outputs[row * 2 + 1] = hidden[row * 3 + 1] + 0.1 * hidden[row * 3];
    }
    x = NpyFile.doubles(folder.resolve("X.npy"), 3, inputs);
    h = NpyFile.doubles(folder.resolve("H.npy"), 3, hidden);
    y = NpyFile.doubles(folder.resolve("Y.npy"), 2, outputs);
  }

  private Shell.Outcome run(Object... more) {
    List<Object> all = List.of("measure", "flow", "--layer", x, "--layer", h, "--layer", y);
    return Shell.run(Stream.concat(all.stream(), Stream.of(more)).toArray());
  }

  private static double link(JsonNode answer, String source, int i, String target, int j) {
    for (JsonNode reading : answer.get("readings")) {
      if (reading.get("metric").asText().equals("infoscope.flow.link")
          && reading.at("/labels/source").asText().equals(source)
          && reading.at("/labels/source_unit").asInt() == i
          && reading.at("/labels/target").asText().equals(target)
          && reading.at("/labels/target_unit").asInt() == j) {
        return reading.get("value").asDouble(Double.NaN);
      }
    }
    throw new AssertionError("no link " + source + i + " to " + target + j);
  }

  private static void assertFollowsTheSchema(JsonNode answer) {
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Infoscope.class.getResourceAsStream("answer.schema.json"));
    assertThat(schema.validate(answer)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "quadratic, ksg, 3, 0.351888",
    "quadratic, ksg-printed, 5, -0.194947",
    "sum, ksg, 5, 0.105353",
    "rectified, ksg, 5, 0.651953",
    "step, ksg, 5, 0.631798",
    "step, ksg-printed, 5, 0.223249"
  })
  void linksAreTheGoldenVectors(String pair, String estimator, int k, double nats)
      throws IOException {
    double[] first = new double[16];
    double[] second = new double[16];
    for (int i = 0; i < 16; i++) {
      first[i] = 7 * i % 16 / 16.0;
      second[i] =
          switch (pair) {
            case "quadratic" -> (3 * i * i + 5 * i) % 16 / 16.0;
            case "sum" -> 5 * i % 16 / 8.0 + first[i];
            case "rectified" -> Math.max(first[i] - 0.5, 0);
            default -> first[i] >= 0.5 ? 1 : 0;
          };
    }
    Path a = NpyFile.doubles(folder.resolve("a.npy"), 1, first);
    Path b = NpyFile.doubles(folder.resolve("b.npy"), 1, second);
    JsonNode answer =
        Shell.run(
                "measure",
                "flow",
                "--layer",
                a,
                "--layer",
                b,
                "--estimator",
                estimator,
                "--k",
                k,
                "--jitter",
                0,
                "--scale",
                "none",
                "--json")
            .json();
    assertThat(link(answer, "a", 0, "b", 0) * Math.log(2)).isCloseTo(nats, within(1e-6));
  }

  /**
   * A unit that is on for one example of a thousand, about itself: its entropy, not less than 0.
   */
  @ParameterizedTest
  @CsvSource({"ksg", "ksg-printed", "binned"})
  void aValueOfOneExampleIsReadAsWhatItIs(String estimator) throws IOException {
    double[] once = new double[1000];
    once[417] = 1;
    Path c = NpyFile.doubles(folder.resolve("c.npy"), 1, once);
    Path d = NpyFile.doubles(folder.resolve("d.npy"), 1, once);
    JsonNode answer =
        Shell.run("measure", "flow", "--layer", c, "--layer", d, "--estimator", estimator, "--json")
            .json();
    assertThat(link(answer, "c", 0, "d", 0)).isCloseTo(0.0114, within(5e-5));
  }

  /** A sparse unit of many values about a class that it does not know: near 0 under every seed. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void theZerosOfARectifiedUnitAreReadAsWhatTheyAre(boolean wholeLayer) throws IOException {
    SplittableRandom random = new SplittableRandom(6);
    double[] unit = random.doubles(1000).map(value -> Math.max(0, value - 0.95)).toArray();
    double[] coin = random.ints(1000, 0, 2).asDoubleStream().toArray();
    Path c = NpyFile.doubles(folder.resolve("c.npy"), 1, unit);
    Path d = NpyFile.doubles(folder.resolve("d.npy"), 1, coin);
    for (int seed = 1; seed <= 10; seed++) {
      Object[] more =
          wholeLayer ? new Object[] {"--whole-layer", "--json"} : new Object[] {"--json"};
      Object[] command = {"measure", "flow", "--layer", c, "--layer", d, "--seed", seed};
      JsonNode answer = Shell.run(Readings.and(command, more)).json();
      assertThat(link(answer, "c", 0, "d", 0)).isBetween(-0.003, 0.01);
    }
  }

  /** Too few rows for the chi-squared null: nothing can be cut, and nothing may read 0. */
  @ParameterizedTest
  @CsvSource({"100, 8", "244, 8", "40, 4"})
  void belowTheGateOfTheNullNoLinkIsCutInSilence(int rows, int bins) throws IOException {
    double[] values = new SplittableRandom(3).doubles(rows).toArray();
    Path a = NpyFile.doubles(folder.resolve("few.npy"), 1, values);
    Path b = NpyFile.doubles(folder.resolve("more.npy"), 1, values);
    Object[] asked = {
      "measure",
      "flow",
      "--layer",
      a,
      "--layer",
      b,
      "--estimator",
      "binned",
      "--bins",
      bins,
      "--fdr",
      0.05,
      "--attribution"
    };
    Shell.Outcome table = Shell.run(asked);
    assertThat(table.out()).contains("undersampled: fewer than five examples");
    JsonNode answer =
        Shell.run(Stream.concat(Stream.of(asked), Stream.of("--json")).toArray()).json();
    assertFollowsTheSchema(answer);
    assertThat(answer.at("/diagnostics/attribution/0/0").isNull()).isTrue();
    assertThat(answer.at("/diagnostics/attributionShares/0/0").isNull()).isTrue();
    assertThat(answer.at("/diagnostics/dependent/share/more").isNull()).isTrue();
    assertThat(answer.at("/diagnostics/dependent/flag").asText()).isEqualTo("undersampled");
    for (JsonNode reading : answer.get("readings")) {
      assertThat(reading.get("flags").toString()).contains("undersampled");
      assertThat(reading.get("value").asDouble()).isPositive();
    }
  }

  @Test
  void everyLinkIsReadAndADeadUnitHasNone() {
    JsonNode answer = run("--json").json();
    assertFollowsTheSchema(answer);
    assertThat(answer.get("measure").asText()).isEqualTo("flow");
    assertThat(answer.get("readings")).hasSize(2 + 9 + 6);
    assertThat(link(answer, "X", 0, "H", 0)).isGreaterThan(1);
    assertThat(link(answer, "X", 2, "H", 0)).isCloseTo(0, within(0.15));
    assertThat(link(answer, "X", 0, "H", 2)).isZero();
    assertThat(link(answer, "H", 2, "Y", 1)).isZero();
    assertThat(answer.at("/diagnostics/layers/H/aliveUnits").asInt()).isEqualTo(2);
    assertThat(answer.at("/diagnostics/layers/H/betweenness/2").asDouble()).isZero();
    assertThat(answer.at("/diagnostics/layers/H/betweenness/0").asDouble()).isEqualTo(3);
    assertThat(answer.at("/diagnostics").has("attribution")).isFalse();
    assertThat(run("--json").out()).isEqualTo(run("--json").out());
    String two = run("--json", "--threads", 2).out();
    assertThat(two.replace("\"threads\":2", "\"threads\":1")).isEqualTo(run("--json").out());
    assertThat(two).contains("\"threads\":2");
  }

  @Test
  void attributionIsTheProductOfTheLinks() {
    JsonNode answer = run("--json", "--attribution").json();
    assertFollowsTheSchema(answer);
    JsonNode attribution = answer.at("/diagnostics/attribution");
    assertThat(attribution).hasSize(3);
    double expected = 0;
    for (int unit = 0; unit < 3; unit++) {
      expected += link(answer, "X", 1, "H", unit) * link(answer, "H", unit, "Y", 1);
    }
    assertThat(attribution.get(1).get(1).asDouble()).isCloseTo(expected, within(1e-9));
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += answer.at("/diagnostics/attributionShares").get(i).get(1).asDouble();
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Test
  void binsAndNullsAreTheUsers() {
    JsonNode answer = run("--json", "--estimator", "binned", "--bins", "quantile:4").json();
    assertFollowsTheSchema(answer);
    assertThat(link(answer, "X", 0, "H", 0)).isBetween(0.5, 2.0);
    assertThat(answer.at("/diagnostics/dependent/share/H").asDouble()).isBetween(0.3, 0.6);
    assertThat(answer.at("/parameters/bins").asText()).isEqualTo("quantile:4");
    JsonNode ksg = run("--json", "--null", 20, "--fdr", 0.05, "--attribution").json();
    assertFollowsTheSchema(ksg);
    assertThat(ksg.at("/diagnostics/attribution/2/0").asDouble()).isZero();
    assertThat(ksg.at("/diagnostics/dependent/rate").asDouble()).isEqualTo(0.05);
  }

  @Test
  void withoutJsonThereAreTables() {
    assertThat(run().out())
        .contains("Information flow through 3 layers, 300 examples", "X.0", "to H.0")
        .contains("communities with gamma 1.0: modularity", "ksg:5:STANDARD:jitter 1.0E-9");
  }

  @Test
  void theGraphIsWrittenForOtherPrograms() throws Exception {
    Path one = folder.resolve("one");
    for (String other : new String[] {"--dot", "--graphml"}) {
      Shell.refused(run("--svg", one, other, one), "one: cannot be written: it is given for two");
    }
    assertThat(one).doesNotExist();
    Path graphml = folder.resolve("flow.graphml");
    Path dot = folder.resolve("flow.dot");
    Path svg = folder.resolve("flow.svg");
    assertThat(run("--graphml", graphml, "--dot", dot, "--svg", svg).status()).isZero();
    Document graph = parse(graphml);
    assertThat(graph.getElementsByTagName("node").getLength()).isEqualTo(8);
    int edges = graph.getElementsByTagName("edge").getLength();
    assertThat(edges).isBetween(4, 10);
    assertThat(Files.readString(graphml)).contains("betweennessLog", "community", "H.2");
    assertThat(Files.readString(dot)).contains("\"X.0\" -> \"H.0\"", "weight=");
    Document picture = parse(svg);
    assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(8);
    assertThat(picture.getElementsByTagName("line").getLength()).isEqualTo(edges);
    assertThat(Files.readString(svg)).contains("H.2, community", ", dead");
  }

  private static Document parse(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(file.toFile());
  }

  @Test
  void moreNeighboursThanThereAreOthersAreRefused() throws IOException {
    Path few = Files.writeString(folder.resolve("few.csv"), "1\n2\n4\n");
    Path more = Files.writeString(folder.resolve("more.csv"), "1\n3\n2\n");
    refused(
        Shell.run("measure", "flow", "--layer", few, "--layer", more),
        "few.csv: --k (5) must be below the number of rows (3)");
    refused(run("--k", ROWS), "X.npy: --k (300) must be below the number of rows (300)");
    JsonNode answer =
        Shell.run("measure", "flow", "--layer", few, "--layer", more, "--k", 2, "--json").json();
    assertThat(answer.at("/readings/1/value").isNumber()).isTrue();
  }

  /** Columns are 190 apart, a letter about 8 wide; the whole name is in the title. */
  @Test
  void longNamesOfLayersDoNotRunTogetherInThePicture() throws Exception {
    String name = "the_third_convolution_of_the_second_block";
    Path wide =
        NpyFile.doubles(
            folder.resolve(name + ".npy"),
            30,
            new SplittableRandom(2).doubles(ROWS * 30L).toArray());
    Path svg = folder.resolve("graph.svg");
    assertThat(Shell.run("measure", "flow", "--layer", wide, "--layer", y, "--svg", svg).status())
        .isZero();
    parse(svg);
    assertThat(svg)
        .content()
        .contains(">the_third_convoluti…<title>" + name + "</title>")
        .contains(">24 of 30<")
        .contains(">Y<title>Y</title>");
  }

  /** One output for all examples, one unit per layer, two classes: nothing to divide by. */
  @Test
  void constantAndSingleUnitsHaveAGraphAllTheSame() throws Exception {
    double[] still = new double[ROWS];
    Arrays.fill(still, 2.5);
    Path constant = NpyFile.doubles(folder.resolve("C.npy"), 1, still);
    double[] halves = new double[ROWS];
    Arrays.setAll(halves, row -> row % 2);
    Path classes = NpyFile.doubles(folder.resolve("K.npy"), 1, halves);
    for (String estimator : List.of("ksg", "ksg-printed", "binned")) {
      Path svg = folder.resolve(estimator + ".svg");
      JsonNode answer =
          Shell.run(
                  "measure",
                  "flow",
                  "--layer",
                  x,
                  "--layer",
                  constant,
                  "--layer",
                  classes,
                  "--estimator",
                  estimator,
                  "--null",
                  5,
                  "--fdr",
                  0.05,
                  "--attribution",
                  "--json",
                  "--svg",
                  svg,
                  "--dot",
                  folder.resolve("a.dot"),
                  "--graphml",
                  folder.resolve("a"))
              .json();
      assertFollowsTheSchema(answer);
      assertThat(link(answer, "X", 0, "C", 0)).isZero();
      assertThat(link(answer, "C", 0, "K", 0)).isZero();
      assertThat(answer.at("/readings/0/flags/0").asText()).isEqualTo("constant");
      parse(svg);
    }
    JsonNode same =
        Shell.run("measure", "flow", "--layer", classes, "--layer", classes, "--json").json();
    assertThat(link(same, "K", 0, "K_2", 0)).isCloseTo(1, within(0.1));
  }

  @ParameterizedTest
  @CsvSource({
    "--k 0, --k (0) must be >= 1",
    "--jitter -1, --jitter (-1.0) must be finite and >= 0",
    "--bins 1, --bins (1) must be from 2 to 128",
    "--bins few, --bins ('few') must be a number or quantile:number",
    "--estimator mine, 'mine' is not one of",
    "--scale log, 'log' is not one of",
    "--redundancy none, 'none' is not one of",
    "--gamma 0, --gamma (0.0) must be finite and > 0",
    "--fdr 0.05, --fdr (0.05) needs a null",
    "--fdr 2, --fdr (2.0) must be above 0 and below 1",
    "--null -1, --null (-1) must be >= 0",
    "--null 4001, --null (4001) must be <= 4000",
    "--corrected, --corrected needs --estimator binned",
    "--threads 0, --threads (0) must be >= 1"
  })
  void badOptionsAreRefused(String option, String said) {
    refused(run((Object[]) option.split(" ")), said);
  }

  @Test
  void filesThatDoNotSuitAreRefused() throws IOException {
    Path shorter = NpyFile.doubles(folder.resolve("short.npy"), 1, new double[7]);
    refused(
        Shell.run("measure", "flow", "--layer", x, "--layer", shorter),
        "short.npy: 7 rows, ",
        "X.npy has 300");
    refused(Shell.run("measure", "flow", "--layer", x), "--layer (1) must be given at least twice");
    refused(run("--whole-layer", "--estimator", "binned"), "--whole-layer needs --estimator ksg");
    refused(run("--svg", folder.resolve("no/where.svg")), "cannot be written");
    double[] broken = new double[ROWS];
    Arrays.fill(broken, Double.NaN);
    Path nan = NpyFile.doubles(folder.resolve("nan.npy"), 1, broken);
    refused(Shell.run("measure", "flow", "--layer", x, "--layer", nan), "NaN at row 1");
  }

  @Test
  void filesOfOneNameAreToldApart() throws IOException {
    Path other =
        NpyFile.doubles(
            Files.createDirectory(folder.resolve("b")).resolve("X.npy"),
            1,
            new SplittableRandom(1).doubles(ROWS).toArray());
    JsonNode answer = Shell.run("measure", "flow", "--layer", x, "--layer", other, "--json").json();
    assertThat(link(answer, "X", 0, "X_2", 0)).isCloseTo(0, within(0.2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\\b", "a\u0001b", "a\nb", "a<b>&c", "a]]>b", "a\u202eb"})
  @Tried(value = "a layer whose name ends an attribute, a text or a line", area = Area.NAMES)
  void namesOfLayersStayNamesInEveryFile(String stem) throws Exception {
    Path odd = Files.copy(h, folder.resolve(stem + ".npy"));
    Path graphml = folder.resolve("odd.graphml");
    Path dot = folder.resolve("odd.dot");
    Path svg = folder.resolve("odd.svg");
    Shell.Outcome outcome =
        Shell.run(
            "measure",
            "flow",
            "--layer",
            x,
            "--layer",
            odd,
            "--layer",
            y,
            "--graphml",
            graphml,
            "--dot",
            dot,
            "--svg",
            svg);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    String name = stem.replaceAll("\\p{Cc}", "?");
    assertThat(parse(graphml).getDocumentElement().getTextContent()).contains(name);
    String shown = name.replace('\u202e', '\ufffd'); // or it would turn the numbers behind it
    assertThat(parse(svg).getDocumentElement().getTextContent()).contains(shown);
    String escaped = name.replace("\\", "\\\\").replace("\"", "\\\"");
    assertThat(Files.readString(dot)).contains('"' + escaped + ".0\" -> ");
  }
}
