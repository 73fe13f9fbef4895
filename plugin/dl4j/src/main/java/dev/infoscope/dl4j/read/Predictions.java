// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.probe.ClassLabels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads classes from what output layers say, as {@link ClassLabels} reads them from labels: the
 * unit with the largest value, the first of several; of a single unit whether it is above one half;
 * of several outputs the combination.
 */
public final class Predictions {
  private static final double HALF = 0.5;

  private Predictions() {}

  /**
   * Classes of all examples.
   *
   * @param outputs activations of the output layers
   * @param classes how many the labels have
   * @return null where outputs tell another number of classes apart, as in a regression
   */
  public static int @Nullable [] of(List<Activations> outputs, int classes) {
    if (outputs.isEmpty() || classes(outputs) != classes) {
      return null;
    }
    int[] predicted = new int[outputs.get(0).examples()];
    for (Activations output : outputs) {
      double[] row = new double[output.units()];
      for (int example = 0; example < predicted.length; example++) {
        output.copy(example, 1, row);
        predicted[example] = predicted[example] * Math.max(2, row.length) + largest(row);
      }
    }
    return predicted;
  }

  /**
   * How many classes outputs tell apart: two by a single unit, of several outputs the product.
   *
   * @param outputs activations of the output layers
   * @return at least 1
   */
  public static long classes(List<Activations> outputs) {
    long product = 1;
    for (Activations output : outputs) {
      product *= Math.max(2, output.units());
    }
    return product;
  }

  private static int largest(double[] row) {
    if (row.length == 1) {
      return row[0] > HALF ? 1 : 0;
    }
    int largest = 0;
    for (int unit = 1; unit < row.length; unit++) {
      if (row[unit] > row[largest]) {
        largest = unit;
      }
    }
    return largest;
  }
}
