// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

/**
 * The place of the largest of some values, by one rule: of equal ones the first. {@code NaN} is
 * smaller than every number, and minus zero equals zero.
 */
public final class Argmax {
  private Argmax() {}

  /**
   * The place of the largest value.
   *
   * @param values at least one
   * @return from 0; 0 if all are {@code NaN}
   * @throws IllegalArgumentException if there is none
   */
  public static int of(double... values) {
    Require.atLeast("values", values.length, 1);
    int largest = 0;
    for (int place = 1; place < values.length; place++) {
      boolean larger = values[place] > values[largest];
      boolean number = Double.isNaN(values[largest]) && !Double.isNaN(values[place]);
      largest = larger || number ? place : largest;
    }
    return largest;
  }
}
