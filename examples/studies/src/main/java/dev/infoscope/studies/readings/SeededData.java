// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.readings;

import dev.infoscope.examples.IdxFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.datasets.iterator.IteratorMultiDataSetIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Small tasks made from seeds. The class of a row is decided by its first features, so that there
 * is something to learn.
 *
 * @param probe rows that no batch holds
 * @param training batches of an epoch
 */
public record SeededData(MultiDataSet probe, List<MultiDataSet> training) {
  static final int CLASSES = 3;
  static final int FEATURES = 6;
  static final int STEPS = 5;
  static final int SIDE = 8;

  private static final int PROBE = 400;
  private static final int MANY = 2000;
  private static final int BATCH = 32;
  private static final int BATCHES = 12;

  /** A way to make rows. */
  private interface Task {
    MultiDataSet rows(int count, SplittableRandom random);
  }

  /** The batches once more, as a network takes them. */
  MultiDataSetIterator batches() {
    return new IteratorMultiDataSetIterator(training.iterator(), BATCH);
  }

  /** Vectors, for a dense network. */
  static SeededData bits() {
    return of(11, SeededData::vectors);
  }

  /** More of them, so many that pairwise bounds are computed in single precision. */
  static SeededData manyBits() {
    return of(15, MANY, SeededData::vectors);
  }

  /** One channel of {@link #SIDE} x {@link #SIDE} pixels. */
  static SeededData images() {
    return of(12, (count, random) -> shaped(count, random, 1, SIDE, SIDE));
  }

  /**
   * Some values in each of a few steps, with a label for each step.
   *
   * @return the same rows at every call
   */
  public static SeededData series() {
    return of(13, SeededData::sequences);
  }

  /**
   * Two vectors per row.
   *
   * @return the same rows at every call
   */
  public static SeededData pairs() {
    return of(14, SeededData::twoVectors);
  }

  /** Images of digits, from files: those of tests as probe, {@link #BATCHES} batches of others. */
  static SeededData mnist(IdxFiles files) throws IOException {
    List<MultiDataSet> training =
        files.training().batchBy(128).subList(0, BATCHES).stream()
            .map(DataSet::toMultiDataSet)
            .toList();
    return new SeededData(files.test().toMultiDataSet(), training);
  }

  private static SeededData of(long seed, Task task) {
    return of(seed, PROBE, task);
  }

  private static SeededData of(long seed, int rows, Task task) {
    SplittableRandom random = new SplittableRandom(seed);
    MultiDataSet probe = task.rows(rows, random);
    List<MultiDataSet> training = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      training.add(task.rows(BATCH, random));
    }
    return new SeededData(probe, training);
  }

  private static MultiDataSet vectors(int count, SplittableRandom random) {
    return shaped(count, random, FEATURES);
  }

  private static MultiDataSet shaped(int count, SplittableRandom random, long... shape) {
    int width = 1;
    for (long size : shape) {
      width *= (int) size;
    }
    float[][] rows = rows(count, width, random);
    long[] all = new long[shape.length + 1];
    all[0] = count;
    System.arraycopy(shape, 0, all, 1, shape.length);
    return set(Nd4j.createFromArray(rows).reshape(all), labels(rows));
  }

  private static MultiDataSet twoVectors(int count, SplittableRandom random) {
    float[][] left = rows(count, FEATURES, random);
    INDArray right = Nd4j.createFromArray(rows(count, FEATURES, random));
    return new org.nd4j.linalg.dataset.MultiDataSet(
        new INDArray[] {Nd4j.createFromArray(left), right}, new INDArray[] {labels(left)});
  }

  private static MultiDataSet sequences(int count, SplittableRandom random) {
    float[][] rows = rows(count, FEATURES * STEPS, random);
    INDArray features = Nd4j.createFromArray(rows).reshape(count, FEATURES, STEPS);
    INDArray labels = Nd4j.zeros(count, CLASSES, STEPS);
    for (int step = 0; step < STEPS; step++) {
      for (int row = 0; row < count; row++) {
        labels.putScalar(new long[] {row, classOf(rows[row]), step}, 1);
      }
    }
    return set(features, labels);
  }

  private static MultiDataSet set(INDArray features, INDArray labels) {
    return new org.nd4j.linalg.dataset.MultiDataSet(features, labels);
  }

  private static float[][] rows(int count, int width, SplittableRandom random) {
    float[][] rows = new float[count][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) (2 * random.nextDouble() - 1);
      }
    }
    return rows;
  }

  private static INDArray labels(float[][] rows) {
    INDArray labels = Nd4j.zeros(rows.length, CLASSES);
    for (int row = 0; row < rows.length; row++) {
      labels.putScalar(row, classOf(rows[row]), 1);
    }
    return labels;
  }

  private static int classOf(float[] row) {
    return row[0] + row[1] > 0.3 ? 2 : row[2] > row[3] ? 1 : 0;
  }
}
