// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors of MLlib, dense and sparse, and its labels, doubles, in memory and as Parquet. */
@Tag("spark")
class VectorsOfMllibTest {
  private static final int ROWS = 300;
  private static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType)
          .add("id", DataTypes.LongType);

  @TempDir Path folder;

  /** Every second one sparse, and some values of each 0. */
  private static Vector vector(LabelledRow row) {
    double[] values = new double[row.features().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.features()[i];
    }
    return row.id() % 2 == 0 ? Vectors.dense(values) : Vectors.dense(values).toSparse();
  }

  private static ProbeTable withZeros(ProbeTable table) {
    List<LabelledRow> rows = new ArrayList<>();
    for (LabelledRow row : table.rows()) {
      float[] features = row.features().clone();
      features[(int) (row.id() % features.length)] = 0;
      rows.add(new LabelledRow(features, row.label(), row.id()));
    }
    return new ProbeTable(table.network(), rows);
  }

  @Test
  void vectorsAreReadAsArraysOfTheSameNumbers() throws Exception {
    ProbeTable table = withZeros(ProbeTable.of(folder, ROWS));
    String expected = table.onePartition(ROWS);
    try (SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      List<Row> rows =
          table.rows().stream()
              .map(row -> RowFactory.create(vector(row), (double) row.label(), row.id()))
              .toList();
      Dataset<Row> vectors = session.createDataFrame(rows, SCHEMA);
      Path file = folder.resolve("vectors.parquet");
      vectors.write().parquet(file.toString());
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      SparkProbe probe = new SparkProbe(context, table.network(), table.tasks(ROWS).plan(), 2);
      for (Dataset<Row> each : List.of(vectors, session.read().parquet(file.toString()))) {
        ProbeFindings found = probe.measure(each, ProbeTable.COLUMNS, ProbeTable.MOMENT);
        assertThat(ProbeTable.text(found.readings(), found.matrices())).isEqualTo(expected);
        assertThat(ProbeTable.COLUMNS.width(each)).containsExactly(SavedTraining.WIDTH);
      }
    }
  }
}
