// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Require;
import java.util.Locale;

/** Argument check of everything that counts rows with labels. */
public final class LabelledRows {
  private LabelledRows() {}

  /**
   * How many rows each class has.
   *
   * @param activations {@code [examples x units]}
   * @param labels one per example, from 0
   * @param classes how many classes there are
   * @param units how many units the layer must have
   * @return rows of each class
   * @throws IllegalArgumentException if shapes disagree or a label is out of range
   */
  public static int[] check(Activations activations, int[] labels, int classes, int units) {
    Require.that(
        activations.units() == units,
        "activations have %d units, edges %d",
        activations.units(),
        units);
    Require.that(
        activations.examples() == labels.length,
        "activations have %d rows, labels %d",
        activations.examples(),
        labels.length);
    return sizes(labels, classes);
  }

  /** How many rows each class has; refuses labels out of range. */
  static int[] sizes(int[] labels, int classes) {
    int[] sizes = new int[Require.atLeast("classes", classes, 1)];
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classes) {
        throw outside(labels[row], row, classes);
      }
      sizes[labels[row]]++;
    }
    return sizes;
  }

  private static IllegalArgumentException outside(int label, int row, int classes) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT, "label %d of row %d must be from 0 to %d", label, row, classes - 1));
  }
}
