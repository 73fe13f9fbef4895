// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two equal neurons that are the class, one that is a coin; classes are called 3 and 7. */
class RelayCommandTest {
  private static final int ROWS = 400;
  private static final double EXACT = 1e-12;

  @TempDir Path folder;
  private Path hidden;
  private Path labels;

  @BeforeEach
  void write() throws IOException {
    double[] values = new double[3 * ROWS];
    double[] classes = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double bit = row % 2;
      values[3 * row] = bit;
      values[3 * row + 1] = 2 * bit - 1;
      values[3 * row + 2] = row / 2 % 2;
      classes[row] = bit == 1 ? 7 : 3;
    }
    hidden = NpyFile.doubles(folder.resolve("H.npy"), 3, values);
    labels = NpyFile.doubles(folder.resolve("y.npy"), 1, classes);
  }

  private Shell.Outcome run(Path activations, Path labels, Path predictions, Object... more) {
    List<Object> all =
        List.of(
            "measure",
            "relay",
            "--activations",
            activations,
            "--labels",
            labels,
            "--predictions",
            predictions);
    return Shell.run(Stream.concat(all.stream(), Stream.of(more)).toArray());
  }

  private static double value(JsonNode answer, String metric, String label, String unit) {
    for (JsonNode reading : answer.get("readings")) {
      if (reading.get("metric").asText().equals("infoscope.relay." + metric)
          && reading.at("/labels/class").asText().equals(label)
          && reading.at("/labels/unit").asText().equals(unit)) {
        return reading.get("value").asDouble(Double.NaN);
      }
    }
    throw new AssertionError("no " + metric + " of " + label + " " + unit);
  }

  @Test
  void twoEqualNeuronsAreEssentialAndNeitherIsUnique() {
    JsonNode answer = run(hidden, labels, labels, "--exhaustive", "--json").json();
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Infoscope.class.getResourceAsStream("answer.schema.json"));
    assertThat(schema.validate(answer)).isEmpty();
    assertThat(answer.get("measure").asText()).isEqualTo("relay");
    assertThat(value(answer, "information", "all", "")).isCloseTo(1, within(EXACT));
    assertThat(value(answer, "information", "7", "")).isCloseTo(1, within(EXACT));
    assertThat(value(answer, "module.size", "3", "")).isEqualTo(2);
    assertThat(value(answer, "essentiality", "7", "0")).isCloseTo(1, within(EXACT));
    assertThat(value(answer, "essentiality", "7", "2")).isCloseTo(0, within(EXACT));
    assertThat(value(answer, "unique", "7", "1")).isCloseTo(0, within(EXACT));
    JsonNode path = answer.at("/diagnostics/paths/7");
    assertThat(path).hasSize(4);
    assertThat(path.get(0).get("removed").isNull()).isTrue();
    assertThat(path.get(0).get("value").asDouble()).isCloseTo(1, within(EXACT));
    assertThat(path.get(1).get("removed").asInt()).isEqualTo(2);
    assertThat(path.get(2).get("removed").asInt()).isZero();
    assertThat(path.get(2).get("ties").asInt()).isEqualTo(2);
    assertThat(path.get(3).get("value").asDouble()).isZero();
    JsonNode sets = answer.at("/diagnostics/exhaustive/3");
    assertThat(sets.get("sets").asInt()).isEqualTo(8);
    assertThat(sets.get("shareAboveGreedy").asDouble()).isZero();
    assertThat(sets.at("/sizes/2/best").toString()).isEqualTo("[0,1]");
  }

  /** The table's columns "by chance" and "of", for all classes at once and for each. */
  @Test
  void theJsonHasWhatTheTableHas() {
    String table = run(hidden, labels, labels).out();
    JsonNode answer = run(hidden, labels, labels, "--json").json();
    for (String name : List.of("all", "3", "7")) {
      String row = table.lines().filter(line -> line.startsWith(name + " ")).findFirst().orElse("");
      JsonNode terms = answer.at("/diagnostics/information/" + name);
      String shown =
          String.format(
              Locale.ROOT,
              "%.4f %.4f",
              terms.at("/nullMean").asDouble(Double.NaN),
              terms.at("/inputOutput").asDouble(Double.NaN));
      assertThat(row.replaceAll(" +", " ") + " ").as(name).contains(" " + shown + " ");
    }
  }

  @Test
  void noKeyIsInSnakeCase() {
    JsonNode diagnostics =
        run(hidden, labels, labels, "--exhaustive", "--json").json().get("diagnostics");
    assertThat(diagnostics.at("/paths/3/0").has("activeCells")).isTrue();
    assertThat(diagnostics.at("/exhaustive/3").has("largestShortfall")).isTrue();
    assertThat(diagnostics.toString()).doesNotContain("_");
  }

  @Test
  void oneClassOnRequest() {
    JsonNode answer = run(hidden, labels, labels, "--class", 7, "--json").json();
    assertThat(answer.at("/diagnostics/paths").size()).isEqualTo(1);
    assertThat(answer.at("/diagnostics/paths/7")).hasSize(4);
  }

  @Test
  void aTableForPeople() {
    Shell.Outcome outcome = run(hidden, labels, labels, "--coarse", "sign", "--split-half");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("Relay information of H, 3 neurons, sign", "class", "module", "1.0000", "0 1");
  }

  @Test
  void mostEssentialNeuronsOnRequestAndCorrected() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    double[] guesses = new double[ROWS];
    Arrays.setAll(guesses, row -> (random.nextInt(5) == 0 ? random.nextInt(2) : row % 2) * 4 + 3);
    Path predictions = NpyFile.doubles(folder.resolve("p.npy"), 1, guesses);
    JsonNode plain = run(hidden, labels, predictions, "--neurons", 2, "--json").json();
    JsonNode corrected =
        run(hidden, labels, predictions, "--neurons", 2, "--corrected", "--json").json();
    assertThat(plain.at("/diagnostics/units").toString()).isEqualTo("[0,1]");
    double difference =
        value(corrected, "information", "7", "") - value(plain, "information", "7", "");
    assertThat(difference)
        .isCloseTo(plain.at("/diagnostics/information/7/biasCorrection").asDouble(), within(EXACT))
        .isNegative();
    assertThat(corrected.at("/diagnostics/paths/7/0/value").asDouble())
        .isCloseTo(value(corrected, "information", "7", ""), within(EXACT));
  }

  @Test
  void inputThatMakesNoSenseIsRefused() throws IOException {
    Path few = NpyFile.doubles(folder.resolve("few.npy"), 1, new double[ROWS - 1]);
    Shell.refused(run(hidden, labels, few), "few.npy: 399 rows", "has 400");
    Shell.refused(run(hidden, labels, labels, "--class", 4), "class 4 does not occur");
    Path small = NpyFile.doubles(folder.resolve("small.npy"), 1, new double[49]);
    Shell.refused(run(small, small, small), "small.npy: 49 rows", "at least 50");
    Path wide = NpyFile.doubles(folder.resolve("wide.npy"), 23, new double[23 * ROWS]);
    Shell.refused(run(wide, labels, labels, "--exhaustive"), "23 neurons", "at most 22");
    Shell.refused(run(wide, labels, labels, "--neurons", 0), "--neurons (0) must be >= 1");
    Shell.refused(run(hidden, labels, labels, "--coarse", "3means"), "3means");
    Shell.refused(run(hidden, labels, labels, "--coarse", "3", "--exhaustive"), "--coarse (3)");
    Shell.refused(run(hidden, labels, labels, "--threads", 0), "--threads (0) must be >= 1");
    Shell.refused(Shell.run("measure", "relay", "--labels", labels), "--activations");
  }

  @Test
  void aConstantLayerReadsNullWithTheReason() throws IOException {
    Path constant = NpyFile.doubles(folder.resolve("c.npy"), 2, new double[2 * ROWS]);
    JsonNode answer = run(constant, labels, labels, "--json").json();
    for (JsonNode reading : answer.get("readings")) {
      assertThat(reading.get("value").isNull()).isTrue();
      assertThat(reading.get("flags").get(0).asText()).isEqualTo("constant");
    }
    assertThat(run(constant, labels, labels).out()).contains("constant on the probe set");
  }
}
