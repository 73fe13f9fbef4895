// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty samples of three classes, worked out by hand: unit 0 is on in 1 of 8, 2 of 8 and 4 of 4
 * samples of a class, unit 1 in none, none and all.
 */
class NeuronsCommandTest {
  private static final int[][] ON = {{1, 2, 4}, {0, 0, 4}};
  private static final int[] SIZES = {8, 8, 4};

  @TempDir Path folder;
  private Path values;
  private Path labels;

  @BeforeEach
  void write() throws IOException {
    StringBuilder rows = new StringBuilder();
    StringBuilder classes = new StringBuilder();
    for (int label = 0; label < 3; label++) {
      for (int i = 0; i < SIZES[label]; i++) {
        int first = i < ON[0][label] ? 1 : 0;
        int second = i < ON[1][label] ? 1 : 0;
        // a dead unit, a double of unit 0, and one that is always on
        rows.append(String.format(Locale.ROOT, "%d,%d,0.5,%d,%d%n", first, second, first, 2 + i));
        classes.append(label * 10).append('\n');
      }
    }
    values = Files.writeString(folder.resolve("H.csv"), rows.toString());
    labels = Files.writeString(folder.resolve("y.csv"), classes.toString());
  }

  private Shell.Outcome run(Object... more) {
    List<Object> all = List.of("measure", "neurons", "--activations", values, "--labels", labels);
    return Shell.run(Stream.concat(all.stream(), Stream.of(more)).toArray());
  }

  private static double value(JsonNode answer, String metric, int unit) {
    for (JsonNode reading : answer.get("readings")) {
      if (reading.get("metric").asText().equals("infoscope.neuron." + metric)
          && reading.at("/labels/unit").asInt() == unit) {
        return reading.get("value").asDouble();
      }
    }
    throw new AssertionError("no " + metric + " of " + unit);
  }

  @Test
  void readsTheWorkedExamples() {
    JsonNode answer = run("--json").json();
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Infoscope.class.getResourceAsStream("answer.schema.json"));
    assertThat(schema.validate(answer)).isEmpty();
    assertThat(answer.get("measure").asText()).isEqualTo("neurons");
    assertThat(value(answer, "entropy", 0)).isCloseTo(0.934068, within(1e-6));
    assertThat(value(answer, "label.information", 0)).isCloseTo(0.392131, within(1e-6));
    assertThat(value(answer, "selectivity", 0)).isCloseTo(1.514573, within(1e-6));
    assertThat(value(answer, "label.information", 1)).isCloseTo(0.721928, within(1e-6));
    assertThat(value(answer, "selectivity", 1)).isCloseTo(2.321928, within(1e-6));
    assertThat(value(answer, "entropy", 2)).isZero();
    assertThat(answer.get("readings"))
        .hasSize(15)
        .allMatch(r -> r.get("layer").asText().equals("H"));
    JsonNode diagnostics = answer.get("diagnostics");
    assertThat(diagnostics.get("dead").toString()).isEqualTo("[2]");
    assertThat(diagnostics.get("alwaysOn").toString()).isEqualTo("[4]");
    assertThat(diagnostics.at("/duplicate/0/unit").asInt()).isEqualTo(3);
    assertThat(diagnostics.at("/duplicate/0/of").asInt()).isZero();
    assertThat(diagnostics.at("/correctedInformation/0").asDouble())
        .isCloseTo(0.392131 - 0.036067, within(1e-6));
    assertThat(diagnostics.at("/correctedInformation/1").asDouble())
        .isCloseTo(0.721928, within(1e-6)); // the correction would lift it above H(T)
    assertThat(diagnostics.at("/classSelectivity/0").asDouble()).isCloseTo(0.684211, within(1e-6));
    assertThat(diagnostics.get("classes").toString()).isEqualTo("[0,10,20]");
  }

  @Test
  void quantizersAreTheUsers() {
    JsonNode bins = run("--quantizer", "quantile:4", "--json").json();
    assertThat(value(bins, "entropy", 4)).isGreaterThan(1.5);
    JsonNode high = run("--threshold", "5.5", "--json").json();
    assertThat(high.at("/parameters/quantizer").asText()).isEqualTo("1bit:5.5");
    assertThat(value(high, "entropy", 0)).isZero();
    assertThat(value(high, "entropy", 4)).isPositive();
    assertThat(value(run("--quantizer", "2means", "--json").json(), "entropy", 1))
        .isCloseTo(0.721928, within(1e-6));
  }

  @Test
  void peopleGetATable() {
    assertThat(run().out())
        .contains("Neurons of H, 1bit:0.0, bits", "0.9341", "1.5146", "dead: 2", "always on: 4")
        .contains("duplicate: 3 of 0", "by chance the best neuron reads up to");
    assertThat(run("--json").out()).isEqualTo(run("--json").out());
  }

  @Test
  void unitsWithoutClassSelectivitySayWhy() throws IOException {
    values = Files.writeString(folder.resolve("S.csv"), "1e-13,-1,0,5e6,1\n3e-13,2,0,1,3\n");
    labels = Files.writeString(folder.resolve("t.csv"), "0\n1\n");
    assertThat(run().out())
        .contains("no class selectivity (negative values): 1" + System.lineSeparator())
        .contains("no class selectivity (all values are 0): 2" + System.lineSeparator())
        .contains("no class selectivity (class means below 1.9e-6, too small to tell apart): 0")
        .contains("no class selectivity (values of 4194304 or more, too large to sum): 3");
    JsonNode diagnostics = run("--json").json().get("diagnostics");
    JsonNode why = diagnostics.get("classSelectivityWithheld");
    for (int unit = 0; unit < 4; unit++) {
      assertThat(diagnostics.at("/classSelectivity/" + unit).isNull()).as("unit %s", unit).isTrue();
      assertThat(why.get(unit).asText()).as("unit %s", unit).isNotEmpty();
    }
    assertThat(diagnostics.at("/classSelectivity/4").asDouble()).isCloseTo(0.5, within(1e-12));
    assertThat(why.get(4).asText()).isEmpty();
  }

  @Test
  void whatCannotBeIsRefusedInOneLine() throws IOException {
    Shell.refused(run("--quantizer", "3bit"), "'3bit' is none of 1bit, 2means");
    Shell.refused(run("--quantizer", "quantile:1"), "bins (1) must be >= 2");
    Shell.refused(
        run("--quantizer", "2means", "--threshold", "1"), "--threshold goes with --quantizer 1bit");
    Shell.refused(run("--permutations", "-1"), "--permutations (-1) must be from 0 to 1000000");
    labels = Files.writeString(folder.resolve("short.csv"), "1\n2\n");
    Shell.refused(run(), "H.csv", "shape [20 x 5] does not go with the labels in", "shape [2]");
    values = Files.writeString(folder.resolve("nan.csv"), "1,2\nNaN,3\n");
    Shell.refused(run(), "NaN at row 2, column 1");
  }
}
