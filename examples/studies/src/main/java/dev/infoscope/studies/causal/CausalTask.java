// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.causal;

import dev.infoscope.examples.IdxFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of the two tasks of Marrow, Michaud and Hoel 2020, with their settings: sigmoid units without
 * bias, weights uniform on {@code +-1/sqrt(inputs)}, plain gradient descent with rate 0.01 on the
 * summed squared error.
 *
 * @param name for titles
 * @param widths of all layers
 * @param epochs to train
 * @param every epochs between two snapshots
 * @param batch examples per step
 * @param training examples to learn from
 * @param test examples to judge by
 */
@SuppressWarnings("ArrayRecordComponent")
public record CausalTask(
    String name, int[] widths, int epochs, int every, int batch, DataSet training, DataSet test) {
  private static final int DIGITS = 5;
  private static final int SIDE = 28;
  private static final int REDUCED = 5;
  private static final int MOST_TRAINING = 25_000;

  /** Mean and standard deviation of the four measures of the three species, centimetres. */
  private static final double[][] MEANS = {
    {5.01, 3.43, 1.46, 0.25}, {5.94, 2.77, 4.26, 1.33}, {6.59, 2.97, 5.55, 2.03}
  };

  private static final double[][] DEVIATIONS = {
    {0.35, 0.38, 0.17, 0.11}, {0.52, 0.31, 0.47, 0.20}, {0.64, 0.32, 0.55, 0.27}
  };

  static CausalTask of(String name, @Nullable Path data) throws IOException {
    return switch (name) {
      case "iris" -> iris();
      case "mnist" -> mnist(data);
      default -> throw new IllegalArgumentException("--task (" + name + ") must be iris or mnist");
    };
  }

  /**
   * Fifty made-up flowers of each kind: normal, independent, with the means and deviations of
   * Fisher's irises; all measures divided by 8.
   */
  private static CausalTask iris() {
    DataSet all = flowers(new Random(2020));
    return new CausalTask(
        "iris-sized",
        new int[] {4, 5, 5, 3},
        4000,
        50,
        10,
        (DataSet) all.getRange(0, 100),
        (DataSet) all.getRange(100, 150));
  }

  private static DataSet flowers(Random random) {
    INDArray features = Nd4j.create(DataType.FLOAT, 150, 4);
    INDArray labels = Nd4j.create(DataType.FLOAT, 150, 3);
    for (int row = 0; row < 150; row++) {
      int kind = row % 3;
      for (int k = 0; k < 4; k++) {
        double size = MEANS[kind][k] + DEVIATIONS[kind][k] * random.nextGaussian();
        features.putScalar(row, k, Math.max(0, size) / 8);
      }
      labels.putScalar(row, kind, 1);
    }
    return new DataSet(features, labels);
  }

  private static CausalTask mnist(@Nullable Path data) throws IOException {
    if (data == null) {
      throw new IllegalArgumentException("--task mnist needs --data, a folder with four idx files");
    }
    IdxFiles files = new IdxFiles(data);
    return new CausalTask(
        "mnist 0 to 4",
        new int[] {25, 6, 6, 6, 5},
        500,
        10,
        50,
        reduced(files.training(), MOST_TRAINING),
        reduced(files.test(), Integer.MAX_VALUE));
  }

  /** The first digits from 0 to 4, as means over 5 x 5 tiles of the image. */
  static DataSet reduced(DataSet digits, int most) {
    float[] pixels = digits.getFeatures().data().asFloat();
    int[] labels = Nd4j.argMax(digits.getLabels(), 1).toIntVector();
    long small = Arrays.stream(labels).filter(label -> label < DIGITS).count();
    int rows = (int) Math.min(most, small);
    float[] features = new float[rows * REDUCED * REDUCED];
    INDArray targets = Nd4j.create(DataType.FLOAT, rows, DIGITS);
    int row = 0;
    for (int i = 0; row < rows; i++) {
      if (labels[i] < DIGITS) {
        reduce(pixels, i * SIDE * SIDE, features, row * REDUCED * REDUCED);
        targets.putScalar(row++, labels[i], 1);
      }
    }
    return new DataSet(Nd4j.create(features, new long[] {rows, REDUCED * REDUCED}, 'c'), targets);
  }

  private static void reduce(float[] pixels, int from, float[] into, int to) {
    int[] counts = new int[REDUCED * REDUCED];
    for (int p = 0; p < SIDE * SIDE; p++) {
      int tile = p / SIDE * REDUCED / SIDE * REDUCED + p % SIDE * REDUCED / SIDE;
      into[to + tile] += pixels[from + p];
      counts[tile]++;
    }
    for (int tile = 0; tile < counts.length; tile++) {
      into[to + tile] /= counts[tile];
    }
  }

  /**
   * Mean of a flower's measurement.
   *
   * @param kind of flower, from 0 to 2
   * @param feature from 0 to 3
   * @return centimetres
   */
  public static double mean(int kind, int feature) {
    return MEANS[kind][feature];
  }

  /**
   * Standard deviation of a flower's measurement.
   *
   * @param kind of flower, from 0 to 2
   * @param feature from 0 to 3
   * @return centimetres
   */
  public static double deviation(int kind, int feature) {
    return DEVIATIONS[kind][feature];
  }
}
