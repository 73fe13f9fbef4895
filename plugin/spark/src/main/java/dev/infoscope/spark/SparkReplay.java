// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.cli.network.PartRunner;
import dev.infoscope.numeric.Require;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Measures the checkpoints of a run as tasks of Spark, in the history that {@code infoscope replay}
 * writes, byte for byte but for times. A task measures some checkpoints that follow each other; a
 * task that is repeated, or runs twice, finds the same bits.
 *
 * <p>Workers read the checkpoints by the path that the driver knows.
 */
public final class SparkReplay implements PartRunner {
  private final JavaSparkContext context;
  private final int checkpointsPerTask;

  /**
   * Nothing is run yet.
   *
   * @param context where tasks run
   * @param checkpointsPerTask at least 1; each task also examines up to three checkpoints that
   *     others measure
   * @throws IllegalArgumentException if it is less than 1
   */
  public SparkReplay(JavaSparkContext context, int checkpointsPerTask) {
    Require.atLeast("checkpointsPerTask", checkpointsPerTask, 1);
    this.context = context;
    this.checkpointsPerTask = checkpointsPerTask;
  }

  @Override
  public int parts(int checkpoints) {
    return parts(checkpoints, checkpointsPerTask);
  }

  static int parts(int checkpoints, int perTask) {
    return Math.max(1, (checkpoints + perTask - 1) / perTask);
  }

  @Override
  public void run(byte[] shared, List<byte[]> parts, Consumer<byte[]> results) {
    Broadcast<byte[]> common = context.broadcast(shared);
    try {
      context
          .parallelize(parts, parts.size())
          .map(part -> PartRunner.measure(common.value(), part))
          .collect()
          .forEach(results);
    } finally {
      common.destroy();
    }
  }
}
