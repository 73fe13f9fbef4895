// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Range;
import dev.infoscope.measure.plane.BinnedCounts;
import dev.infoscope.measure.plane.PlanePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InformationTest {
  private static final int UNITS = 2;
  private static final int ROWS = 500;
  private static final StructType SCHEMA =
      new StructType()
          .add("run", DataTypes.StringType)
          .add("epoch", DataTypes.IntegerType)
          .add("activation", DataTypes.createArrayType(DataTypes.FloatType))
          .add("label", DataTypes.IntegerType);
  private static SparkSession session;

  @BeforeAll
  static void open() {
    session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "3")
            .getOrCreate();
    Information.register(session, "information", new Information(4, -1, 1, 20, 1));
  }

  @AfterAll
  static void close() throws Exception {
    session.close();
  }

  private static float[] activation(Random random, int label, int epoch) {
    float[] values = new float[UNITS];
    for (int unit = 0; unit < UNITS; unit++) {
      values[unit] = (float) Math.tanh(random.nextGaussian() + epoch * label);
    }
    return values;
  }

  private static PlanePoint expected(int epoch) {
    Random random = new Random(epoch);
    double[] values = new double[ROWS * UNITS];
    int[] labels = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = row % 3;
      float[] one = activation(random, labels[row], epoch);
      values[row * UNITS] = one[0];
      values[row * UNITS + 1] = one[1];
    }
    return new BinnedCounts(Bins.equalWidth(-1, 1, 4), UNITS, 3, ROWS, Integer.MAX_VALUE)
        .accept(Activations.of(values, UNITS), labels, new Range(-1, 1))
        .point(20, 1);
  }

  @Test
  void groupsAreReadAsOneProcessReadsThem() {
    List<Row> rows = new ArrayList<>();
    for (int epoch = 1; epoch <= 3; epoch++) {
      Random random = new Random(epoch);
      for (int row = 0; row < ROWS; row++) {
        rows.add(RowFactory.create("a", epoch, activation(random, row % 3, epoch), row % 3));
      }
    }
    session.createDataFrame(rows, SCHEMA).repartition(5).createOrReplaceTempView("seen");
    List<Row> found =
        session
            .sql(
                "SELECT epoch, i.input, i.label, i.labelNull, i.samples FROM (SELECT run, epoch,"
                    + " information(CAST(activation AS ARRAY<DOUBLE>), label) AS i FROM seen GROUP BY run, epoch)"
                    + " ORDER BY epoch")
            .collectAsList();
    assertThat(found).hasSize(3);
    for (Row row : found) {
      PlanePoint one = expected(row.getInt(0));
      assertThat(row.getDouble(1)).isEqualTo(one.input().value()).isPositive();
      assertThat(row.getDouble(2)).isEqualTo(one.label().value());
      assertThat(row.getDouble(3)).isEqualTo(one.label().uncertainty().shuffled().mean());
      assertThat(row.getLong(4)).isEqualTo(ROWS);
    }
    assertThat(found.get(2).getDouble(2)).isGreaterThan(found.get(0).getDouble(2));
  }

  @Test
  void whatNoAuditVouchesForIsFlagged() {
    List<Row> rows = new ArrayList<>();
    Random random = new Random(1);
    for (int row = 0; row < ROWS; row++) {
      rows.add(RowFactory.create("enough", 1, activation(random, row % 2, 1), row % 2));
      if (row < 150) {
        rows.add(RowFactory.create("few", 1, activation(random, row % 2, 1), row % 2));
      }
    }
    session.createDataFrame(rows, SCHEMA).createOrReplaceTempView("judged");
    List<Row> found =
        session
            .sql(
                "SELECT run, information(CAST(activation AS ARRAY<DOUBLE>), label).flags FROM judged"
                    + " GROUP BY run ORDER BY run")
            .collectAsList();
    assertThat(found.get(0).getString(1)).doesNotContain("beyond_audit");
    assertThat(found.get(1).getString(1)).contains("beyond_audit");
  }

  /** Of silent units a layer may have any number: they take no part in what is read. */
  @Test
  void columnsThatNeverVaryDoNotCountAsUnits() {
    List<Row> rows = new ArrayList<>();
    Random random = new Random(1);
    for (int row = 0; row < ROWS; row++) {
      float[] two = activation(random, row % 2, 1);
      float[] silent = Arrays.copyOf(two, 40);
      float[] lively = silent.clone();
      for (int unit = UNITS; unit < lively.length; unit++) {
        lively[unit] = (float) Math.tanh(random.nextGaussian());
      }
      rows.add(RowFactory.create("lively", 1, lively, row % 2));
      rows.add(RowFactory.create("silent", 1, silent, row % 2));
    }
    session.createDataFrame(rows, SCHEMA).repartition(4).createOrReplaceTempView("wide");
    List<Row> found =
        session
            .sql(
                "SELECT run, information(CAST(activation AS ARRAY<DOUBLE>), label).flags FROM wide"
                    + " GROUP BY run ORDER BY run")
            .collectAsList();
    assertThat(found.get(0).getString(1)).contains("beyond_audit");
    assertThat(found.get(1).getString(1)).doesNotContain("beyond_audit");
  }

  @Test
  void rowsOfAnotherLengthAreRefused() {
    List<Row> rows =
        List.of(
            RowFactory.create("a", 1, new float[] {1, 2}, 0),
            RowFactory.create("a", 1, new float[] {1, 2, 3}, 0));
    session.createDataFrame(rows, SCHEMA).coalesce(1).createOrReplaceTempView("uneven");
    assertThatThrownBy(
            () ->
                session
                    .sql(
                        "SELECT information(CAST(activation AS ARRAY<DOUBLE>), label) FROM uneven GROUP BY run")
                    .collectAsList())
        .hasStackTraceContaining("activation has 3 values, those of the same group 2");
  }
}
