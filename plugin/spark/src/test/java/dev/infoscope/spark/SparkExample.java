// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Trains a small network, writes a probe set as Parquet, and measures both ways on Spark, here. */
final class SparkExample {
  private static final int ROWS = 20_000;

  private SparkExample() {}

  private static void write(Path table) throws Exception {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      float[] features = new float[SavedTraining.WIDTH];
      for (int k = 0; k < features.length; k++) {
        features[k] = (float) random.nextGaussian() + row % 3;
      }
      rows.add(RowFactory.create(features, row % 3));
    }
    StructType schema =
        new StructType()
            .add("features", DataTypes.createArrayType(DataTypes.FloatType))
            .add("label", DataTypes.IntegerType);
    try (SparkSession session = Session.open("write a probe")) {
      session.createDataFrame(rows, schema).write().parquet(table.toString());
    }
  }

  /** Runs the example in a folder that it makes. */
  public static void main(String[] arguments) throws Exception {
    SavedTraining saved = new SavedTraining(Files.createTempDirectory("spark")).train(5, 6);
    Path table = saved.folder().resolve("probe.parquet");
    write(table);
    Path replayed = saved.folder().resolve("replay.jsonl");
    run(
        "replay",
        "--checkpoints=" + saved.networks(),
        "--probe=" + saved.probe(),
        "--labels=" + saved.labels(),
        "--checkpoints-per-task=2",
        "--out=" + replayed);
    Path probed = saved.folder().resolve("probe.jsonl");
    for (int epoch : new int[] {1, 6}) {
      String zip = saved.networks().resolve("net_" + epoch + ".zip").toString();
      run("probe", "--model=" + zip, "--data=" + table, "--run=nets", "--out=" + probed);
    }
    print(System.out, "replay, 90 rows", replayed);
    print(System.out, "probe, " + ROWS + " rows", probed);
  }

  private static void run(String... words) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    int status =
        InfoscopeOnSpark.run(out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), words);
    if (status != 0) {
      throw new IllegalStateException(words[0] + " ended with status " + status);
    }
  }

  private static void print(PrintStream out, String what, Path history) throws Exception {
    for (ReportEntry entry : History.read(history)) {
      for (ReadingEntry reading : entry.readings()) {
        if (reading.metric().equals("infoscope.information.label")
            && "activation".equals(reading.labels().get("signal"))
            && "binned".equals(reading.labels().get("estimator"))) {
          out.printf(
              Locale.ROOT,
              "%s: epoch %d, %s: I(T;Y) %s bits%n",
              what,
              entry.epoch(),
              reading.layer(),
              reading.value());
        }
      }
    }
  }
}
