// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examination;
import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class SparkProbeTest {
  private static final int ROWS = 512;
  private static final Moment MOMENT = new Moment(3, 30, Instant.EPOCH, Double.NaN);
  private static final Columns COLUMNS = new Columns("features", "label", "id");
  private static final StructType SCHEMA =
      new StructType()
          .add("features", DataTypes.createArrayType(DataTypes.FloatType))
          .add("label", DataTypes.IntegerType)
          .add("id", DataTypes.LongType);

  @TempDir Path folder;
  private SharedNetwork network;
  private final List<LabelledRow> rows = new ArrayList<>();

  @BeforeEach
  void prepare() throws IOException {
    SavedTraining saved = new SavedTraining(folder).train(5, 3);
    network =
        SharedNetwork.of(
            saved.networks().resolve("net_3.zip"), List.of(), SavedTraining.WIDTH);
    Random random = new Random(7);
    for (int row = 0; row < ROWS; row++) {
      float[] features = new float[SavedTraining.WIDTH];
      for (int k = 0; k < features.length; k++) {
        features[k] = (float) random.nextGaussian() + row % 3;
      }
      rows.add(new LabelledRow(features, row % 3, row));
    }
  }

  private ProbeTasks tasks(int mostRows) {
    return new ProbeTasks(network, new ProbePlan(mostRows, 1, Set.of()));
  }

  private ProbeFindings onePartition(ProbeTasks tasks) throws Exception {
    byte[] scan = PartState.state(tasks.scan(rows.iterator()));
    byte[] counts = PartState.state(tasks.count(ProbeTasks.summary(scan), rows.iterator()));
    return new ProbeFindings(tasks, MOMENT).take(scan, counts);
  }

  /** As a history has them, bit for bit, a reading per line. */
  private static String text(List<Reading> readings, List<Matrix> matrices) {
    Provenance none = new Provenance("", Map.of(), 1, 1, 1, ROWS, 3, "");
    EpochReport report =
        new EpochReport(
            new Run("run", "model", 0, none), MOMENT, readings, matrices, Map.of(), Map.of());
    String line = new String(History.line(report.entry()), StandardCharsets.UTF_8);
    return line.replace("{\"metric\"", "\n{\"metric\"");
  }

  private static String text(ProbeFindings found) {
    return text(found.readings(), found.matrices());
  }

  /** What a run that is watched would read on these rows. */
  private String watched() throws Exception {
    float[] values = new float[ROWS * SavedTraining.WIDTH];
    int[] labels = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(
          rows.get(row).features(), 0, values, row * SavedTraining.WIDTH, SavedTraining.WIDTH);
      labels[row] = rows.get(row).label();
    }
    INDArray features = Nd4j.create(values, new long[] {ROWS, SavedTraining.WIDTH}, 'c');
    Probe probe =
        Probe.inOrder(
            new MultiDataSet(new INDArray[] {features}, null), new ClassLabels(labels, 3));
    ProbePlan plan = new ProbePlan(ROWS, 1, Set.of());
    List<Reading> readings = new ArrayList<>();
    List<Matrix> matrices = new ArrayList<>();
    try (Examination examination = Examination.of(network.model(), probe)) {
      Stream<? extends Measure> all =
          Stream.of(plan.counted().measures(), plan.ofWeights(), plan.sampled())
              .flatMap(List::stream);
      for (Measure measure : all.toList()) {
        Findings found = measure.measure(examination.snapshot());
        readings.addAll(found.readings());
        matrices.addAll(found.matrices());
      }
    }
    return text(readings, matrices);
  }

  @Test
  void readingsAreThoseOfARunThatIsWatched() throws Exception {
    assertThat(text(onePartition(tasks(ROWS)))).isEqualTo(watched());
  }

  private static SparkSession session(String serializer) {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.serializer", "org.apache.spark.serializer." + serializer)
        .getOrCreate();
  }

  private Dataset<Row> table(SparkSession session, int partitions, long shuffle) {
    List<Row> all = new ArrayList<>();
    for (LabelledRow row : rows) {
      all.add(RowFactory.create(row.features(), row.label(), row.id()));
    }
    Collections.shuffle(all, new Random(shuffle));
    return session.createDataFrame(
        JavaSparkContext.fromSparkContext(session.sparkContext()).parallelize(all, partitions),
        SCHEMA);
  }

  @ParameterizedTest
  @CsvSource({"1,1,JavaSerializer", "7,3,KryoSerializer"})
  void readingsAreTheSameForAnyPartitionsAndOrder(int partitions, int depth, String serializer)
      throws Exception {
    ProbeTasks tasks = tasks(200);
    String one = text(onePartition(tasks));
    try (SparkSession session = session(serializer)) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      SparkProbe probe = new SparkProbe(context, network, tasks.plan(), depth);
      ProbeFindings found =
          probe.measure(table(session, partitions, partitions), COLUMNS, MOMENT);
      assertThat(text(found)).isEqualTo(one).contains("sampled");
    }
  }
}
