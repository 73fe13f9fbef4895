// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.UnitRanges;

/** How many units of a layer vary: the others take no part in what an estimator reads. */
public final class VaryingUnits {
  private VaryingUnits() {}

  /**
   * Counts them.
   *
   * @param values of the layer, {@code [examples x units]}, all finite
   * @return how many units have more than one value
   */
  public static int count(Activations values) {
    int units = values.units();
    double[] first = new double[units];
    double[] row = new double[units];
    boolean[] varies = new boolean[units];
    int count = 0;
    for (int i = 0; i < values.examples() && count < units; i++) {
      values.copy(i, 1, i == 0 ? first : row);
      for (int unit = 0; i > 0 && unit < units; unit++) {
        if (!varies[unit] && row[unit] != first[unit]) {
          varies[unit] = true;
          count++;
        }
      }
    }
    return count;
  }

  /**
   * The same by what all rows range over.
   *
   * @param ranges smallest and largest value of each unit
   * @return how many units have more than one value
   */
  public static int count(UnitRanges ranges) {
    int count = 0;
    for (int unit = 0; unit < ranges.units(); unit++) {
      count += ranges.low()[unit] < ranges.high()[unit] ? 1 : 0;
    }
    return count;
  }
}
