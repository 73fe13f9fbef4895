// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.numeric.Require;
import java.util.BitSet;

/**
 * Units of a layer that are held at fixed values: ablated, or knocked out.
 *
 * @param units which ones, distinct, from 0; read in place, not copied
 * @param values what each puts out instead, finite; read in place, not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Intervention(int[] units, double[] values) {
  /**
   * Checks units and values.
   *
   * @throws IllegalArgumentException if there are not as many values as units, a unit is below 0 or
   *     comes twice, or a value is not finite
   */
  public Intervention {
    Require.that(
        units.length == values.length,
        "units (%d) must be as many as values (%d)",
        units.length,
        values.length);
    BitSet seen = new BitSet();
    for (int i = 0; i < units.length; i++) {
      Require.that(
          units[i] >= 0 && !seen.get(units[i]),
          "unit %d must be at least 0 and not come twice",
          units[i]);
      Require.that(
          Double.isFinite(values[i]), "value (%s) of unit %d must be finite", values[i], units[i]);
      seen.set(units[i]);
    }
  }

  /**
   * Holds one unit.
   *
   * @param unit from 0
   * @param value finite
   * @return the intervention
   */
  public static Intervention of(int unit, double value) {
    return new Intervention(new int[] {unit}, new double[] {value});
  }

  /**
   * Holds nothing.
   *
   * @return an intervention of no units
   */
  public static Intervention none() {
    return new Intervention(new int[0], new double[0]);
  }

  /**
   * The highest unit.
   *
   * @return -1 for none
   */
  public int highest() {
    int highest = -1;
    for (int unit : units) {
      highest = Math.max(highest, unit);
    }
    return highest;
  }
}
