// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.Reports;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("run.jsonl");
  }

  /** Reports alone: what is not told of a beginning writes no end. */
  private void write(int from, int to) throws IOException {
    try (HistoryFile file = new HistoryFile(path)) {
      for (int epoch = from; epoch <= to; epoch++) {
        file.publish(Reports.of(epoch, 3));
      }
    }
  }

  private List<Integer> epochs() throws IOException {
    return History.read(path).stream().map(ReportEntry::epoch).toList();
  }

  @Test
  void everythingComesBackToTheLastBit() throws Exception {
    Layer layer = new Layer(3, "dense \"3\"", "DenseLayer", new Range(-1, 1), "mean");
    Uncertainty uncertainty =
        new Uncertainty(
            2000,
            0.1 + 0.2,
            Math.PI,
            17,
            0.9,
            1e-9,
            0.01,
            new ShuffledNull(0.2, 0.03, new double[20]));
    Map<String, String> labels = Map.of("signal", "activation", "estimator", "binned");
    Reading reading =
        new Reading(
            PlaneMetrics.LABEL, layer, labels, 1.0 / 3, uncertainty, Set.of(Flag.SATURATED));
    Moment moment = new Moment(7, 70, Instant.parse("2026-11-21T10:00:00.123Z"), 0.7);
    EpochReport report =
        new EpochReport(
            Reports.RUN,
            moment,
            List.of(reading),
            Map.of("drop", "dropout"),
            Map.of("plane", Duration.ofMillis(20)));
    ReportEntry written = report.entry().written("s", Reports.health(4));
    byte[] line = HistoryJson.write(written);
    assertThat(HistoryJson.read(line, 0, line.length)).isEqualTo(written);
    assertThat(new String(line, StandardCharsets.UTF_8))
        .contains("\"range\":[-1.0,1.0],", "\"plannedEpochs\":10,", "\"standardError\":[0.3")
        .doesNotContain("_error", "layer_index", "\"saturated\":", "after");
    ReadingEntry back = written.readings().get(0);
    assertThat(back.value()).isEqualTo(1.0 / 3);
    assertThat(back.standardError()).isEqualTo(0.1 + 0.2);
    assertThat(back.isSaturated()).isTrue();
    assertThat(written.layers()).containsExactly(layer);
    assertThat(written.durations()).containsEntry("plane", 0.02);
  }

  @Test
  void aTextThatIsNotThereIsDamage() throws Exception {
    write(1, 1);
    String line = Files.readString(path);
    Files.writeString(path, line + line.replace("\"value\":", "\"obtained\":[7,7,7],\"value\":"));
    assertThat(History.forEach(path, entry -> {}).words())
        .contains("obtained (7) of infoscope.")
        .contains("must be a place in a list of 0");
  }

  @Test
  void noEvidenceIsNullAndStaysInTheLine() throws Exception {
    Layer layer = new Layer(0, "a", "Dense", null, "");
    EpochReport report =
        new EpochReport(
            Reports.RUN,
            new Moment(1, 1, Instant.EPOCH, Double.NaN),
            List.of(Reports.reading(PlaneMetrics.EFFICIENCY, layer, Double.NaN)),
            Map.of(),
            Map.of());
    ReadingEntry reading = report.entry().readings().get(0);
    assertThat(reading.value()).isNull();
    try (HistoryFile file = new HistoryFile(path)) {
      file.publish(report);
    }
    assertThat(Files.readString(path)).contains("\"value\":[null]").doesNotContain("NaN");
    assertThat(History.read(path).get(0).readings()).containsExactly(reading);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aTornLastLineIsDroppedWhereverItWasCutAndTheFileIsContinued(String name) throws Exception {
    path = folder.resolve(name);
    write(1, 1);
    int firstLine = (int) Files.size(path);
    write(2, 2);
    byte[] whole = Files.readAllBytes(path);
    int sum =
        name.endsWith("gz") ? 16 : 0; // without its sum a packed line is all there to a reader
    for (int cut = firstLine; cut < whole.length - sum; cut += name.endsWith("gz") ? 13 : 97) {
      Files.write(path, Arrays.copyOf(whole, cut));
      assertThat(epochs()).as("read, cut at %d", cut).containsExactly(1);
      write(5, 5);
      assertThat(epochs()).as("continued, cut at %d", cut).containsExactly(1, 5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aFileOfZerosAfterAPowerCutIsCutBack(String name) throws Exception {
    path = folder.resolve(name);
    write(1, 2);
    Files.write(path, new byte[70_000], StandardOpenOption.APPEND);
    Files.write(path, new byte[] {'\n'}, StandardOpenOption.APPEND);
    assertThat(Files.size(path)).isGreaterThan(70_000);
    write(3, 3);
    assertThat(epochs()).containsExactly(1, 2, 3);
  }

  @Test
  void aLineInTheMiddleThatIsNoReportIsLeftOutAndNamed() throws Exception {
    write(1, 1);
    String first = Files.readString(path);
    Files.writeString(path, first + "{\"x\":\n" + first);
    SkippedLines skipped = History.forEach(path, entry -> {});
    assertThat(skipped.words()).startsWith(path + ": 1 damaged line was left out (line 2: ");
    assertThat(epochs()).containsExactly(1, 1);
  }

  @Test
  void whereALineWasCutIsSaidInAColumnWithoutTheLibrarysSource() throws Exception {
    write(1, 1);
    String first = Files.readString(path);
    Files.writeString(path, first.substring(0, first.indexOf('[') + 1) + "\n" + first);
    assertThat(History.forEach(path, entry -> {}).words())
        .containsPattern("\\(start marker at column \\d+\\)")
        .doesNotContain("Source", "REDACTED");
  }

  /** As they were written until schema 2. */
  @Test
  void readingsThatAreAnObjectEachAreRead() throws Exception {
    Files.writeString(
        path,
        """
        {"schema":1,"session":"s","run":"r","model":"m","epoch":4,"iteration":40,"time":"2026-01-01T00:00:00Z",\
        "readings":[\
        {"metric":"a","unit":"bits","layer":"l","layer_index":2,"labels":{"signal":"x"},\
        "value":0.1,"samples":9,"standard_error":0.2,"flags":["saturated"]},\
        {"metric":"b","unit":"","labels":{},"value":null,"flags":[]}],\
        "matrices":[{"metric":"c","unit":"","layer":"l","layer_index":2,"rows_are":"class",\
        "columns_are":"unit","rows":["0"],"columns":["0","1"],"values":[[0.3333333333333333,null]]}]}
        """);
    ReportEntry entry = History.read(path).get(0);
    ReadingEntry first = entry.readings().get(0);
    assertThat(first.layerIndex()).isEqualTo(2);
    assertThat(first.labels()).containsExactly(Map.entry("signal", "x"));
    assertThat(first.value()).isEqualTo(0.1);
    assertThat(first.samples()).isEqualTo(9);
    assertThat(first.standardError()).isEqualTo(0.2);
    assertThat(first.isSaturated()).isTrue();
    assertThat(entry.readings().get(1).value()).isNull();
    assertThat(entry.matrices().get(0).values()[0]).containsExactly(1.0 / 3, Double.NaN);
    write(5, 5);
    assertThat(epochs()).as("continued in today's schema").containsExactly(4, 5);
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    Files.writeString(path, "{\"schema\":5}\n");
    assertThatThrownBy(() -> History.read(path)).hasMessageContaining("schema (5) must be <= 4");
  }

  @Test
  void keysOfLaterVersionsAreIgnored() throws Exception {
    Files.writeString(
        path,
        """
        {"schema":1,"run":"r","model":"m","time":"2026-01-01T00:00:00Z","epoch":4,"mood":"fine"}
        """);
    assertThat(epochs()).containsExactly(4);
  }

  @Test
  void whatIsNoRegularFileIsRefusedEachTime() throws Exception {
    HistoryFile file = new HistoryFile(Files.createDirectory(path));
    for (int epoch = 1; epoch <= 3; epoch++) {
      EpochReport report = Reports.of(epoch, 1);
      assertThatThrownBy(() -> file.publish(report)).hasMessageContaining("is no regular file");
    }
  }

  @Test
  void aFolderThatIsNotThereIsReportedAndTriedAgain() throws Exception {
    path = folder.resolve("later").resolve("run.jsonl");
    try (HistoryFile file = new HistoryFile(path)) {
      assertThatThrownBy(() -> file.begin(Reports.RUN)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> file.publish(Reports.of(1, 1))).isInstanceOf(IOException.class);
      Files.createDirectory(path.getParent());
      file.publish(Reports.of(2, 1));
    }
    assertThat(epochs()).containsExactly(2);
  }

  @Test
  void whatWasTrainedAgainReplacesWhatWasThere() throws Exception {
    write(1, 5);
    write(4, 6);
    assertThat(History.course(History.read(path)).stream().map(ReportEntry::epoch))
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(epochs()).hasSize(8);
  }
}
