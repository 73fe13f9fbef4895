// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import java.util.Arrays;
import java.util.Locale;

/**
 * What the values of every unit tell beside its codes: their range, their mean per class, and
 * fingerprints of the columns. Immutable; equal evidence gives equal objects.
 */
public final class UnitValues {
  private final int[] classSizes;
  private final double[] low;
  private final double[] high;
  private final double[] sums; // [classes x units]
  private final long[] valueHashes;
  private final long[] codeHashes;

  /** Takes the arrays over. */
  UnitValues(
      int[] classSizes, double[] low, double[] high, double[] sums, long[] values, long[] codes) {
    this.classSizes = classSizes;
    this.low = low;
    this.high = high;
    this.sums = sums;
    this.valueHashes = values;
    this.codeHashes = codes;
  }

  /**
   * Number of units.
   *
   * @return at least 1
   */
  public int units() {
    return low.length;
  }

  /**
   * Whether all values of a unit are numbers.
   *
   * @param unit which unit
   * @return false if one is NaN or infinite, or there are none
   */
  public boolean isFinite(int unit) {
    return Double.isFinite(low[unit]) && Double.isFinite(high[unit]);
  }

  /**
   * Whether a unit has the same value on all examples: it is dead, and can be folded into the next
   * layer's bias.
   *
   * @param unit which unit
   * @return false without values
   */
  public boolean isConstant(int unit) {
    return isFinite(unit) && low[unit] == high[unit];
  }

  /**
   * Mean value of a unit.
   *
   * @param unit which unit
   * @return to within 1e-12; {@code NaN} without samples, or if a value is not a number or beyond
   *     4,194,304 in magnitude
   */
  public double mean(int unit) {
    double sum = 0;
    long samples = 0;
    for (int label = 0; label < classSizes.length; label++) {
      sum += sums[label * low.length + unit];
      samples += classSizes[label];
    }
    return isConstant(unit) ? low[unit] : isSmall(unit) ? sum / samples : Double.NaN;
  }

  /**
   * Means of all units, as values to ablate them to.
   *
   * @return one per unit
   */
  public double[] means() {
    double[] means = new double[low.length];
    Arrays.setAll(means, this::mean);
    return means;
  }

  private boolean isSmall(int unit) {
    return Math.max(-low[unit], high[unit]) < FixedPointSums.LIMIT && isFinite(unit);
  }

  /**
   * Class selectivity of Morcos et al. 2018 (arXiv 1803.06959): with {@code m} the largest class
   * mean of the unit and {@code r} the mean of the other class means, {@code (m - r) / (m + r)}.
   *
   * @param unit which unit
   * @return from 0, the same for all classes, to 1, active for one only; {@code NaN} where it is
   *     not defined: negative values, all zero, fewer than two classes
   */
  public double classSelectivity(int unit) {
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int classes = 0;
    for (int label = 0; label < classSizes.length; label++) {
      if (classSizes[label] > 0) {
        double mean = sums[label * low.length + unit] / classSizes[label];
        most = Math.max(most, mean);
        sum += mean;
        classes++;
      }
    }
    double rest = (sum - most) / (classes - 1);
    return isSmall(unit) && low[unit] >= 0 && most > 0 && classes > 1
        ? (most - rest) / (most + rest)
        : Double.NaN;
  }

  /** Equal for units with equal values on all examples. */
  long valueHash(int unit) {
    return valueHashes[unit];
  }

  /** Equal for units with equal codes on all examples. */
  long codeHash(int unit) {
    return codeHashes[unit];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnitValues that
        && Arrays.equals(classSizes, that.classSizes)
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high)
        && Arrays.equals(sums, that.sums)
        && Arrays.equals(valueHashes, that.valueHashes)
        && Arrays.equals(codeHashes, that.codeHashes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(classSizes) + Arrays.hashCode(valueHashes);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "values of %d units", low.length);
  }
}
