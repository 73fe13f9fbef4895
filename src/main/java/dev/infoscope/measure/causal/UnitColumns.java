// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import java.util.Arrays;

/** The weights into each unit, side by side, and which of them moved since the last call. */
final class UnitColumns {
  private static final int TILE = 8; // units whose columns are filled together: one cache line

  private final int inputs;
  private final double[] columns; // [outputs x inputs]
  private final double[] bias;
  private final boolean[] moved;

  UnitColumns(LayerTransition first) {
    this.inputs = first.inputs();
    this.columns = new double[first.weights().length];
    this.bias = new double[first.outputs()];
    this.moved = new boolean[first.outputs()];
  }

  /** Takes over everything as new. */
  void fill(LayerTransition layer) {
    update(layer);
    Arrays.fill(moved, true);
  }

  /** Takes over what changed. */
  void update(LayerTransition layer) {
    Arrays.fill(moved, false);
    for (int unit = 0; unit < bias.length; unit++) {
      if (bias[unit] != layer.bias()[unit]) {
        bias[unit] = layer.bias()[unit];
        moved[unit] = true;
      }
    }
    for (int first = 0; first < bias.length; first += TILE) {
      updateTile(layer.weights(), first, Math.min(bias.length, first + TILE));
    }
  }

  private void updateTile(double[] weights, int first, int end) {
    for (int k = 0; k < inputs; k++) {
      for (int unit = first; unit < end; unit++) {
        double weight = weights[k * bias.length + unit];
        int at = unit * inputs + k;
        if (columns[at] != weight) { // true for NaN
          columns[at] = weight;
          moved[unit] = true;
        }
      }
    }
  }

  boolean moved(int unit) {
    return moved[unit];
  }

  /** All columns, {@code [outputs x inputs]}; not to be changed. */
  double[] weights() {
    return columns;
  }

  double bias(int unit) {
    return bias[unit];
  }
}
