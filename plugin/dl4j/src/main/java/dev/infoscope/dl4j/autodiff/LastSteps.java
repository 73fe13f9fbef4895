// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Takes the last step of sequences that a mask leaves in, and puts gradients back there. */
final class LastSteps {
  private final boolean featuresLast;
  private long[] shape = {};
  private int[] steps = {};

  /**
   * Nothing seen yet.
   *
   * @param featuresLast whether sequences are {@code [examples x steps x features]}
   */
  LastSteps(boolean featuresLast) {
    this.featuresLast = featuresLast;
  }

  /** The last step of each sequence, {@code [rows x features]}. */
  INDArray of(INDArray sequences, @Nullable INDArray mask) {
    shape = sequences.shape();
    int stepDimension = featuresLast ? 1 : 2;
    int rows = (int) shape[0];
    steps = Steps.lastOfEach(mask, rows, (int) shape[stepDimension]);
    INDArray last = Nd4j.create(sequences.dataType(), rows, shape[3 - stepDimension]);
    for (int row = 0; row < rows; row++) {
      last.putRow(row, sequences.get(at(row)));
    }
    return last;
  }

  /** The gradient of the sequences of the last call, 0 at all other steps. */
  INDArray gradient(INDArray last) {
    INDArray gradient = Nd4j.zeros(last.dataType(), shape);
    for (int row = 0; row < steps.length; row++) {
      gradient.put(at(row), last.getRow(row));
    }
    return gradient;
  }

  private INDArrayIndex[] at(int row) {
    INDArrayIndex step = NDArrayIndex.point(steps[row]);
    INDArrayIndex all = NDArrayIndex.all();
    INDArrayIndex example = NDArrayIndex.point(row);
    return featuresLast
        ? new INDArrayIndex[] {example, step, all}
        : new INDArrayIndex[] {example, all, step};
  }
}
