// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.TwoMeans;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the values of single neurons become levels, two for one bit.
 *
 * @param kind the rule
 * @param levels how many, 2 to 256; 2 for all rules but {@link Kind#LEVELS}
 * @param leastShare a neuron of whose values less than this share lies on one side of its cut is
 *     taken as constant; 0 to cut whatever varies, as the paper's own code does
 * @param leastRange a neuron whose values span no more than this is taken as constant
 */
public record CoarseGraining(Kind kind, int levels, double leastShare, double leastRange) {
  /** The rules. */
  public enum Kind {
    /** One bit by exact 2-means of the neuron's values, as in the paper. */
    TWO_MEANS,
    /** One bit: above the middle of the activation's range, above 0 where that is unbounded. */
    SIGN,
    /** One bit: above the median. Makes most states, and so samples them worst. */
    MEDIAN,
    /** Levels of equal width over the activation's range, or the neuron's own where unbounded. */
    LEVELS
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number is out of range, or a rule of one bit is asked for
   *     more levels
   */
  public CoarseGraining {
    Require.that(levels >= 2 && levels <= 256, "levels (%d) must be from 2 to 256", levels);
    Require.that(kind == Kind.LEVELS || levels == 2, "levels (%d) must be 2 for %s", levels, kind);
    Require.that(
        leastShare >= 0 && leastShare < 0.5, "leastShare (%s) must be from 0 to 0.5", leastShare);
    Require.that(
        leastRange >= 0 && Double.isFinite(leastRange), "leastRange (%s) must be >= 0", leastRange);
  }

  /**
   * One bit by exact 2-means, whatever varies is cut: the paper's way, and the default.
   *
   * @return the rule
   */
  public static CoarseGraining twoMeans() {
    return new CoarseGraining(Kind.TWO_MEANS, 2, 0, 0);
  }

  /**
   * One bit by the sign: sigmoid above 0.5, tanh and rectifier above 0.
   *
   * @return the rule
   */
  public static CoarseGraining sign() {
    return new CoarseGraining(Kind.SIGN, 2, 0, 0);
  }

  /**
   * One bit by the median.
   *
   * @return the rule
   */
  public static CoarseGraining median() {
    return new CoarseGraining(Kind.MEDIAN, 2, 0, 0);
  }

  /**
   * Levels of equal width.
   *
   * @param levels 2 to 256
   * @return the rule
   */
  public static CoarseGraining levels(int levels) {
    return new CoarseGraining(Kind.LEVELS, levels, 0, 0);
  }

  /**
   * The same rule with a guard: 2-means cuts the tail off a neuron that is nearly constant.
   *
   * @param leastShare of the values on either side of a cut, from 0 to 0.5
   * @param leastRange of the values, at least 0
   * @return a copy
   */
  public CoarseGraining guarded(double leastShare, double leastRange) {
    return new CoarseGraining(kind, levels, leastShare, leastRange);
  }

  /**
   * Finds the cuts of a layer's neurons on these very values.
   *
   * @param range values the activation function can take; null when unbounded or unknown
   * @param activations values of the layer, {@code [examples x units]}, all finite
   * @return the cuts; a neuron that is constant, or guarded as such, has none
   * @throws IllegalArgumentException if there is no example
   */
  public LevelCuts cuts(@Nullable Range range, Activations activations) {
    Require.atLeast("examples", activations.examples(), 1);
    double[][] cuts = new double[activations.units()][];
    double[] column = new double[activations.examples()];
    double[][] columns = columns(activations);
    for (int unit = 0; unit < cuts.length; unit++) {
      Cancellation.check();
      System.arraycopy(columns[unit], 0, column, 0, column.length);
      cuts[unit] = guarded(cuts(range, column), columns[unit]);
    }
    return new LevelCuts(levels, cuts);
  }

  private double[] cuts(@Nullable Range range, double[] values) {
    switch (kind) {
      case TWO_MEANS:
        return new double[] {TwoMeans.threshold(values)};
      case SIGN:
        return new double[] {range == null ? 0 : (range.low() + range.high()) / 2};
      case MEDIAN:
        Arrays.sort(values);
        return new double[] {median(values)};
      default:
        double low = range == null ? Arrays.stream(values).min().getAsDouble() : range.low();
        double high = range == null ? Arrays.stream(values).max().getAsDouble() : range.high();
        return equalWidth(low, high);
    }
  }

  /** The middle value; below the largest where that can be, so that two values become two bits. */
  private static double median(double[] sorted) {
    double middle = sorted[(sorted.length - 1) / 2];
    double last = sorted[sorted.length - 1];
    int at = Arrays.binarySearch(sorted, middle);
    while (middle == last && at > 0) {
      middle = sorted[--at];
    }
    return middle;
  }

  private double[] equalWidth(double low, double high) {
    double[] cuts = new double[levels - 1];
    for (int k = 1; k < levels; k++) {
      cuts[k - 1] = low + (high - low) * k / levels;
    }
    return cuts;
  }

  /** No cut at all for what the guard takes as constant. */
  private double[] guarded(double[] cuts, double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int above = 0;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
      above += value > cuts[0] ? 1 : 0;
    }
    int fewer = levels == 2 ? Math.min(above, values.length - above) : values.length;
    boolean constant = high - low <= leastRange || fewer < leastShare * values.length;
    return constant ? new double[0] : cuts;
  }

  private static double[][] columns(Activations activations) {
    double[][] columns = new double[activations.units()][activations.examples()];
    double[] row = new double[columns.length];
    for (int i = 0; i < activations.examples(); i++) {
      activations.copy(i, 1, row);
      for (int unit = 0; unit < row.length; unit++) {
        columns[unit][i] = row[unit];
      }
    }
    return columns;
  }

  /** The rule as the command line writes it. */
  @Override
  public String toString() {
    return switch (kind) {
      case TWO_MEANS -> "2means";
      case SIGN, MEDIAN -> kind.name().toLowerCase(Locale.ROOT);
      case LEVELS -> String.valueOf(levels);
    };
  }
}
