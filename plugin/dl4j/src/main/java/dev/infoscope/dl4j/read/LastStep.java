// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.dl4j.autodiff.Steps;
import dev.infoscope.dl4j.shadow.OutputMask;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which step of a sequence is read: the last that its mask leaves in, or the last of these that has
 * a label where a mask of the labels says which have one.
 *
 * @param steps one per sequence
 * @param words what it is called
 */
@SuppressWarnings("ArrayRecordComponent")
record LastStep(int[] steps, String words) {
  /**
   * The step of each sequence.
   *
   * @param outputMask mask of the layer's output; null for none
   * @param labelled {@code [examples x steps]}, mask of the labels; null for none; it has no part
   *     in sequences of another length
   * @param rows sequences
   * @param steps length of the sequences
   * @return one step per sequence
   * @throws IllegalArgumentException if DL4J hands on a mask of another length than the sequences
   */
  static LastStep ofEach(
      @Nullable OutputMask outputMask, @Nullable INDArray labelled, int rows, int steps) {
    int[] last = last(outputMask, rows, steps);
    if (labelled == null || labelled.size(0) != rows || labelled.size(1) != steps) {
      return new LastStep(last, "last step");
    }
    int[] chosen = last.clone();
    INDArray mask = outputMask == null ? null : outputMask.mask();
    for (int row = 0; row < rows; row++) {
      int step = last[row];
      while (step >= 0 && !(isIn(labelled, rows, row, step) && isIn(mask, rows, row, step))) {
        step--;
      }
      chosen[row] = step < 0 ? last[row] : step;
    }
    return new LastStep(chosen, Arrays.equals(chosen, last) ? "last step" : "last labelled step");
  }

  private static boolean isIn(@Nullable INDArray mask, int rows, int row, int step) {
    if (mask == null) {
      return true;
    } else if (mask.size(0) == rows && mask.size(1) > step) {
      return mask.getDouble(row, step) != 0;
    }
    return mask.length() <= (long) step * rows + row
        || mask.getDouble((long) step * rows + row) != 0;
  }

  private static int[] last(@Nullable OutputMask outputMask, int rows, int steps) {
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

  int of(int row) {
    return steps[row];
  }
}
