// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.AnswerJson;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Mix;
import dev.infoscope.report.Conditions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

class InformationPlaneCommandTest {
  private static final int ROWS = 500;

  @TempDir Path folder;
  private final int[] classes = new SplittableRandom(4).ints(ROWS, 0, 3).toArray();
  private final double[] first = layer(3, 11);
  private final double[] second = layer(2, 12);
  private Path labels;

  private double[] layer(int units, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, ROWS * units)
        .mapToDouble(i -> Math.tanh(random.nextGaussian() + classes[i / units]))
        .toArray();
  }

  @BeforeEach
  void write() throws IOException {
    NpyFile.doubles(folder.resolve("first.npy"), 3, first);
    NpyFile.doubles(folder.resolve("second.npy"), 2, second);
    double[] column = IntStream.of(classes).mapToDouble(value -> value).toArray();
    labels = NpyFile.doubles(folder.resolve("y.npy"), 1, column);
  }

  private Shell.Outcome run(Object... more) {
    Object[] all = Readings.and(Readings.and(more, "--activations"), folder.resolve("second.npy"));
    return Shell.plane(folder.resolve("first.npy"), labels, all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pairwise", "ksg", "renyi"})
  void aClassOfWhichTheSampleHoldsNoExampleIsFlagged(String estimator) throws IOException {
    int rows = 60;
    int left = 0; // the largest hash is left out
    for (int row = 1; row < rows; row++) {
      left = Long.compareUnsigned(Mix.at(1, row), Mix.at(1, left)) > 0 ? row : left;
    }
    StringBuilder values = new StringBuilder();
    StringBuilder usual = new StringBuilder();
    StringBuilder rare = new StringBuilder();
    SplittableRandom random = new SplittableRandom(4);
    for (int row = 0; row < rows; row++) {
      values.append(random.nextDouble()).append('\n');
      usual.append(row % 2).append('\n');
      rare.append(row == left ? 2 : row % 2).append('\n');
    }
    Path file = Files.writeString(folder.resolve("V.csv"), values);
    Path without = Files.writeString(folder.resolve("usual.csv"), usual);
    Path with = Files.writeString(folder.resolve("rare.csv"), rare);
    Object[] sample = {"--estimator", estimator, "--sample", rows - 1, "--json"};
    assertThat(labelFlags(Shell.plane(file, without, sample)))
        .noneMatch(flags -> flags.contains("rare_value_not_sampled"));
    assertThat(labelFlags(Shell.plane(file, with, sample)))
        .allMatch(flags -> flags.contains("rare_value_not_sampled"));
    Object[] all = {"--estimator", estimator, "--sample", rows, "--json"};
    assertThat(labelFlags(Shell.plane(file, with, all)))
        .noneMatch(flags -> flags.contains("rare_value_not_sampled"));
  }

  @Test
  void whatIsBeyondTheAuditIsSaidOncePerReason() throws IOException {
    double[] few = Arrays.copyOf(first, 300); // 100 rows
    Path some = NpyFile.doubles(folder.resolve("some.npy"), 3, few);
    Path again = NpyFile.doubles(folder.resolve("again.npy"), 3, few);
    double[] column = Arrays.stream(classes).limit(100).asDoubleStream().toArray();
    Path fewLabels = NpyFile.doubles(folder.resolve("few.npy"), 1, column);
    Object[] layers = {"--activations", again, "--estimator", "ksg"};
    assertThat(Shell.plane(some, fewLabels, layers).out())
        .containsOnlyOnce("beyond the audit")
        .contains("I(T;Y) of some, again is beyond the audit: ksg: audited up to 128 units")
        .contains("; here 3 units, 3 classes, 100 rows");
    Shell.Outcome json = Shell.plane(some, fewLabels, "--json");
    assertThat(labelFlags(json)).allMatch(flags -> flags.contains("beyond_audit"));
    assertThat(json.out()).contains("audit: pairwise relative:0.1: audited up to 128 units");
  }

  /** Squares of the smallest are 0; pairs of usual sizes are read in single precision. */
  @ParameterizedTest
  @ValueSource(ints = {-1000, -500, 300})
  void theSizeOfTheValuesDoesNotMatter(int exponent) throws IOException {
    double[] sized = first.clone();
    Arrays.setAll(sized, i -> Math.scalb(sized[i], exponent));
    Path file = NpyFile.doubles(folder.resolve("sized.npy"), 3, sized);
    Object[] all = {"--json", "--range", "data"};
    for (String estimator : List.of("binned", "pairwise", "ksg", "renyi")) {
      all = Readings.and(all, "--estimator", estimator);
    }
    JsonNode plain = Shell.plane(folder.resolve("first.npy"), labels, all).json();
    Shell.Outcome outcome = Shell.plane(file, labels, all);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    JsonNode readings = outcome.json().get("readings");
    assertThat(readings.size()).isEqualTo(plain.get("readings").size());
    for (int i = 0; i < readings.size(); i++) {
      JsonNode expected = plain.get("readings").get(i);
      boolean single = expected.at("/labels/estimator").asText().startsWith("pairwise");
      assertThat(readings.get(i).get("value").asDouble(Double.NaN))
          .as(expected.toString())
          .isCloseTo(expected.get("value").asDouble(Double.NaN), within(single ? 1e-6 : 1e-9));
      assertThat(readings.get(i).get("flags")).isEqualTo(expected.get("flags"));
    }
  }

  /** Bins from -1 to 1 cannot tell such values apart, which is not to say that they are equal. */
  @Test
  void valuesInOneBinAreNotCalledConstant() throws IOException {
    Path file = folder.resolve("small.npy");
    NpyFile.doubles(file, 3, Arrays.stream(first).map(value -> 0.005 + value / 1000).toArray());
    assertThat(labelFlags(Shell.plane(file, labels, "--estimator", "binned", "--json")))
        .allSatisfy(flags -> assertThat(flags).contains("one_bin").doesNotContain("constant"));
    NpyFile.doubles(file, 3, new double[first.length]);
    assertThat(labelFlags(Shell.plane(file, labels, "--estimator", "binned", "--json")))
        .allSatisfy(flags -> assertThat(flags).contains("constant").doesNotContain("one_bin"));
  }

  private static List<String> labelFlags(Shell.Outcome outcome) {
    assertThat(outcome.status()).as(outcome.err()).isZero();
    List<String> found = new ArrayList<>();
    for (JsonNode reading : outcome.json().get("readings")) {
      if (reading.get("metric").asText().equals("infoscope.information.label")) {
        found.add(reading.get("flags").toString());
      }
    }
    assertThat(found).isNotEmpty();
    return found;
  }

  @Test
  void readsWhatTheLiveMeasureReads() {
    PlaneSettings settings =
        new PlaneSettings(
            EnumSet.of(
                PlaneEstimator.BINNED, PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER),
            Discretizer.fixed(-1, 1, 7),
            Noise.absolute(0.05),
            5,
            42);
    Snapshot snapshot =
        new Snapshot(
            new Moment(1, 1, Instant.EPOCH, 0),
            classes,
            3,
            List.of(snapshot("first", 0, first, 3), snapshot("second", 1, second, 2)));
    List<Reading> live = new InformationPlane(settings).measure(snapshot).readings();
    JsonNode expected =
        AnswerJson.of(new Answer("x", Conditions.of(1), Map.of(), live, Map.of())).get("readings");

    JsonNode found =
        run("--json", "--bins", 7, "--noise", "absolute:0.05", "--null", 5, "--seed", 42)
            .json()
            .get("readings");

    assertThat(found.toString()).isEqualTo(expected.toString());
  }

  private static LayerSnapshot snapshot(String name, int index, double[] values, int units) {
    return new LayerSnapshot(
        new Layer(index, name, "DenseLayer", null, ""), Activations.of(values, units));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--seed 2",
        "--range data --bins 2",
        "--range 0:100",
        "--null 0",
        "--null 1 --sample 50",
        "--estimator pairwise",
        "--estimator binned",
        "--estimator binned,pairwise",
        "--estimator binned --estimator pairwise",
        "--max-patterns 20",
        "--noise absolute:1e-9"
      })
  void jsonFollowsItsSchema(String options) throws IOException {
    Shell.Outcome outcome = run((Object[]) ("--json " + options).split(" "));
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines()).hasSize(1);
    assertThat(schema().validate(outcome.json())).isEmpty();
  }

  @Test
  void theSchemaNoticesANullWithoutAReason() throws IOException {
    JsonNode json = run("--json").json();
    ObjectNode reading = (ObjectNode) json.at("/readings/0");
    reading.putNull("value").putArray("flags");
    assertThat(schema().validate(json)).isNotEmpty();
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in = Infoscope.class.getResourceAsStream("answer.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }

  @Test
  void beyondTheLimitOfPatternsItStopsAndSaysSo() {
    JsonNode json = run("--json", "--max-patterns", 20, "--estimator", "binned").json();
    for (JsonNode reading : json.get("readings")) {
      assertThat(reading.get("flags").toString()).isEqualTo("[\"saturated\"]");
    }
    assertThat(run("--max-patterns", 20).out()).contains("counted some patterns of");
  }

  /** Bins count all rows. */
  @Test
  void readingsOfAChoiceOfRowsSaySo() {
    for (JsonNode reading : run("--json", "--sample", 100).json().get("readings")) {
      String metric = reading.get("metric").asText();
      boolean bins = reading.get("labels").get("estimator").asText().equals("binned");
      if (bins || metric.endsWith(".input") || metric.endsWith(".label")) {
        assertThat(reading.get("flags").toString().contains("\"sampled\"")).isNotEqualTo(bins);
      }
    }
    assertThat(run("--json").json().get("readings").toString()).doesNotContain("\"sampled\"");
  }

  @Test
  void sameSeedSameBytes() {
    assertThat(run("--json", "--sample", 100)).isEqualTo(run("--json", "--sample", 100));
    assertThat(run("--json", "--sample", 100, "--seed", 2).json().get("readings"))
        .isNotEqualTo(run("--json", "--sample", 100).json().get("readings"));
  }

  @Test
  void peopleGetATableWithTheFlagsInPlainWords() {
    Shell.Outcome outcome = run("--range", "0:0.1", "--sample", 100);
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("first   pairwise-lower", "more than 5 % of the values outside the bins")
        .contains("on 100 of 500 rows, chosen by hash")
        .doesNotContain("\u001B", "%n", "NaN");
  }

  @Test
  void coloursOnlyWhereThereAreColours() {
    Object[] words = {
      "measure",
      "information-plane",
      "--activations",
      folder.resolve("first.npy"),
      "--labels",
      labels
    };
    assertThat(Shell.run(Ansi.ON, words).out()).contains("\u001B[1m");
    assertThat(Shell.run(Ansi.OFF, words).out()).doesNotContain("\u001B");
  }

  @Test
  void helpAndVersionAreNoErrors() {
    assertThat(Shell.run("--version").out()).matches("infoscope \\d+\\.\\d+\\.\\d+\\S*\\R");
    for (Object[] words :
        List.<Object[]>of(
            new Object[] {"--help"},
            new Object[] {"measure", "--help"},
            new Object[] {"measure", "information-plane", "--help"})) {
      Shell.Outcome outcome = Shell.run(words);
      assertThat(outcome.status()).isZero();
      assertThat(outcome.out()).contains("Usage: infoscope", "Exit status");
      assertThat(outcome.err()).isEmpty();
    }
  }

  @Test
  void nearestNeighboursAndMatrixEntropyGiveSeriesOfTheirOwn() {
    Shell.Outcome outcome = run("--estimator", "ksg", "--estimator", "renyi", "--null", "3");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("ksg", "renyi", "infinite for a deterministic layer");
  }

  @Test
  void aDiagnosisIsMadeOnRequestInWordsAndAsJson() throws IOException {
    assertThat(run().out()).doesNotContain("doubling all activations");
    assertThat(run("--diagnose").out())
        .contains("first: doubling all activations")
        .containsPattern("second: I\\(T;Y\\) of other rows would spread by 0\\.0\\d\\d bits")
        .containsPattern("second: no interval for I\\(T;Y\\), \\d+\\.\\d % of the rows")
        .contains("second: 6 of 6 pairs of its units with those of first share more than chance");
    Shell.Outcome json = run("--diagnose", "--json");
    assertThat(schema().validate(json.json())).isEmpty();
    assertThat(json.out()).contains("\"diagnosis\"", "\"binSweep\"", "\"labelTowards\"");
  }

  @Test
  void anIntervalIsOfferedWhereRowsAreManyForTheirBins() throws IOException {
    SplittableRandom random = new SplittableRandom(6);
    double[] one =
        IntStream.of(classes).mapToDouble(own -> random.nextGaussian() + 0.5 * (own - 1)).toArray();
    NpyFile.doubles(folder.resolve("second.npy"), 1, one);
    String words = run("--diagnose", "--bins", "2").out();
    assertThat(words)
        .containsPattern("second: I.* from 0\\.\\d+ to 0\\.\\d+ bits \\(95 % interval\\)");
    Shell.Outcome json = run("--diagnose", "--bins", "2", "--json");
    assertThat(schema().validate(json.json())).isEmpty();
    JsonNode interval = json.json().at("/diagnostics/layers/second/diagnosis/labelInterval");
    assertThat(interval.get("low").asDouble()).isBetween(0.0, interval.get("corrected").asDouble());
    assertThat(interval.get("withheld").asText()).isEmpty();
  }

  /** Nothing but what has no sampling error, or none that is known, is without. */
  @Test
  void readingsHaveTheirStandardError() throws IOException {
    Shell.Outcome json = run("--estimator", "binned", "--estimator", "pairwise", "--json");
    for (JsonNode reading : json.json().get("readings")) {
      String metric = reading.get("metric").asText();
      boolean without = metric.endsWith(".saturated") || metric.endsWith(".peak");
      assertThat(reading.get("standardError").isNumber()).as(metric).isEqualTo(!without);
    }
  }

  @Test
  void pairsOfIndependentUnitsAreNotNamed() throws IOException {
    double[] noise = new SplittableRandom(5).doubles(ROWS * 4, -1, 1).toArray();
    NpyFile.doubles(folder.resolve("second.npy"), 4, noise);
    assertThat(run("--diagnose").out()).contains("second: 0 of 12 pairs of its units");
    NpyFile.doubles(folder.resolve("first.npy"), 3, new double[ROWS * 3]);
    assertThat(run("--diagnose", "--sample", 100).out())
        .contains("second: 0 of 12 pairs of its units with those of first");
  }

  @Test
  void aSaturatedReadingSaysHowNearItIsToItsCeiling() {
    assertThat(run("--bins", 1000).out())
        .containsPattern(
            "first, binned, I\\(X;T\\): \\d+ % of the ceiling; saturated: more examples");
  }
}
