// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.cli.network.PartRunner;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** The option that {@code replay} has on Spark beside its own; mixed in. */
final class ReplayOnSpark implements PartRunner {
  @Option(
      names = "--checkpoints-per-task",
      defaultValue = "16",
      converter = PositiveNumber.class,
      paramLabel = "N",
      description =
          "Checkpoints that a task measures; it examines up to three more to begin with. Default"
              + " ${DEFAULT-VALUE}.")
  private int checkpointsPerTask;

  @Override
  public int parts(int checkpoints) {
    return SparkReplay.parts(checkpoints, checkpointsPerTask);
  }

  /** A session is opened only here, when all that is given has been read. */
  @Override
  public void run(byte[] shared, List<byte[]> parts, Consumer<byte[]> results) throws IOException {
    try (SparkSession session = Session.open("infoscope replay")) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      new SparkReplay(context, checkpointsPerTask).run(shared, parts, results);
    }
  }
}
