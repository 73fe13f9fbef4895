// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.estimate.Doubt;
import dev.infoscope.measure.Layer;
import dev.infoscope.measure.Moment;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCommandsTest {
  @TempDir Path folder;
  private static final List<String> READING =
      List.of(
          "report --out %s/x.html --history",
          "serve --port 0 --history",
          "export --csv %s/x.csv --history",
          "export --openmetrics %s/x.om --history");

  private Path history;

  @BeforeEach
  void write() throws Exception {
    history = folder.resolve("run.jsonl");
    Run run = new Run("unit", "mlp", 2, new Provenance("test", "made up", 1, 100, 2, "00"));
    try (HistoryFile file = new HistoryFile(history)) {
      file.begin(run);
      for (int epoch = 1; epoch <= 2; epoch++) {
        Moment moment = new Moment(epoch, 10 * epoch, Instant.ofEpochSecond(1000 + epoch), 0.5);
        file.publish(new EpochReport(run, moment, List.of(reading(epoch)), Map.of(), Map.of()));
      }
    }
  }

  private static Reading reading(double bits) {
    return new Reading(
        PlaneMetrics.LABEL,
        new Layer(0, "dense", "DenseLayer", null, ""),
        Map.of("signal", "activation", "estimator", "binned"),
        bits,
        Doubt.of(100, 3),
        Set.of());
  }

  @Test
  void reportWritesOneHtmlFile() throws IOException {
    Path out = folder.resolve("report.html");
    assertThat(Shell.run("report", "--history", history, "--out", out).status()).isZero();
    assertThat(Files.readString(out)).contains("<html", "unit");
  }

  @Test
  void exportWritesCsvAndOpenMetrics() throws IOException {
    Path csv = folder.resolve("run.csv");
    Path om = folder.resolve("run.om");
    assertThat(
            Shell.run("export", "--history", history, "--csv", csv, "--openmetrics", om).status())
        .isZero();
    assertThat(Files.readString(csv)).contains("infoscope.information.label", "dense");
    assertThat(Files.readString(om))
        .contains("infoscope_information_label_bits")
        .endsWith("# EOF\n");
  }

  @Test
  void serveSaysWhere() {
    Shell.Outcome outcome = Shell.run("serve", "--history", history, "--port", 0, "--seconds", 1);
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).startsWith("http://127.0.0.1:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report --out x.html", "serve --port 0", "export --csv x.csv"})
  void aMissingHistoryIsRefusedInOneLine(String command) {
    Path missing = folder.resolve("missing.jsonl");
    Object[] words = (command + " --history").split(" ");
    Shell.Outcome outcome = Shell.run(Readings.and(words, missing));
    Shell.refused(outcome, "missing.jsonl", "no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "not json at all | line 3: must be JSON: Unrecognized token",
        "[1] | line 3: must be a report of Infoscope, a JSON object",
        "{} | line 3: not a report of Infoscope",
        "{\"schema\":99} | line 3: schema (99) must be <= 2",
        "{\"schema\":2,\"epoch\":\"x\"} | line 3: epoch",
        "{\"schema\":2,\"readings\":7} | line 3: readings"
      })
  void aLineThatIsNoReportIsNamedWithItsRule(String junk, String said) throws IOException {
    Path other = Files.copy(history, folder.resolve("other.jsonl"));
    Files.writeString(other, junk + "\n", StandardOpenOption.APPEND);
    for (String command : READING) {
      Object[] words = command.formatted(folder).split(" ");
      Shell.Outcome outcome = Shell.run(Readings.and(words, other));
      Shell.refused(outcome, "other.jsonl: " + said);
      assertThat(outcome.err()).doesNotContain("dev.infoscope", "java.").hasSizeLessThan(400);
    }
  }

  @Test
  void aHistoryWithoutAReportIsSaidToBeEmpty() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.jsonl"));
    for (String command : READING) {
      Object[] words = command.formatted(folder).split(" ");
      Shell.refused(Shell.run(Readings.and(words, empty)), "empty.jsonl: holds no report");
    }
    assertThat(folder.resolve("x.om")).doesNotExist();
    assertThat(folder.resolve("x.csv")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"report --out", "export --csv", "export --openmetrics"})
  void aHistoryIsNeverWrittenOver(String command) throws IOException {
    String before = Files.readString(history);
    String[] words = command.split(" ");
    Shell.refused(
        Shell.run(words[0], "--history", history, words[1], history), "run.jsonl", "is an input");
    assertThat(Files.readString(history)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"report --out", "export --csv", "export --openmetrics"})
  void aFolderThatIsNotThereIsNamed(String command) {
    String[] words = command.split(" ");
    Path out = folder.resolve("none").resolve("x");
    Shell.refused(
        Shell.run(words[0], "--history", history, words[1], out), "none", "folder is not there");
    Shell.refused(Shell.run(words[0], "--history", history, words[1], folder), "it is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port 99999", "--port -1", "--port 0 --seconds -1"})
  void serveRefusesNumbersOutOfRange(String options) {
    Object[] words = ("serve " + options + " --history").split(" ");
    Shell.refused(Shell.run(Readings.and(words, history)), "must be");
  }
}
