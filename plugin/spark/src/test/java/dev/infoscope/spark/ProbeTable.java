// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.measure.Matrix;
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
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A small network and rows to measure it on.
 *
 * @param network trained a little
 * @param rows with ids that are their numbers
 */
record ProbeTable(SharedNetwork network, List<LabelledRow> rows) {
  static final Columns COLUMNS = new Columns("features", "label", "id");
  static final Moment MOMENT = new Moment(3, 30, Instant.EPOCH, Double.NaN);
  private static final StructType SCHEMA =
      new StructType()
          .add("features", DataTypes.createArrayType(DataTypes.FloatType))
          .add("label", DataTypes.IntegerType)
          .add("id", DataTypes.LongType);

  /** Written by Keras; takes as many values and has as many classes as the other networks. */
  static final Path KERAS =
      Path.of("../cli/src/test/resources/dev/infoscope/cli/network/keras/nets/net.03-0.57.h5");

  static ProbeTable of(Path folder, int count) throws IOException {
    SavedTraining saved = new SavedTraining(folder).train(5, 3);
    return ofNetwork(saved.networks().resolve("net_3.zip"), count);
  }

  static ProbeTable ofNetwork(Path file, int count) throws IOException {
    SharedNetwork network = SharedNetwork.of(file, List.of(), SavedTraining.WIDTH);
    Random random = new Random(7);
    List<LabelledRow> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      float[] features = new float[SavedTraining.WIDTH];
      for (int k = 0; k < features.length; k++) {
        features[k] = (float) random.nextGaussian() + row % 3;
      }
      rows.add(new LabelledRow(features, row % 3, row));
    }
    return new ProbeTable(network, rows);
  }

  ProbeTasks tasks(int mostRows) {
    return new ProbeTasks(network, new ProbePlan(mostRows, 1, Set.of()));
  }

  /** All in this process, without Spark. */
  String onePartition(int mostRows) throws Exception {
    ProbeTasks tasks = tasks(mostRows);
    byte[] scan = PartState.state(tasks.scan(rows.iterator()));
    byte[] counts = PartState.state(tasks.count(ProbeTasks.summary(scan), rows.iterator()));
    return text(new ProbeFindings(tasks, MOMENT).take(scan, counts));
  }

  /** By Spark, in shuffled order. */
  String onSpark(SparkSession session, int mostRows, int partitions, int depth, boolean gaps)
      throws Exception {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    SparkProbe probe = new SparkProbe(context, network, tasks(mostRows).plan(), depth);
    return text(probe.measure(table(session, partitions, gaps), COLUMNS, MOMENT));
  }

  private Dataset<Row> table(SparkSession session, int partitions, boolean gaps) {
    List<Row> all = new ArrayList<>();
    rows.forEach(row -> all.add(RowFactory.create(row.features(), row.label(), row.id())));
    Collections.shuffle(all, new Random(partitions));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    JavaRDD<Row> table = context.parallelize(all, partitions);
    JavaRDD<Row> nothing = context.parallelize(List.of(), 3);
    return session.createDataFrame(gaps ? nothing.union(table).union(nothing) : table, SCHEMA);
  }

  private static String text(ProbeFindings found) {
    return text(found.readings(), found.matrices());
  }

  /** As a history has them, bit for bit, a metric per line. */
  static String text(List<Reading> readings, List<Matrix> matrices) {
    Provenance none = new Provenance("", Map.of(), 1, 1, 1, 1, 3, "");
    Run run = new Run("run", "model", 0, none);
    EpochReport report = new EpochReport(run, MOMENT, readings, matrices, Map.of(), Map.of());
    String line = new String(History.line(report.entry()), StandardCharsets.UTF_8);
    return line.replace("{\"metric\"", "\n{\"metric\"");
  }
}
