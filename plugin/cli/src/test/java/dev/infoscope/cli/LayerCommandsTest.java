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

/** Two signs, each pair equally often; the label is their product, or both. */
class LayerCommandsTest {
  private static final int ROWS = 400;

  @TempDir Path folder;
  private Path signs;
  private Path copies;
  private Path product;
  private Path first;

  @BeforeEach
  void write() throws IOException {
    StringBuilder pairs = new StringBuilder();
    StringBuilder same = new StringBuilder();
    StringBuilder products = new StringBuilder();
    StringBuilder firsts = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      int a = 2 * (row % 2) - 1;
      int b = 2 * (row / 2 % 2) - 1;
      pairs.append(String.format(Locale.ROOT, "%d,%d%n", a, b));
      same.append(String.format(Locale.ROOT, "%d,%d,%d%n", a, 2 * a, 3 * a));
      products.append(a * b).append('\n');
      firsts.append(a).append('\n');
    }
    signs = Files.writeString(folder.resolve("signs.csv"), pairs.toString());
    copies = Files.writeString(folder.resolve("copies.csv"), same.toString());
    product = Files.writeString(folder.resolve("product.csv"), products.toString());
    first = Files.writeString(folder.resolve("first.csv"), firsts.toString());
  }

  private static Shell.Outcome run(String measure, Object... more) {
    return Shell.run(Stream.concat(Stream.of("measure", measure), Stream.of(more)).toArray());
  }

  private static double value(JsonNode answer, int reading) {
    return answer.get("readings").get(reading).get("value").asDouble();
  }

  private static JsonNode valid(Shell.Outcome outcome) {
    JsonNode answer = outcome.json();
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Infoscope.class.getResourceAsStream("answer.schema.json"));
    assertThat(schema.validate(answer)).isEmpty();
    return answer;
  }

  private Path begin(Path table, String name) throws IOException {
    return Files.write(folder.resolve(name), Files.readAllLines(table).subList(0, 100));
  }

  @Test
  void whatIsBeyondTheAuditIsSaidWithItsReason() throws IOException {
    Path few = begin(copies, "few.csv");
    Path labels = begin(first, "labels.csv");
    assertThat(run("usable", "--activations", few, "--labels", labels, "--units", 2).out())
        .contains(
            "few is beyond the audit: usable: audited up to 128 units and 10 classes, from 200"
                + " rows on; here 3 units, 2 classes, 100 rows");
    assertThat(run("usable", "--activations", copies, "--labels", first).out())
        .doesNotContain("beyond");
  }

  @Test
  void ofTheProductOfSignsNothingIsUsableAndOfASignAll() {
    JsonNode nothing = valid(run("usable", "--activations", signs, "--labels", product, "--json"));
    assertThat(nothing.get("measure").asText()).isEqualTo("usable");
    assertThat(nothing.at("/readings/0/metric").asText()).isEqualTo("infoscope.information.usable");
    assertThat(nothing.at("/readings/1/metric").asText())
        .isEqualTo("infoscope.information.usable.null");
    assertThat(value(nothing, 0)).isCloseTo(0, within(0.02));
    assertThat(nothing.at("/readings/0/flags/0").asText()).isEqualTo("not_above_null");
    JsonNode all =
        run("usable", "--activations", signs, copies, "--labels", first, "--json").json();
    assertThat(value(all, 0)).isBetween(0.85, 1.0);
    assertThat(all.at("/readings/2/layer").asText()).isEqualTo("copies");
    assertThat(value(all, 2)).isBetween(0.85, 1.0);
    assertThat(all.at("/diagnostics/layers/signs/ceiling").asDouble()).isBetween(0.9, 1.05);
    assertThat(all.at("/diagnostics/layers/copies/units").asInt()).isEqualTo(3);
  }

  @Test
  void theProductOfSignsIsInNoneAndNeedsBoth() {
    JsonNode answer =
        valid(run("redundancy", "--activations", signs, "--labels", product, "--json"));
    assertThat(answer.at("/readings/0/metric").asText()).isEqualTo("infoscope.redundancy.degree");
    assertThat(answer.at("/readings/1/metric").asText())
        .isEqualTo("infoscope.vulnerability.degree");
    assertThat(answer.at("/readings/0/unit").asText()).isEqualTo("neurons");
    assertThat(value(answer, 0)).isCloseTo(0, within(1e-12));
    assertThat(value(answer, 1)).isCloseTo(2, within(1e-12));
  }

  @Test
  void threeCopiesAllHoldItAndAnyCanGo() {
    JsonNode answer =
        run("redundancy", "--activations", copies, "--labels", first, "--json").json();
    assertThat(value(answer, 0)).isCloseTo(3, within(1e-12));
    assertThat(value(answer, 1)).isZero();
    assertThat(answer.at("/diagnostics/layers/copies/coverage").asDouble()).isEqualTo(1);
  }

  @Test
  void anAnswerCanBeRepeatedFromItsParameters() {
    JsonNode usable =
        run(
                "usable",
                "--activations",
                signs,
                "--labels",
                first,
                "--units",
                1,
                "--null",
                2,
                "--seed",
                9,
                "--json")
            .json();
    assertThat(usable.at("/parameters/units").asInt()).isEqualTo(1);
    assertThat(usable.at("/parameters/null").asInt()).isEqualTo(2);
    assertThat(usable.at("/parameters/seed").asLong()).isEqualTo(9);
    assertThat(usable.at("/readings/0/flags").toString()).contains("sampled");
    JsonNode redundancy =
        run(
                "redundancy",
                "--activations",
                copies,
                "--labels",
                first,
                "--units",
                1,
                "--groups",
                2,
                "--quantizer",
                "2means",
                "--json")
            .json();
    assertThat(redundancy.at("/parameters/quantizer").asText()).isEqualTo("2means");
    assertThat(redundancy.at("/parameters/groups").asInt()).isEqualTo(2);
    assertThat(value(redundancy, 0)).isCloseTo(1, within(1e-12));
    assertThat(redundancy.at("/readings/0/flags/0").asText()).isEqualTo("sampled");
  }

  @Test
  void peopleGetATable() {
    assertThat(run("usable", "--activations", signs, "--labels", product).out())
        .contains("layer", "usable", "by chance", "ceiling", "signs", "not_above_null", "seed 1");
    assertThat(run("redundancy", "--activations", signs, "--labels", product).out())
        .contains("redundancy", "vulnerability", "coverage", "signs", "0.0000", "2.0000");
  }

  @Test
  void aThresholdMovesTheBits() {
    JsonNode answer =
        run("redundancy", "--activations", copies, "--labels", first, "--threshold", 1.5, "--json")
            .json();
    assertThat(value(answer, 0)).isCloseTo(2, within(1e-12)); // the first copy never exceeds it
  }

  @Test
  void refusesWhatCannotBeRead() throws IOException {
    Path few = Files.writeString(folder.resolve("few.csv"), "1\n2\n");
    Shell.refused(
        run("usable", "--activations", signs, "--labels", few),
        "shape [400 x 2] does not go with the labels");
    Shell.refused(
        run("usable", "--activations", signs, "--labels", first, "--units", 0),
        "--units (0) must be >= 1");
    Shell.refused(
        run("redundancy", "--activations", signs, "--labels", first, "--quantizer", "quantile:4"),
        "--quantizer must be 1bit or 2means");
    Shell.refused(
        run("redundancy", "--activations", signs, "--labels", first, "--null", -1),
        "--null (-1) must be >= 0");
    Shell.refused(
        run(
            "redundancy",
            "--activations",
            signs,
            "--labels",
            first,
            "--quantizer",
            "2means",
            "--threshold",
            1),
        "--threshold goes with --quantizer 1bit only");
  }

  @Test
  void rowsThatAreTooFewReadNothingAndSayWhy() throws IOException {
    Path x = Files.writeString(folder.resolve("x.csv"), "1,2\n3,4\n");
    Path y = Files.writeString(folder.resolve("y.csv"), "0\n1\n");
    for (String measure : List.of("usable", "redundancy")) {
      JsonNode answer = run(measure, "--activations", x, "--labels", y, "--json").json();
      assertThat(answer.at("/readings/0/value").isNull()).isTrue();
      assertThat(answer.at("/readings/0/flags/0").asText()).isEqualTo("too_few");
    }
  }
}
