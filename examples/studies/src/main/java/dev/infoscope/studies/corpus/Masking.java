// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Which steps of a sequence count. */
enum Masking {
  /** All; no mask is given. */
  NONE("no mask"),
  /** The first ones, at least one, padded behind as is usual. */
  PADDED("padded behind"),
  /** The last ones, padded before; the last step always counts. */
  PADDED_BEFORE("padded before"),
  /** Every other, and not the last. */
  GAPS("gaps");

  private final String words;

  Masking(String words) {
    this.words = words;
  }

  /** A mask of zeros and ones; null for none. */
  @Nullable INDArray mask(int examples, int steps) {
    if (this == NONE) {
      return null;
    }
    INDArray mask = Nd4j.create(DataType.FLOAT, examples, steps);
    for (int row = 0; row < examples; row++) {
      for (int step = 0; step < steps; step++) {
        mask.putScalar(row, step, counts(row, step, steps) ? 1 : 0);
      }
    }
    return mask;
  }

  private boolean counts(int row, int step, int steps) {
    return switch (this) {
      case NONE -> true;
      case PADDED -> step <= row % steps;
      case PADDED_BEFORE -> step >= row % steps;
      case GAPS -> step % 2 == row % 2 && (step < steps - 1 || steps <= 2) || step == 0;
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
