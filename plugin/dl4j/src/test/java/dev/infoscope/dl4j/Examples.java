// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Seeded data for {@link Networks}; drawn without ND4J's generator. */
public final class Examples {
  private Examples() {}

  private static INDArray normal(long seed, long... shape) {
    INDArray array = Nd4j.create(DataType.FLOAT, shape);
    Random random = new Random(seed);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, (float) random.nextGaussian());
    }
    return array;
  }

  private static INDArray oneHot(int rows, int from) {
    INDArray labels = Nd4j.create(DataType.FLOAT, rows, Networks.CLASSES);
    for (int row = 0; row < rows; row++) {
      labels.putScalar(row, (row + from) % Networks.CLASSES, 1);
    }
    return labels;
  }

  /** Moves the first feature by the class, so that there is something to learn. */
  private static DataSet tilted(INDArray features, INDArray labels) {
    for (int row = 0; row < features.size(0); row++) {
      int label = labels.getRow(row).argMax().getInt(0);
      long[] first = new long[features.rank()];
      first[0] = row;
      features.putScalar(first, features.getDouble(first) + 2 * label);
    }
    return new DataSet(features, labels);
  }

  public static DataSet flat(int rows, long seed) {
    return tilted(normal(seed, rows, Networks.INPUTS), oneHot(rows, 0));
  }

  public static DataSet images(int rows, long seed) {
    return tilted(normal(seed, rows, 1, Networks.SIDE, Networks.SIDE), oneHot(rows, 0));
  }

  /** Sequences whose label is the same at every step; with a mask the lengths differ by row. */
  public static DataSet sequences(int rows, long seed, boolean masked) {
    INDArray features = normal(seed, rows, Networks.INPUTS, Networks.STEPS);
    INDArray labels = Nd4j.create(DataType.FLOAT, rows, Networks.CLASSES, Networks.STEPS);
    INDArray mask = Nd4j.ones(DataType.FLOAT, rows, Networks.STEPS);
    for (int row = 0; row < rows; row++) {
      for (int step = 0; step < Networks.STEPS; step++) {
        labels.putScalar(new int[] {row, row % Networks.CLASSES, step}, 1);
        if (step > row % Networks.STEPS) {
          mask.putScalar(row, step, 0);
        }
      }
    }
    return masked ? new DataSet(features, labels, mask, mask.dup()) : new DataSet(features, labels);
  }

  public static MultiDataSet pairs(int rows, long seed) {
    return new MultiDataSet(
        new INDArray[] {normal(seed, rows, Networks.INPUTS), normal(seed + 1, rows, 4)},
        new INDArray[] {oneHot(rows, 0), oneHot(rows, 1)});
  }
}
