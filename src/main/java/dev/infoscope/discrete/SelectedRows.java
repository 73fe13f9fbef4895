// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/** Some rows of other activations, in a given order. */
record SelectedRows(Activations all, int[] rows) implements Activations {
  @Override
  public int examples() {
    return rows.length;
  }

  @Override
  public int units() {
    return all.units();
  }

  @Override
  public void copy(int first, int count, double[] into) {
    if (count == 1) {
      all.copy(rows[first], 1, into);
      return;
    }
    double[] row = new double[units()];
    for (int i = 0; i < count; i++) {
      all.copy(rows[first + i], 1, row);
      System.arraycopy(row, 0, into, i * row.length, row.length);
    }
  }
}
