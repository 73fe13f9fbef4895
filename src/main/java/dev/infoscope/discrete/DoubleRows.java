// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Cancellation;

/** Double-precision rows in one array. Every pass over them can be cancelled. */
record DoubleRows(double[] values, int examples, int units) implements Activations {
  @Override
  public void copy(int first, int rows, double[] into) {
    Cancellation.check();
    System.arraycopy(values, first * units, into, 0, rows * units);
  }
}
