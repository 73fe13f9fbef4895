// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that NumPy itself has written, and readings that it has computed in its own way. */
class NumpyTest {
  private static final double ROUNDING = 1e-12; // sums of a few thousand terms in another order

  @TempDir static Path folder;
  private static JsonNode expected;

  @BeforeAll
  static void writeFiles() throws Exception {
    if (run("import numpy") != 0) {
      String missing = "python3 with numpy is not there";
      if (Boolean.getBoolean("infoscope.required")) {
        fail(missing);
      }
      abort(missing);
    }
    try (var script = NumpyTest.class.getResourceAsStream("plane.py")) {
      assertThat(run(new String(script.readAllBytes(), StandardCharsets.UTF_8))).isZero();
    }
    expected = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
  }

  private static int run(String program) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", program, folder.toString())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("python.log").toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  @ParameterizedTest
  @CsvSource({"narrow,-1:1", "narrow,data", "wide,-1:1", "wide,data", "relu,-1:1", "relu,data"})
  void readsWhatNumpyComputes(String layer, String range) {
    JsonNode json = plane(layer + ".npy", "y.npy", "--range", range).json();
    JsonNode truth = expected.get(layer + " " + range);
    JsonNode readings = json.get("readings");
    assertThat(Readings.value(readings, "infoscope.information.input", layer, "binned"))
        .isCloseTo(truth.get("input").asDouble(), within(ROUNDING));
    assertThat(Readings.value(readings, "infoscope.information.label", layer, "binned"))
        .isCloseTo(truth.get("label").asDouble(), within(ROUNDING));
    JsonNode uncertainty = json.at("/diagnostics/layers/" + layer + "/estimators/binned");
    assertThat(uncertainty.get("distinctStates").asInt()).isEqualTo(truth.get("distinct").asInt());
    assertThat(uncertainty.get("rangeMass").asDouble())
        .isCloseTo(truth.get("outside").asDouble(), within(ROUNDING));
  }

  @ParameterizedTest
  @CsvSource({"narrow", "wide", "relu"})
  void textAndBinaryGiveTheSameBits(String layer) {
    JsonNode binary = plane(layer + ".npy", "y.npy").json().get("readings");
    JsonNode text = plane(layer + ".csv", "y.csv").json().get("readings");
    assertThat(text.toString()).isEqualTo(binary.toString());
  }

  @Test
  void boundsByPairwiseDistanceAgree() {
    JsonNode readings =
        plane("wide.npy", "y.npy", "--noise", "absolute:0.3").json().get("readings");
    JsonNode truth = expected.get("pairwise");
    for (String series : List.of("pairwise", "pairwise-lower")) {
      assertThat(Readings.value(readings, "infoscope.information.input", "wide", series))
          .isCloseTo(truth.get(series).asDouble(), within(1e-9)); // cancellation in the distances
    }
  }

  @ParameterizedTest
  @CsvSource({"objects.npy, Python objects", "structured.npy, records"})
  void whatNumpyCanWriteAndWeCannotReadIsRefusedByName(String file, String said) {
    Shell.Outcome outcome = plane(file, "y.npy");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(said);
  }

  @ParameterizedTest
  @CsvSource({
    "big.npy",
    "version2.npy",
    "integers.npy",
    "fortran.npy",
    "half.npy",
    "cube.npy",
    "archive.npz"
  })
  void otherFormsOfNumpyAreRead(String file) throws IOException {
    assertThat(Files.exists(folder.resolve(file))).isTrue();
    assertThat(plane(file, "y.npy").status()).isZero();
  }

  private static Shell.Outcome plane(String activations, String labels, Object... more) {
    return Shell.plane(
        folder.resolve(activations), folder.resolve(labels), Readings.and(more, "--json"));
  }
}
