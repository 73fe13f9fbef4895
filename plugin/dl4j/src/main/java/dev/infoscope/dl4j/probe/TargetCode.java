// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How the targets of one output write classes, seen from their values. */
public enum TargetCode {
  /** One column per class, in every row a 1 and else 0, or everywhere else -1. */
  ONE_HOT,
  /** One column of 0 and 1. */
  ZERO_ONE,
  /** One column of -1 and 1. */
  PLUS_MINUS,
  /** Anything else, or nothing: no classes can be told from it. */
  OTHER;

  /**
   * The codes of all targets.
   *
   * @param targets one array per output; null if there are none
   * @return one per array
   */
  static List<TargetCode> of(INDArray @Nullable [] targets) {
    List<TargetCode> codes = new ArrayList<>();
    for (INDArray target : targets == null ? new INDArray[0] : targets) {
      codes.add(target == null || target.isEmpty() ? OTHER : of(target));
    }
    return codes;
  }

  private static TargetCode of(INDArray targets) {
    boolean column = targets.rank() == 1 || targets.rank() == 2 && targets.size(1) == 1;
    float[] values = Blocks.floats(targets);
    if (!column) {
      return targets.rank() == 2 && isOneHot(values, (int) targets.size(1)) ? ONE_HOT : OTHER;
    }
    if (only(values, 0)) {
      return ZERO_ONE;
    }
    return only(values, -1) ? PLUS_MINUS : OTHER;
  }

  /** Whether all values are -1 or 1, and some are -1. */
  static boolean areSigns(float... values) {
    return only(values, -1) && !only(values, 1);
  }

  /** The same of rows of values. */
  static boolean areSigns(double[]... rows) {
    boolean some = false;
    for (double[] row : rows) {
      for (double value : row) {
        if (Math.abs(value) != 1) {
          return false;
        }
        some |= value == -1;
      }
    }
    return some;
  }

  private static boolean only(float[] values, float low) {
    for (float value : values) {
      if (value != low && value != 1) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOneHot(float[] values, int columns) {
    float low = areSigns(values) ? -1 : 0;
    for (int row = 0; row < values.length; row += columns) {
      int ones = 0;
      for (int column = 0; column < columns; column++) {
        float value = values[row + column];
        ones += value == 1 ? 1 : 0;
        if (value != low && value != 1) {
          return false;
        }
      }
      if (ones != 1) {
        return false;
      }
    }
    return true;
  }
}
