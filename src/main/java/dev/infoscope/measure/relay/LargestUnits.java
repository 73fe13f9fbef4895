// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import java.util.Arrays;

/** The units of the largest values, falling; of equal ones those that come first. */
final class LargestUnits {
  private final int[] units;
  private final double[] values;
  private int count;

  LargestUnits(int most) {
    units = new int[most];
    values = new double[most];
  }

  /** False only if a unit of this value would not be among them. */
  boolean takes(double value) {
    return count < units.length || !(value < values[count - 1]);
  }

  void add(int unit, double value) {
    if (count == units.length && !isAbove(value, values[count - 1])) {
      return;
    }
    int at = count < units.length ? count++ : count - 1;
    for (; at > 0 && isAbove(value, values[at - 1]); at--) {
      units[at] = units[at - 1];
      values[at] = values[at - 1];
    }
    units[at] = unit;
    values[at] = value;
  }

  /** As a sort would have it, zeros and NaN included. */
  private static boolean isAbove(double value, double other) {
    return Double.compare(-value, -other) < 0;
  }

  /** As many as there can be, or as came if they were fewer. */
  int[] units() {
    return Arrays.copyOf(units, count);
  }
}
