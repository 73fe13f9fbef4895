// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.cli.network.SerialBytes;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.discrete.BottomRows;
import dev.infoscope.discrete.KeptRows;
import dev.infoscope.network.Moment;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.EpochReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Measures a network on a probe of any size with Spark: the bits of one process, whatever the
 * partitions and their order.
 *
 * <p>Rows run through the network in two passes. The first finds ranges, and keeps the rows whose
 * ids have the smallest hashes; the second counts. States merge in a tree on the workers, and one
 * state of each pass reaches the driver. Measures of counts are of all rows; those that look at
 * pairs of rows read the kept ones, with the flag {@code sampled}; causal ones need the weights and
 * ranges only.
 */
public final class SparkProbe {
  private final JavaSparkContext context;
  private final SharedNetwork network;
  private final ProbePlan plan;
  private final int depth;

  /**
   * Nothing is run yet.
   *
   * @param context where tasks run
   * @param network what is measured
   * @param plan how
   * @param depth of the tree in which states merge, at least 1
   */
  SparkProbe(JavaSparkContext context, SharedNetwork network, ProbePlan plan, int depth) {
    this.context = context;
    this.network = network;
    this.plan = plan;
    this.depth = Require.atLeast("depth", depth, 1);
  }

  /**
   * Reads the network.
   *
   * @param context where tasks run
   * @param saved the network, as DL4J or Keras saves it
   * @param plan what is measured
   * @param shape of one example
   * @return ready to measure
   * @throws InputException if it is no network
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it does not take examples of that shape
   */
  public static SparkProbe of(JavaSparkContext context, Path saved, ProbePlan plan, long... shape)
      throws IOException {
    return new SparkProbe(context, SharedNetwork.of(saved, List.of(), shape), plan, 2);
  }

  /**
   * Measures a table.
   *
   * @param table with a row per example
   * @param columns where features and labels are
   * @param run name of the run
   * @param moment of the network
   * @return one report
   * @throws Exception if a row cannot be measured, in one line, or Spark fails
   */
  public EpochReport report(Dataset<Row> table, Columns columns, String run, Moment moment)
      throws Exception {
    return measure(table, columns, moment).report(run, "", Map.of());
  }

  /**
   * Measures examples of DL4J.
   *
   * @param examples one or more in each
   * @param run name of the run
   * @param moment of the network
   * @return one report
   * @throws Exception if an example cannot be measured, in one line, or Spark fails
   */
  public EpochReport report(JavaRDD<DataSet> examples, String run, Moment moment) throws Exception {
    return measure(examples, moment).report(run, "", Map.of());
  }

  /**
   * Measures a table.
   *
   * @throws RefusedRow if a row cannot be measured
   * @throws IllegalArgumentException if a column is not there, or the network refuses the rows
   */
  ProbeFindings measure(Dataset<Row> table, Columns columns, Moment moment) throws Exception {
    return measureRows(rows(table, columns), moment);
  }

  private JavaRDD<LabelledRow> rows(Dataset<Row> table, Columns columns) {
    StructType schema = table.schema();
    columns.require(schema);
    RowReader reader =
        new RowReader(columns, network.width(), network.classes(), columns.areVectors(schema));
    return PartRows.of(columns.select(table)).map(reader::read);
  }

  /**
   * Some rows of a table as they are, the same whatever the partitions.
   *
   * @throws RefusedRow as {@link #measure}
   * @throws IllegalArgumentException as {@link #measure}
   */
  KeptRows sample(Dataset<Row> table, Columns columns) {
    ProbeTasks tasks = new ProbeTasks(network, plan);
    Broadcast<byte[]> shared = context.broadcast(SerialBytes.of(tasks));
    try {
      SharedTasks all = new SharedTasks(shared, null);
      byte[] sample =
          reduced(
              rows(table, columns).mapPartitions(part -> one(all.tasks().sample(part))),
              ProbeTasks::mergeSamples);
      return BottomRows.fromBytes(sample).snapshot();
    } finally {
      shared.destroy();
    }
  }

  /** Measures examples of DL4J. */
  ProbeFindings measure(JavaRDD<DataSet> examples, Moment moment) throws Exception {
    DataSetReader reader = new DataSetReader(network.width(), network.classes());
    return measureRows(examples.flatMap(reader::read), moment);
  }

  /** Measures rows. */
  ProbeFindings measureRows(JavaRDD<LabelledRow> rows, Moment moment) throws Exception {
    ProbeTasks tasks = new ProbeTasks(network, plan);
    ProbeFindings findings = new ProbeFindings(tasks, moment); // refuses what does not fit
    Broadcast<byte[]> shared = context.broadcast(SerialBytes.of(tasks));
    try {
      byte[] scan = scan(rows, new SharedTasks(shared, null));
      return findings.take(scan, count(rows, shared, scan));
    } finally {
      shared.destroy();
    }
  }

  private byte[] scan(JavaRDD<LabelledRow> rows, SharedTasks shared) {
    return reduced(
        rows.mapPartitions(part -> one(shared.tasks().scan(part))), ProbeTasks::mergeScans);
  }

  private byte[] count(JavaRDD<LabelledRow> rows, Broadcast<byte[]> tasks, byte[] scan) {
    Broadcast<byte[]> first = context.broadcast(scan);
    try {
      SharedTasks shared = new SharedTasks(tasks, first);
      return reduced(
          rows.mapPartitions(part -> one(shared.tasks().count(shared.summary(), part))),
          (all, more) -> shared.tasks().mergeCounts(shared.summary(), all, more));
    } finally {
      first.destroy();
    }
  }

  private static Iterator<byte[]> one(byte[] state) {
    return List.of(state).iterator();
  }

  /** Merged on the workers to one state. */
  private byte[] reduced(JavaRDD<byte[]> parts, Function2<byte[], byte[], byte[]> merge) {
    byte[] all = parts.treeAggregate(PartState.none(), merge, merge, depth, true);
    Require.that(all.length > 0, "there are no rows");
    return PartState.state(all);
  }
}
