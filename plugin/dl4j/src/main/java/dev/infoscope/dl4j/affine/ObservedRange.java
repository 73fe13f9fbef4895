// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.affine;

import dev.infoscope.discrete.Range;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Smallest to largest value over several arrays. */
final class ObservedRange {
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;
  private boolean finite = true;

  void accept(INDArray values) {
    // Minimum and maximum pass over NaN; the sum does not.
    finite &= Double.isFinite(values.sumNumber().doubleValue());
    low = Math.min(low, values.minNumber().doubleValue());
    high = Math.max(high, values.maxNumber().doubleValue());
  }

  /** The range; null if there was nothing, or something that is not finite. */
  @Nullable Range range() {
    boolean known = finite && low <= high && Double.isFinite(low) && Double.isFinite(high);
    return known ? new Range(low, high) : null;
  }
}
