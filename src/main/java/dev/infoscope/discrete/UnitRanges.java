// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;
import java.util.Locale;

/**
 * What {@link RangeFinder} found of a layer.
 *
 * @param low smallest value of each unit; {@code NaN} if one of its values is; no minus zero
 * @param high largest value of each unit; {@code NaN} if one of its values is; no minus zero
 * @param summary of all values
 */
@SuppressWarnings("ArrayRecordComponent")
public record UnitRanges(double[] low, double[] high, ValueSummary summary) {
  /**
   * Number of units.
   *
   * @return at least 1
   */
  public int units() {
    return low.length;
  }

  /**
   * Number of rows.
   *
   * @return at least 0
   */
  public long examples() {
    return summary.values() / low.length;
  }

  /**
   * Whether every unit has one value on all rows.
   *
   * @return false without rows, or if a value is not finite
   */
  public boolean isConstant() {
    return Arrays.equals(low, high) && summary.notFinite() == 0 && summary.values() > 0;
  }

  /**
   * The ranges of some of the units.
   *
   * @param units which, in the order wanted
   * @return their ranges; the summary is still that of all values
   */
  public UnitRanges select(int... units) {
    return new UnitRanges(
        Arrays.stream(units).mapToDouble(unit -> low[unit]).toArray(),
        Arrays.stream(units).mapToDouble(unit -> high[unit]).toArray(),
        summary);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnitRanges that
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high)
        && summary.equals(that.summary);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(low) + Arrays.hashCode(high)) + summary.hashCode();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "ranges of %d units, %s", low.length, summary);
  }
}
