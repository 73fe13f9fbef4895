// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.ValueSummary;

/**
 * Some consecutive rows of a layer.
 *
 * @param first number of the first row, from 0
 * @param values row by row
 * @param activations the same, as the core takes them
 * @param labels class of each row
 * @param summary range of the values and how many are not finite
 */
@SuppressWarnings("ArrayRecordComponent")
record Block(
    int first, double[] values, Activations activations, int[] labels, ValueSummary summary) {
  static Block of(int first, double[] values, int units, int[] labels) {
    Activations activations = Activations.of(values, units);
    return new Block(first, values, activations, labels, ValueSummary.of(activations));
  }

  int rows() {
    return labels.length;
  }

  int units() {
    return activations.units();
  }

  /** Takes blocks, in order. */
  interface Sink {
    void accept(Block block);
  }
}
