// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.Reports;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.MatrixEntry;
import dev.infoscope.report.ReportEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixLinesTest {
  private static final Metric METRIC =
      Metric.matrix("infoscope.test.matrix", "bits", "for the test", "class", "unit");
  private static final Layer LAYER = new Layer(3, "dense", "DenseLayer", null, "");

  @TempDir Path folder;

  private static EpochReport report(double... values) {
    Matrix matrix =
        new Matrix(METRIC, LAYER, List.of("cat", "dog"), List.of("0", "1", "2"), values);
    Moment moment = new Moment(7, 70, Instant.EPOCH, 0.7);
    return new EpochReport(Reports.RUN, moment, List.of(), List.of(matrix), Map.of(), Map.of());
  }

  @Test
  void everyValueComesBackToTheLastBitOfAFloatAndNoEvidenceAsNull() throws Exception {
    Path path = folder.resolve("run.jsonl");
    try (HistoryFile file = new HistoryFile(path)) {
      file.publish(report(1.0 / 3, Double.NaN, Math.PI, -0.0, Double.MIN_VALUE, 16_777_217));
    }
    assertThat(Files.readString(path))
        .contains("\"rowsAre\":\"class\",\"columnsAre\":\"unit\",\"rows\":[\"cat\",\"dog\"]")
        .contains("\"values\":[[0.33333334,null,3.1415927],[-0.0,4.9E-324,16777217]]")
        .doesNotContain("NaN");
    ReportEntry entry = History.read(path).get(0);
    MatrixEntry back = entry.matrices().get(0);
    assertThat(back.metric()).isEqualTo("infoscope.test.matrix");
    assertThat(back.layer()).isEqualTo("dense");
    assertThat(back.values()[0]).containsExactly(0.33333334, Double.NaN, 3.1415927);
    assertThat(back.values()[1]).containsExactly(-0.0, Double.MIN_VALUE, 16_777_217);
    assertThat(entry.layers()).as("a layer that has matrices only").containsExactly(LAYER);
  }

  @Test
  void entriesWithMatricesAreEqualWhereTheirValuesAre() throws Exception {
    ReportEntry one = report(1, 2, 3, 4, 5, Double.NaN).entry().written("s", null);
    byte[] line = HistoryJson.write(one);
    assertThat(HistoryJson.read(line, 0, line.length)).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(report(1, 2, 3, 4, 5, 6).entry().written("s", null)).isNotEqualTo(one);
  }

  @Test
  void linesFromBeforeMatricesAreRead() throws Exception {
    byte[] old = "{\"schema\":1,\"epoch\":4,\"readings\":[]}".getBytes(StandardCharsets.UTF_8);
    assertThat(HistoryJson.read(old, 0, old.length).matrices()).isEmpty();
  }

  @Test
  void aMatrixWithoutAValuePerRowAndColumnIsNoEntry() throws Exception {
    Path path = folder.resolve("bad.jsonl");
    Files.writeString(
        path,
        """
        {"schema":1,"epoch":1,"matrices":[{"metric":"m","rows":["a"],"columns":["0","1"],"values":[[1]]}]}
        """);
    assertThatThrownBy(() -> History.read(path))
        .hasMessageContaining("bad.jsonl: line 1")
        .hasMessageContaining("values of m must be 1 rows x 2 columns");
  }
}
