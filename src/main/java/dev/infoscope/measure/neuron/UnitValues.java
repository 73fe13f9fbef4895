// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.estimate.Flag;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the values of every unit tell beside its codes: their range, their mean per class, and
 * fingerprints of the columns. Immutable; equal evidence gives equal objects.
 */
public final class UnitValues {
  /** With two class means off by 2^-40 each, (m - r) / (m + r) is off by 2 * 2^-40 / m at most. */
  private static final double LEAST_MEAN = 0x1p-19;

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
   * @return from 0, the same for all classes, to 1, active for one only, to within 1e-6; {@code
   *     NaN} where {@link #whyNoClassSelectivity} says why
   */
  public double classSelectivity(int unit) {
    if (!whyNoClassSelectivity(unit).isEmpty()) {
      return Double.NaN;
    }
    double[] means = classMeans(unit);
    double most = most(means);
    double rest = (Arrays.stream(means).reduce(0, Double::sum) - most) / (means.length - 1);
    return (most - rest) / (most + rest);
  }

  /**
   * Why a unit has no class selectivity. It is not defined for negative values, all zero, and fewer
   * than two classes; and it is withheld where sums of multiples of 2^-40 cannot tell it: if a
   * value reaches 4,194,304, or if the largest class mean is below 2^-19 (1.9e-6), because what is
   * cut off could then change it by more than 1e-6.
   *
   * @param unit which unit
   * @return in words; empty where it has one
   */
  public String whyNoClassSelectivity(int unit) {
    double[] means = classMeans(unit);
    if (means.length < 2) {
      return "fewer than two classes";
    } else if (!isFinite(unit)) {
      return Flag.NOT_FINITE.words();
    } else if (low[unit] < 0) {
      return "negative values";
    } else if (high[unit] == 0) {
      return "all values are 0";
    } else if (!isSmall(unit)) {
      return "values of 4194304 or more, too large to sum";
    }
    return most(means) < LEAST_MEAN ? "class means below 1.9e-6, too small to tell apart" : "";
  }

  /** Of the classes that have examples. */
  private double[] classMeans(int unit) {
    return IntStream.range(0, classSizes.length)
        .filter(label -> classSizes[label] > 0)
        .mapToDouble(label -> sums[label * low.length + unit] / classSizes[label])
        .toArray();
  }

  private static double most(double... means) {
    return Arrays.stream(means).max().orElse(Double.NaN);
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
