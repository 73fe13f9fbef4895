// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Time steps of sequences. */
public final class Steps {
  private Steps() {}

  /**
   * The last step of an example that a mask leaves in.
   *
   * @param mask {@code [examples x steps]}, 0 where there is nothing; null for no mask
   * @param row which example
   * @param steps length of the sequence
   * @return from 0 to {@code steps - 1}; 0 if the mask leaves nothing in
   */
  public static int last(@Nullable INDArray mask, int row, int steps) {
    if (mask == null || mask.rank() != 2 || mask.size(1) != steps) {
      return steps - 1;
    }
    int step = steps - 1;
    while (step > 0 && mask.getDouble(row, step) == 0) {
      step--;
    }
    return step;
  }

  /**
   * The last step of each of some examples.
   *
   * @param mask {@code [examples x steps]}; null for no mask
   * @param rows how many examples
   * @param steps length of the sequences
   * @return one step per example
   */
  public static int[] lastOfEach(@Nullable INDArray mask, int rows, int steps) {
    int[] last = new int[rows];
    for (int row = 0; row < rows; row++) {
      last[row] = last(mask, row, steps);
    }
    return last;
  }
}
