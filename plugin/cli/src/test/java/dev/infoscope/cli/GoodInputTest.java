// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same numbers in any form that is read give the same readings. */
class GoodInputTest {
  private static final double[] VALUES = {1, -2, 0, 3, 1, -2, 5, 0};
  private static final String PLAIN = "1,-2\n0,3\n1,-2\n5,0\n";

  @TempDir Path folder;
  private Path labels;
  private JsonNode expected;

  @BeforeEach
  void readPlainText() throws IOException {
    labels = write("y.csv", "0\n1\n0\n1\n");
    expected = readings(write("T.csv", PLAIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF1,-2\n0,3\n1,-2\n5,0\n",
        "1,-2\r\n0,3\r\n1,-2\r\n5,0\r\n",
        "1,-2\n0,3\n1,-2\n5,0",
        "1,-2\n0,3\n1,-2\n5,0\n\n\r\n  \n",
        "a,b\n1,-2\n0,3\n1,-2\n5,0\n",
        "\uFEFF\"first unit\",\"second\"\r\n1,-2\r\n0,3\r\n1,-2\r\n5,0\r\n",
        " +1.0 , -2e0\n0.,3.000\n\"1\",-.2E+1\n5,-0\n",
      })
  void textComesInManyForms(String text) throws IOException {
    assertThat(readings(write("T.csv", text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void npyComesInThreeVersions(int version) throws IOException {
    String header = NpyFile.header("'<f8'", "False", "(4, 2)");
    byte[] data = NpyFile.bytes(ByteOrder.LITTLE_ENDIAN, VALUES);
    Path file = NpyFile.write(folder.resolve("T.npy"), version, header, data);
    assertThat(readings(file)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"<f4", "<f8", "<i8", "<i4", "<i2", "|i1", ">f4", ">f8", ">i8", ">i4", ">i2", "=f4"})
  void npyComesInManyTypes(String descr) throws IOException {
    Path file = folder.resolve("T.npy");
    NpyFile.write(file, "'" + descr + "'", "(4, 2)", encoded(descr));
    assertThat(readings(file)).isEqualTo(expected);
  }

  private static byte[] encoded(String descr) {
    ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer bytes = ByteBuffer.allocate(64).order(order);
    for (double value : VALUES) {
      switch (descr.substring(1)) {
        case "f4" -> bytes.putFloat((float) value);
        case "f8" -> bytes.putDouble(value);
        case "i8" -> bytes.putLong((long) value);
        case "i4" -> bytes.putInt((int) value);
        case "i2" -> bytes.putShort((short) value);
        default -> bytes.put((byte) value);
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  @Test
  void unsignedAndBooleanAreRead() throws IOException {
    byte[] data = {0, (byte) 200, 0, 1};
    JsonNode bytes = layer(NpyFile.write(folder.resolve("T.npy"), "'|u1'", "(4,)", data));
    assertThat(bytes.get("maximum").asDouble()).isEqualTo(200);
    JsonNode truths = layer(NpyFile.write(folder.resolve("T.npy"), "'|b1'", "(4,)", data));
    assertThat(truths.get("maximum").asDouble()).isEqualTo(1);
  }

  @Test
  void doublesAreNotNarrowed() throws IOException {
    double[] close = {0.5, 0.5 - 1e-12, 0.5, 0.5 - 1e-12}; // equal as floats; an edge lies between
    JsonNode npy = readings(NpyFile.doubles(folder.resolve("T.npy"), 1, close), "--bins", 4);
    assertThat(Readings.value(npy, "infoscope.information.input", "T", "binned")).isEqualTo(1);
  }

  @Test
  void negativeAndSparseLabelsAreClasses() throws IOException {
    Path file = folder.resolve("T.csv");
    Path sparse = write("sparse.csv", "label\n-7\n1e9\n-7.0\n1000000000\n");
    Shell.Outcome outcome = Shell.plane(file, sparse, "--json");
    assertThat(outcome.json().get("readings")).isEqualTo(expected);
    assertThat(outcome.json().at("/diagnostics/classes").toString()).isEqualTo("[-7,1000000000]");
  }

  @Test
  void aLayerThatIsNotFiniteIsFlaggedWhenAllowed() throws IOException {
    Path broken = write("broken.csv", "1,-2\n0,nan\n1,-2\n5,0\n");
    JsonNode json =
        Shell.plane(
                broken, labels, "--activations", folder.resolve("T.csv"), "--allow-nan", "--json")
            .json();
    for (JsonNode reading : json.get("readings")) {
      boolean isOfNetwork = reading.get("layer").isNull(); // where efficiency peaks
      boolean isBroken = isOfNetwork || reading.get("layer").asText().equals("broken");
      assertThat(reading.get("flags").toString().contains("not_finite")).isEqualTo(isBroken);
      assertThat(!isBroken || reading.get("value").isNull()).isTrue();
    }
  }

  @Test
  void aFileOfManyBlocksIsReadWhole() throws IOException {
    int rows = 200_000;
    SplittableRandom random = new SplittableRandom(3);
    String text =
        IntStream.range(0, rows)
            .mapToObj(i -> String.format(Locale.ROOT, "%.3f", random.nextDouble(-1, 1)))
            .collect(Collectors.joining("\n"));
    Path many = write("y2.csv", "0\n1\n".repeat(rows / 2));
    JsonNode json = Shell.plane(write("T.csv", text), many, "--json", "--bins", 4).json();
    JsonNode uncertainty = json.at("/diagnostics/layers/T/estimators");
    assertThat(uncertainty.at("/binned/samples").asInt()).isEqualTo(rows);
    assertThat(uncertainty.at("/pairwise/samples").asInt()).isEqualTo(2000);
    double bits =
        Readings.value(json.get("readings"), "infoscope.information.input", "T", "binned");
    assertThat(bits).isBetween(1.999, 2.0); // four bins of nearly the same mass
  }

  private JsonNode readings(Path file, Object... more) {
    return Shell.plane(file, labels, Readings.and(more, "--json")).json().get("readings");
  }

  private JsonNode layer(Path file) {
    return Shell.plane(file, labels, "--json").json().at("/diagnostics/layers/T");
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, UTF_8);
  }
}
