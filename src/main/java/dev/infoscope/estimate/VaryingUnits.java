// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.UnitRanges;
import java.util.BitSet;

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
    return of(values).cardinality();
  }

  /**
   * Finds them.
   *
   * @param values of the layer, {@code [examples x units]}
   * @return units that have more than one value
   */
  public static BitSet of(Activations values) {
    int units = values.units();
    double[] first = new double[units];
    double[] row = new double[units];
    BitSet varying = new BitSet(units);
    for (int i = 0; i < values.examples() && varying.cardinality() < units; i++) {
      values.copy(i, 1, i == 0 ? first : row);
      for (int unit = 0; i > 0 && unit < units; unit++) {
        if (row[unit] != first[unit]) {
          varying.set(unit);
        }
      }
    }
    return varying;
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
