// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.alerts;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What goes wrong with a training run, from some epoch on. */
enum Fault {
  /** Nothing: the run is healthy. */
  NONE,
  /** The labels of the training data are shuffled, as by a join that went wrong. */
  LABELS,
  /** The learning rate is a hundred times too high. */
  RATE,
  /** One weight becomes NaN. */
  NAN;

  private static final double TOO_HIGH = 100;

  /** Lets it happen, before the epoch begins. */
  void strike(MultiLayerNetwork network, DataSet training, double rate, long seed) {
    switch (this) {
      case NONE -> {}
      case LABELS -> training.setLabels(shuffled(training.getLabels(), seed));
      case RATE -> network.setLearningRate(TOO_HIGH * rate);
      case NAN -> network.params().putScalar(0, Double.NaN);
    }
  }

  private static INDArray shuffled(INDArray labels, long seed) {
    int rows = labels.rows();
    int[] order = new java.util.SplittableRandom(seed).ints(rows, 0, Integer.MAX_VALUE).toArray();
    Integer[] rank = new Integer[rows];
    java.util.Arrays.setAll(rank, row -> row);
    java.util.Arrays.sort(rank, java.util.Comparator.comparingInt(row -> order[row]));
    INDArray result = labels.dup();
    for (int row = 0; row < rows; row++) {
      result.putRow(row, labels.getRow(rank[row]));
    }
    return result;
  }
}
