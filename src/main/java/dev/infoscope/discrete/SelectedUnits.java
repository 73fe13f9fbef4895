// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/** Some columns of other activations, in a given order. */
record SelectedUnits(Activations all, int[] chosen) implements Activations {
  @Override
  public int examples() {
    return all.examples();
  }

  @Override
  public int units() {
    return chosen.length;
  }

  @Override
  public void copy(int first, int rows, double[] into) {
    all.copyUnits(first, rows, chosen, into);
  }
}
