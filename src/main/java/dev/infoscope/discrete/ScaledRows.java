// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/** Other activations times a factor. */
record ScaledRows(Activations all, double factor) implements Activations {
  @Override
  public int examples() {
    return all.examples();
  }

  @Override
  public int units() {
    return all.units();
  }

  @Override
  public void copy(int first, int rows, double[] into) {
    all.copy(first, rows, into);
    for (int i = 0; i < rows * units(); i++) {
      into[i] *= factor;
    }
  }
}
