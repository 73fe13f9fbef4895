// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Cancellation;

/** Single-precision rows in one array. Every pass over them can be cancelled. */
record FloatRows(float[] values, int examples, int units) implements Activations {
  @Override
  public void copy(int first, int rows, double[] into) {
    Cancellation.check();
    int from = first * units;
    int length = rows * units;
    for (int i = 0; i < length; i++) {
      into[i] = values[from + i];
    }
  }

  @Override
  public void copyUnits(int first, int rows, int[] chosen, double[] into) {
    Cancellation.check();
    for (int row = 0; row < rows; row++) {
      int from = (first + row) * units;
      int to = row * chosen.length;
      for (int i = 0; i < chosen.length; i++) {
        into[to + i] = values[from + chosen[i]];
      }
    }
  }
}
