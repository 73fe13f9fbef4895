// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.Infoscope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A process of a sweep, which trains by averaging: each round two copies of the network fit a half
 * of the data each, and the driver averages their parameters and examines the average. It serves
 * until its input ends. Arguments: name of the run, its history, hidden units.
 */
final class ShardOfSweep {
  private static final int ROUNDS = 4;
  private static final int ROWS = 120;

  private ShardOfSweep() {}

  private static DataSet examples(int from) {
    Random random = new Random(from);
    INDArray features = Nd4j.create(DataType.FLOAT, ROWS, SavedTraining.WIDTH);
    INDArray targets = Nd4j.create(DataType.FLOAT, ROWS, 3);
    for (int row = 0; row < ROWS; row++) {
      for (int k = 0; k < SavedTraining.WIDTH; k++) {
        features.putScalar(row, k, random.nextGaussian() + row % 3);
      }
      targets.putScalar(row, row % 3, 1);
    }
    return new DataSet(features, targets);
  }

  /** Trains, prints the address, and waits. */
  public static void main(String[] arguments) throws IOException {
    MultiLayerNetwork averaged = SavedTraining.network(Integer.parseInt(arguments[2]));
    try (Infoscope scope =
        Infoscope.builder()
            .probe(examples(3))
            .run(arguments[0])
            .history(Path.of(arguments[1]))
            .serve(0)
            .synchronous()
            .build()) {
      for (int round = 1; round <= ROUNDS; round++) {
        MultiLayerNetwork one = averaged.clone();
        MultiLayerNetwork other = averaged.clone();
        one.fit(examples(1));
        other.fit(examples(2));
        averaged.setParams(one.params().add(other.params()).div(2));
        averaged.setIterationCount(round);
        scope.sample(averaged, round);
      }
      scope.flush();
      String address = scope.uri().orElseThrow() + "\n";
      System.out.write(address.getBytes(StandardCharsets.UTF_8));
      System.out.flush();
      int ended = System.in.read();
      scope.finish();
      System.exit(ended < 0 ? 0 : 1);
    }
  }
}
