// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.dl4j.autodiff.Steps;
import dev.infoscope.dl4j.shadow.OutputMask;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Which step of a sequence is the last that its mask leaves in. */
final class LastStep {
  private LastStep() {}

  /**
   * The last step of each sequence.
   *
   * @param outputMask mask of the layer's output; null for none
   * @param rows sequences
   * @param steps length of the sequences
   * @return one step per sequence
   * @throws IllegalArgumentException if DL4J hands on a mask of another length than the sequences
   */
  static int[] ofEach(@Nullable OutputMask outputMask, int rows, int steps) {
    INDArray mask = outputMask == null ? null : outputMask.mask();
    if (mask == null) {
      return Steps.lastOfEach(null, rows, steps);
    } else if (mask.rank() == 2 && mask.size(0) == rows && mask.size(1) == steps) {
      return Steps.lastOfEach(mask, rows, steps);
    } else if (mask.length() == (long) rows * steps && mask.size(0) == mask.length()) {
      return unrolled(mask, rows, steps);
    }
    Require.that(
        outputMask == null || !outputMask.handedOn(),
        "the mask that DL4J hands on has shape %s, and the layer has %d steps of %d examples",
        Arrays.toString(mask.shape()),
        steps,
        rows);
    return Steps.lastOfEach(null, rows, steps);
  }

  /** A column, row {@code step * examples + example}. */
  private static int[] unrolled(INDArray mask, int rows, int steps) {
    int[] last = new int[rows];
    for (int row = 0; row < rows; row++) {
      int step = steps - 1;
      while (step > 0 && mask.getDouble((long) step * rows + row) == 0) {
        step--;
      }
      last[row] = step;
    }
    return last;
  }
}
