// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/** Bins that a formula finds faster than a search among edges. Equal grids make equal codes. */
sealed interface Grid permits EqualWidth, LogSpaced {
  /** Number of bins, at least 1. */
  int bins();

  /** The bin of a value; never falls when the value rises; 0 for {@code NaN}. */
  int code(double value);

  /** The bins of the first values. */
  default void codes(double[] values, int count, int[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = code(values[i]);
    }
  }

  /** Whether a value lies beyond the outer ends. */
  boolean isOutside(double value);
}
