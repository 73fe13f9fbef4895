// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.infoscope.publish.Reports;
import dev.infoscope.publish.TestRequirement;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that somebody else wrote: names chosen to harm whoever exports them. */
class HostileHistoryTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @TempDir Path folder;
  private Path history;
  private Path out;

  @BeforeEach
  void choose() {
    history = folder.resolve("run.jsonl");
    out = folder.resolve("out");
  }

  static Stream<String> namesOfFiles() {
    return Stream.of(
        "../escaped",
        "../../../../../../../../../../tmp/infoscope-escaped",
        "/tmp/infoscope-escaped",
        "a/b",
        "a\\b",
        "nul\u0000byte",
        "",
        "C:\\escaped",
        "-rf",
        "9lives",
        "a b",
        "a\n# EOF",
        "a{x=\"y\"} 1",
        "\u00fcber",
        "x".repeat(5000));
  }

  @ParameterizedTest
  @MethodSource("namesOfFiles")
  @Tried(value = "a history whose metric is called as a file elsewhere", area = Area.FILES)
  void aMetricThatIsNoNameIsLeftOutAndTheRestExported(String metric) throws Exception {
    write(reading(metric, "bits", "estimator", "binned"), good());
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> before = entries(temporary);
    ExportOmissions omissions = HistoryOpenMetrics.write(history, out);
    assertThat(omissions.readings()).isEqualTo(1);
    assertThat(String.join("; ", omissions.words()))
        .contains("metric '")
        .hasSizeLessThan(300)
        .hasLineCount(1);
    assertThat(Files.readString(out)).contains("\ngood_bits{").endsWith("# EOF\n");
    assertThat(entries(folder)).containsExactlyInAnyOrder(history, out);
    assertThat(entries(temporary))
        .filteredOn(file -> file.toString().contains("infoscope-"))
        .isSubsetOf(before);
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=\"b\",c", "", "__name__", "9", "a b", "a\nb", "\u00e4", "run", "model"})
  @Tried(value = "a history whose label key ends the label set", area = Area.NAMES)
  void aLabelThatIsNoNameIsLeftOut(String key) throws Exception {
    write(reading("bad", "bits", key, "x"), good());
    assertThat(String.join("; ", HistoryOpenMetrics.write(history, out).words()))
        .contains("1 reading left out", "label '");
    assertThat(Files.readString(out)).doesNotContain("bad_bits{").contains("\ngood_bits{");
    promtoolTakesIt();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quote\"} 1 1\nevil 1",
        "back\\slash\\",
        "line\nend",
        "\r\n\t",
        "\u0000\u0007\u001b[2J",
        "\ud800",
        "\udbff\udbff",
        "\uD83D\uDE00",
        "\u2028\u2029",
        "{{template}}",
        "# EOF"
      })
  @Tried(value = "a history whose label value ends the line", area = Area.NAMES)
  void aLabelValueStaysAValue(String value) throws Exception {
    write(reading("odd", "bits", "estimator", value), good());
    assertThat(HistoryOpenMetrics.write(history, out).words()).isEmpty();
    assertThat(Files.readString(out).split("\n"))
        .allMatch(line -> line.matches("(?s)# .*|[a-z_]+\\{.*} [^ ]+ [0-9.]+"));
    promtoolTakesIt();
  }

  @Test
  @Tried(value = "names of metrics that differ in case alone", area = Area.FILES)
  void namesThatOneFileSystemTakesForOneStayTwo() throws Exception {
    write(
        reading("Loss", "bits", "a", "x"),
        reading("loss", "bits", "a", "x"),
        reading("con", "", "a", "x"));
    assertThat(HistoryOpenMetrics.write(history, out).words()).isEmpty();
    assertThat(Files.readString(out)).contains("\nLoss_bits{", "\nloss_bits{", "\ncon{");
    promtoolTakesIt();
  }

  @Test
  @Tried(value = "a history of 3,000 metrics, each an open file", area = Area.RESOURCES)
  void metricsWithoutEndAreLeftOut() throws Exception {
    ObjectNode[] many = new ObjectNode[3000];
    for (int i = 0; i < many.length; i++) {
      many[i] = reading("m" + i, "", "a", "x");
    }
    write(many);
    assertThat(HistoryOpenMetrics.write(history, out).readings()).isEqualTo(3000 - 995);
    promtoolTakesIt();
  }

  @Test
  @Tried(
      value = "a history with one series twice at a time, and infinite values",
      area = Area.FILES)
  void aSeriesIsThereOnceAtATime() throws Exception {
    ObjectNode infinite = reading("up", "", "a", "x");
    infinite.put("value", -1e300);
    write(good(), good(), infinite);
    Files.writeString(history, Files.readString(history).replace("-1.0E300", "-1e999"));
    assertThat(String.join("; ", HistoryOpenMetrics.write(history, out).words()))
        .contains("1 reading left out", "good_bits");
    assertThat(Files.readString(out)).contains("} -Inf ");
    promtoolTakesIt();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://127.0.0.1\")",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1",
        "\uff201"
      })
  @Tried(value = "a history whose names are formulas of a spreadsheet", area = Area.FILES)
  void aCellIsNoFormula(String text) throws Exception {
    ObjectNode reading = reading(text, text, text, text);
    reading.put("value", -0.5).put("layer", text).put("layerIndex", 1);
    ObjectNode entry = entry(reading);
    entry.put("run", text).put("model", text);
    Files.writeString(history, JSON.writeValueAsString(entry) + "\n");
    HistoryCsv.write(history, out);
    String csv = Files.readString(out);
    String quoted = text.replace("\"", "\"\"");
    assertThat(csv).contains("'" + quoted).contains(",-0.5,");
    assertThat(csv.replace("'" + quoted, "")).doesNotContain(quoted + ",", quoted + "\"");
  }

  @Test
  @Tried(
      value = "half a surrogate pair in a history that is exported as a table",
      area = Area.FILES)
  void textThatUtf8HasNoBytesForIsReplaced() throws Exception {
    write(reading("a\ud800b", "bits", "e", "\udc00"));
    HistoryCsv.write(history, out);
    assertThat(Files.readString(out)).contains("a\ufffdb", ",\ufffd,");
  }

  @Test
  @Tried(value = "400 kB of gzip that unpack to 400 MB", area = Area.RESOURCES)
  void aBombOfGzipIsRefused() throws IOException {
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, (byte) ' ');
    Path bomb = folder.resolve("bomb.jsonl.gz");
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      for (int i = 0; i < 400; i++) {
        packed.write(block);
      }
    }
    assertThatThrownBy(() -> HistoryCsv.write(bomb, out))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("bomb.jsonl.gz: line 1: unpacks to more than 200 times its size");
  }

  private void promtoolTakesIt() throws Exception {
    Process promtool =
        new ProcessBuilder(
                TestRequirement.program("promtool"),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                out.toString(),
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
  }

  private static ObjectNode good() {
    return reading("good", "bits", "estimator", "binned");
  }

  private static ObjectNode reading(String metric, String unit, String label, String value) {
    ObjectNode reading = JSON.createObjectNode().put("metric", metric).put("unit", unit);
    reading.putObject("labels").put(label, value);
    return reading.put("value", 1.0);
  }

  private void write(ObjectNode... readings) throws IOException {
    Files.writeString(history, JSON.writeValueAsString(entry(readings)) + "\n");
  }

  /** With an object per reading, as in the first version of the format. */
  private static ObjectNode entry(ObjectNode... readings) throws IOException {
    byte[] line = HistoryJson.write(Reports.of(1, 0).entry().written("s", null));
    ObjectNode entry = (ObjectNode) JSON.readTree(line);
    ArrayNode all = entry.putArray("readings");
    all.addAll(List.of(readings));
    return entry;
  }
}
