// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.Reports;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as earlier versions wrote them: part of a report of the quickstart, in every schema. */
class OlderHistoryTest {
  @TempDir Path folder;

  private Path file(int schema) throws IOException {
    Path file = folder.resolve(schema + ".jsonl");
    String name = "schema-" + schema + ".jsonl";
    try (InputStream in = OlderHistoryTest.class.getResourceAsStream(name)) {
      Files.write(file, Objects.requireNonNull(in, name).readAllBytes());
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyKeyOfAnOlderSchemaIsRead(int schema) throws Exception {
    ReportEntry entry = History.read(file(schema)).get(0);
    assertThat(entry.schema()).isEqualTo(schema);
    assertThat(entry.plannedEpochs()).isEqualTo(5);
    assertThat(entry.provenance().probeHash()).isEqualTo("4c485cb01dff7683");
    assertThat(entry.provenance().settings())
        .hasEntrySatisfying(
            "as written",
            text -> assertThat(text).asString().startsWith("PlaneSettings[estimators="));
    ReadingEntry label = entry.readings().get(0);
    assertThat(label.layerIndex()).isZero();
    assertThat(label.distinctStates()).isEqualTo(2000.0);
    assertThat(label.biasCorrection()).isEqualTo(0.00036067376022219655);
    assertThat(label.rangeMass()).isZero();
    assertThat(label.nullShuffles()).isEqualTo(20);
    assertThat(label.nullMean()).isNotNull();
    assertThat(entry.readings().get(9).standardError()).isEqualTo(0.010766072271801527);
    assertThat(entry.matrices().get(0).rowsAre()).isEqualTo("quantity");
  }

  @Test
  void allSchemasSayTheSame() throws Exception {
    List<ReadingEntry> third = History.read(file(3)).get(0).readings();
    assertThat(History.read(file(1)).get(0).readings()).isEqualTo(third).hasSizeGreaterThan(10);
    assertThat(History.read(file(2)).get(0).readings()).isEqualTo(third);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anOlderFileIsContinuedInTheSchemaOfToday(int schema) throws Exception {
    Path old = file(schema);
    try (HistoryFile history = new HistoryFile(old)) {
      history.begin(Reports.RUN);
      history.publish(Reports.of(2, 1));
    }
    assertThat(History.read(old))
        .extracting(ReportEntry::schema)
        .containsExactly(schema, ReportEntry.SCHEMA);
    assertThat(History.read(old).get(1).provenance().settings())
        .isEqualTo(Map.of("plane.rule", "made up"));
  }
}
