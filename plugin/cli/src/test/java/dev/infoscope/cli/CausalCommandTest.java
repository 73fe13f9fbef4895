// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.infoscope.discrete.Range;
import dev.infoscope.measure.causal.BlockPoint;
import dev.infoscope.measure.causal.CausalBins;
import dev.infoscope.measure.causal.CausalBlocks;
import dev.infoscope.measure.causal.LayerBlock;
import dev.infoscope.measure.causal.LayerTransition;
import dev.infoscope.network.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values are those of an independent program for its layer c07: 4 x 3, sigmoid, 8 bins, {@code
 * W[i][j] = (float) (3 sin(1 + 3 i + j))}, {@code b[j] = (float) cos(1 + j)}.
 */
class CausalCommandTest {
  private static final Range UNIT = new Range(0, 1);
  private static final Range SIGNED = new Range(-1, 1);
  private static final double EXACT = 1e-7; // the reference is printed to eight digits

  @TempDir Path folder;
  private Path weights;
  private Path bias;

  @BeforeEach
  void write() throws IOException {
    double[] values = new double[12];
    Arrays.setAll(values, at -> (float) (3 * Math.sin(1 + at)));
    double[] offsets = new double[3];
    Arrays.setAll(offsets, j -> (float) Math.cos(1 + j));
    weights = NpyFile.doubles(folder.resolve("W.npy"), 3, values);
    bias = NpyFile.doubles(folder.resolve("b.npy"), 1, offsets);
  }

  private Shell.Outcome run(Object... more) {
    List<Object> all =
        List.of(
            "measure", "causal", "--weights", weights, "--bias", bias, "--activation", "sigmoid");
    return Shell.run(Stream.concat(all.stream(), Stream.of(more)).toArray());
  }

  /** All outputs of the layer lie in (0, 1): none is left in the range asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"1.5:2", "-3:-1"})
  void aLayerAllOfWhoseOutputsAreDroppedSaysSo(String range) {
    JsonNode answer =
        run("--overflow", "drop", "--output-range", range, "--joint", "--json").json();
    assertFollowsTheSchema(answer);
    for (JsonNode reading : answer.get("readings")) {
      assertThat(reading.get("value").isNull()).as("%s", reading).isTrue();
      assertThat(reading.get("flags").toString()).contains("out_of_range");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clamp", "drop"})
  void outputsBeyondTheRangeAreSaidInTheText(String overflow) {
    String beyond = run("--overflow", overflow, "--output-range", "1.5:2").out();
    assertThat(beyond).contains("out_of_range: of ", " units ").contains("see --output-range");
    String inside = run("--overflow", overflow).out();
    assertThat(inside).doesNotContain("out_of_range");
  }

  @Test
  void aLayerMostOfWhichIsClampedToAnEndBinIsFlagged() {
    JsonNode answer = run("--output-range", "1.5:2", "--json").json();
    assertThat(value(answer, "sensitivity", "")).isZero();
    for (JsonNode reading : answer.get("readings")) {
      assertThat(reading.get("flags").toString()).contains("out_of_range");
    }
  }

  private static double value(JsonNode answer, String metric, String kind) {
    for (JsonNode reading : answer.get("readings")) {
      if (reading.get("metric").asText().equals("infoscope.causal." + metric)
          && reading.at("/labels/kind").asText().equals(kind)) {
        return reading.get("value").asDouble(Double.NaN);
      }
    }
    throw new AssertionError("no " + metric + " by " + kind);
  }

  private static void assertFollowsTheSchema(JsonNode answer) {
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Infoscope.class.getResourceAsStream("answer.schema.json"));
    assertThat(schema.validate(answer)).isEmpty();
  }

  @Test
  void readsWhatAnIndependentProgramFound() {
    JsonNode answer = run("--bins", 8, "--json").json();
    assertFollowsTheSchema(answer);
    assertThat(answer.get("measure").asText()).isEqualTo("causal");
    assertThat(answer.get("readings"))
        .allSatisfy(
            reading ->
                assertThat(reading.path("obtained").asText())
                    .startsWith("inputs 0.0:1.0 as given, outputs 0.0:1.0"));
    assertThat(value(answer, "sensitivity", "")).isCloseTo(15.33107676, within(EXACT));
    assertThat(value(answer, "effective.information", "parts"))
        .isCloseTo(2.31848561, within(EXACT));
    assertThat(value(answer, "degeneracy", "parts")).isCloseTo(13.01259115, within(2 * EXACT));
    assertThat(answer.get("readings"))
        .hasSize(4)
        .allMatch(r -> r.get("layer").asText().equals("W"));
    assertThat(answer.at("/readings/0/standardError").asDouble()).isZero();
    assertThat(answer.at("/diagnostics/place/parts/across").asDouble())
        .isCloseTo(2.31848561 / Math.sqrt(2), within(EXACT));
    assertThat(answer.at("/diagnostics").has("bounds")).isFalse();
  }

  /** The column "ceiling" of the table: the quantities without one have a dash there. */
  @Test
  void theJsonHasTheCeilingsOfTheTable() {
    JsonNode answer = run("--bins", 8, "--joint", "--json").json();
    assertFollowsTheSchema(answer);
    JsonNode ceiling = answer.at("/diagnostics/ceiling");
    assertThat(ceiling.at("/sensitivity").asDouble()).isCloseTo(4 * 3 * 3, within(EXACT));
    List<String> shown =
        run("--bins", 8, "--joint")
            .out()
            .lines()
            .filter(line -> line.matches("(sensitivity|effective|degeneracy|integrated|share).*"))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .toList();
    assertThat(shown)
        .containsExactly(
            rounded(ceiling.at("/sensitivity")),
            rounded(ceiling.at("/effectiveInformation/parts")),
            "-",
            "-",
            rounded(ceiling.at("/effectiveInformation/joint")),
            "-",
            "-");
  }

  private static String rounded(JsonNode number) {
    return String.format(Locale.ROOT, "%.4f", number.asDouble(Double.NaN));
  }

  @Test
  void theJointInformationComesWithItsErrorAndBounds() {
    JsonNode answer = run("--bins", 8, "--joint", "--json").json();
    assertFollowsTheSchema(answer);
    double joint = value(answer, "effective.information", "joint");
    assertThat(joint).isCloseTo(3.5555683, within(0.02));
    assertThat(value(answer, "integrated.information", ""))
        .isCloseTo(joint - 2.31848561, within(EXACT));
    JsonNode bounds = answer.at("/diagnostics/bounds");
    assertThat(joint).isBetween(bounds.get("lower").asDouble(), bounds.get("upper").asDouble());
    assertThat(run("--bins", 8, "--joint", "--json").out())
        .isEqualTo(run("--bins", 8, "--joint", "--json").out());
  }

  @Test
  void edgesAreMatricesOfInputsByOutputs() {
    JsonNode edges = run("--bins", 8, "--per-edge", "--json").json().at("/diagnostics/per_edge");
    assertThat(rows(edges.get("sensitivity")).get(3))
        .containsExactly(new double[] {1.41568391, 1.40057375, 1.05206085}, within(EXACT));
    assertThat(rows(edges.get("parts")).get(0))
        .containsExactly(new double[] {0.28845727, 0.16412097, 0.02299118}, within(EXACT));
    assertThat(rows(edges.get("parts"))).hasSize(4);
  }

  private static List<double[]> rows(JsonNode matrix) {
    List<double[]> rows = new ArrayList<>();
    for (JsonNode row : matrix) {
      double[] values = new double[row.size()];
      Arrays.setAll(values, j -> row.get(j).asDouble());
      rows.add(values);
    }
    return rows;
  }

  @Test
  void aWideLayerIsRefusedWithBoundsInPlaceOfTheSizeOfTheSample() throws IOException {
    double[] wide = new SplittableRandom(3).doubles(60 * 20, -1, 1).toArray();
    weights = NpyFile.doubles(folder.resolve("wide.npy"), 20, wide);
    bias = NpyFile.doubles(folder.resolve("zeros.npy"), 1, new double[20]);
    JsonNode answer = run("--bins", 16, "--joint", "--json").json();
    assertFollowsTheSchema(answer);
    assertThat(value(answer, "effective.information", "joint")).isNaN();
    assertThat(answer.at("/readings/4/flags/0").asText()).isEqualTo("undersampled");
    assertThat(answer.at("/diagnostics/bounds/lower").asDouble()).isPositive();
    assertThat(run("--bins", 16, "--joint").out())
        .contains("joint: not estimable", "joint: between");
  }

  @Test
  void withoutJsonThereIsATableThatNamesTheRanges() {
    assertThat(run("--bins", 8).out())
        .contains("Causal plane of W, 4 x 3", "sensitivity", "15.3311", "2.3185", "13.0126")
        .contains("sigmoid, 8 bins, inputs 0.0:1.0, outputs 0.0:1.0");
  }

  @Test
  void rangesAndParametersAreTheUsers() throws IOException {
    Path csv = Files.writeString(folder.resolve("w.csv"), "1,0\n0,1\n");
    JsonNode identity =
        Shell.run(
                "measure",
                "causal",
                "--weights",
                csv,
                "--activation",
                "identity",
                "--bins",
                4,
                "--input-range",
                "-2:2",
                "--output-range",
                "-2:2",
                "--json")
            .json();
    assertThat(value(identity, "sensitivity", "")).isEqualTo(4);
    assertThat(identity.at("/parameters/inputRange").asText()).isEqualTo("-2.0:2.0");
    JsonNode leaky =
        Shell.run("measure", "causal", "--weights", csv, "--activation", "leakyrelu:0.5", "--json")
            .json();
    assertThat(leaky.at("/parameters/bins").asInt()).isEqualTo(64);
    assertThat(value(leaky, "sensitivity", "")).isCloseTo(12, within(EXACT));
  }

  /** Golden case c12: 3 x 3 ReLU, most outputs beyond 0 to 1. */
  @Test
  void valuesBeyondTheRangeAreDroppedOnRequest() throws IOException {
    double[] c12 = new double[9];
    Arrays.setAll(c12, at -> (float) (4 * Math.sin(1 + at)));
    Path file = NpyFile.doubles(folder.resolve("c12.npy"), 3, c12);
    JsonNode dropped =
        Shell.run(
                "measure",
                "causal",
                "--weights",
                file,
                "--activation",
                "relu",
                "--bins",
                8,
                "--overflow",
                "drop",
                "--json")
            .json();
    assertThat(dropped.at("/parameters/overflow").asText()).isEqualTo("drop");
    assertThat(value(dropped, "sensitivity", "")).isCloseTo(8.57831486, within(EXACT));
    assertThat(value(dropped, "effective.information", "parts"))
        .isCloseTo(0.91621745, within(EXACT));
  }

  /** Two chains side by side through two layers: what crosses over is chance. */
  private Shell.Outcome block(Object... more) throws IOException {
    Path first = Files.writeString(folder.resolve("first.csv"), "5,0\n0,5\n");
    Path second = Files.writeString(folder.resolve("second.csv"), "8,0\n0,8\n");
    Path offsets = Files.writeString(folder.resolve("offsets.csv"), "-6,-6\n");
    Stream<Object> layers =
        Stream.of(
            "measure",
            "causal",
            "--weights",
            first,
            "--activation",
            "sigmoid",
            "--weights",
            second,
            "--bias",
            offsets,
            "--activation",
            "tanh",
            "--bins",
            8);
    return Shell.run(Stream.concat(layers, Stream.of(more)).toArray());
  }

  @Test
  void severalLayersAreReadAsOneBlock() throws IOException {
    JsonNode answer = block("--json", "--per-edge", "--samples", 20000, "--seed", 3).json();
    assertFollowsTheSchema(answer);
    BlockPoint point =
        new CausalBlocks(CausalBins.of(8), 20000, 3)
            .measure(
                new LayerBlock(
                    List.of(
                        layer(new double[] {5, 0, 0, 5}, 0, Activation.sigmoid(), UNIT),
                        layer(new double[] {8, 0, 0, 8}, -6, Activation.tanh(), SIGNED))));
    assertThat(value(answer, "block.sensitivity", "")).isEqualTo(point.sensitivity().bits());
    assertThat(value(answer, "block.effective.information", "")).isEqualTo(point.parts().bits());
    assertThat(value(answer, "block.degeneracy", "")).isEqualTo(point.degeneracy());
    assertThat(value(answer, "block.connected", "")).isEqualTo(0.5);
    assertThat(answer.get("readings"))
        .hasSize(4)
        .allMatch(r -> r.get("layer").asText().equals("second"))
        .allMatch(r -> r.at("/labels/from").asText().equals("first"));
    assertThat(answer.at("/readings/1/standardError").asDouble()).isPositive();
    assertThat(answer.at("/parameters/layers/1/activation").asText()).isEqualTo("tanh");
    assertThat(answer.at("/diagnostics/samples").asInt()).isEqualTo(20032);
    JsonNode pairs = answer.at("/diagnostics/per_edge");
    assertThat(rows(pairs.get("parts")).get(0)[0]).isEqualTo(point.edges()[0]).isPositive();
    assertThat(rows(pairs.get("chance")).get(0)[1]).isBetween(1e-3, 1.0);
  }

  private static LayerTransition layer(
      double[] weights, double bias, Activation activation, Range outputs) {
    double[] offsets = {bias, bias};
    return new LayerTransition(2, 2, weights, offsets, activation, UNIT, outputs);
  }

  @Test
  void aBlockIsATableForPeopleThatSaysHowItWasRead() throws IOException {
    assertThat(block("--per-edge").out())
        .contains("Causal plane of the block first to second, 2 layers, 2 x 2")
        .contains("2 of 4 pairs have more information than chance gives")
        .contains("from 65536 samples", "pairs: printed with --json")
        .contains("sigmoid, tanh, 8 bins, inputs 0.0:1.0, outputs -1.0:1.0");
  }
}
