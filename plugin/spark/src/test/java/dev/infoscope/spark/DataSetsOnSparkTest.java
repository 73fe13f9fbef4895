// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.report.EpochReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Examples of DL4J, some in each of its own objects. */
@Tag("spark")
class DataSetsOnSparkTest {
  private static final int ROWS = 300;
  private static final int TOGETHER = 7; // the last has fewer
  private static final int CLASSES = 3;

  @TempDir Path folder;

  private static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .getOrCreate();
  }

  private static DataSet examples(List<LabelledRow> rows, boolean columnOfClasses) {
    int width = rows.get(0).features().length;
    INDArray features = Nd4j.create(DataType.FLOAT, rows.size(), width);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, rows.size(), columnOfClasses ? 1 : CLASSES);
    for (int i = 0; i < rows.size(); i++) {
      LabelledRow row = rows.get(i);
      features.putRow(i, Nd4j.create(row.features()));
      labels.putScalar(i, columnOfClasses ? 0 : row.label(), columnOfClasses ? row.label() : 1);
    }
    return new DataSet(features, labels);
  }

  private static List<DataSet> examples(ProbeTable table) {
    List<DataSet> all = new ArrayList<>();
    for (int first = 0; first < ROWS; first += TOGETHER) {
      List<LabelledRow> some = table.rows().subList(first, Math.min(ROWS, first + TOGETHER));
      all.add(examples(some, first % 2 == 1));
    }
    return all;
  }

  private static Dataset<Row> rows(SparkSession session, ProbeTable table) {
    StructType schema =
        new StructType()
            .add("features", DataTypes.createArrayType(DataTypes.FloatType))
            .add("label", DataTypes.IntegerType);
    List<Row> rows =
        table.rows().stream().map(row -> RowFactory.create(row.features(), row.label())).toList();
    return session.createDataFrame(rows, schema);
  }

  private static String text(EpochReport report) {
    return report.run().provenance() + ProbeTable.text(report.readings(), report.matrices());
  }

  @Test
  void examplesAreReadAsTheRowsOfATable() throws Exception {
    ProbeTable table = ProbeTable.of(folder, ROWS);
    try (SparkSession session = session()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      SparkProbe probe = new SparkProbe(context, table.network(), table.tasks(ROWS).plan(), 2);
      EpochReport ofTable =
          probe.report(
              rows(session, table), new Columns("features", "label", ""), "a", ProbeTable.MOMENT);
      EpochReport ofExamples =
          probe.report(context.parallelize(examples(table), 5), "a", ProbeTable.MOMENT);
      assertThat(ofExamples.run().provenance().samples()).isEqualTo(ROWS);
      assertThat(text(ofExamples)).isEqualTo(text(ofTable));
    }
  }

  private static void refused(
      JavaSparkContext context, ProbeTable table, DataSet examples, String said) {
    SparkProbe probe = new SparkProbe(context, table.network(), table.tasks(ROWS).plan(), 2);
    assertThatThrownBy(
            () -> probe.report(context.parallelize(List.of(examples)), "a", ProbeTable.MOMENT))
        .isInstanceOf(RefusedRow.class)
        .hasMessage(said);
  }

  @Test
  void examplesThatDoNotFitAreRefused() throws Exception {
    ProbeTable table = ProbeTable.of(folder, 1);
    try (SparkSession session = session()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      LabelledRow narrow = new LabelledRow(new float[3], 0, 0);
      refused(
          context,
          table,
          examples(List.of(narrow), false),
          "an example: has 3 values, not " + SavedTraining.WIDTH);
      LabelledRow high = new LabelledRow(new float[SavedTraining.WIDTH], CLASSES, 0);
      refused(
          context,
          table,
          examples(List.of(high), true),
          "an example: has label 3.0, the network has classes 0 to 2");
      DataSet blank = examples(table.rows(), true);
      blank.setLabels(null);
      refused(context, table, blank, "an example: has no label");
    }
  }
}
