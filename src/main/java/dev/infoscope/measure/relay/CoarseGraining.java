// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.ColumnSort;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.RangeFinder;
import dev.infoscope.discrete.UnitRanges;
import dev.infoscope.numeric.Require;
import org.jspecify.annotations.Nullable;

/**
 * How the values of single neurons become levels, two for one bit.
 *
 * @param rule how the bins of each neuron are found, 2 to 256 of them
 * @param leastShare a neuron of whose values less than this share lies on one side of its cut is
 *     taken as constant; 0 to cut whatever varies, as the paper's own code does
 * @param leastRange a neuron whose values span no more than this is taken as constant
 */
public record CoarseGraining(Discretizer rule, double leastShare, double leastRange) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public CoarseGraining {
    int levels = rule.bins();
    Require.that(levels >= 2 && levels <= 256, "levels (%d) must be from 2 to 256", levels);
    Require.that(rule.kind() != Discretizer.Kind.FLOAT_KEYS, "%s is not for neurons", rule);
    Require.that(
        leastShare >= 0 && leastShare < 0.5, "leastShare (%s) must be from 0 to 0.5", leastShare);
    Require.that(
        leastRange >= 0 && Double.isFinite(leastRange), "leastRange (%s) must be >= 0", leastRange);
  }

  /**
   * Whatever varies is cut.
   *
   * @param rule how the bins of each neuron are found, 2 to 256 of them
   * @return the rule without a guard
   */
  public static CoarseGraining of(Discretizer rule) {
    return new CoarseGraining(rule, 0, 0);
  }

  /**
   * One bit by exact 2-means, whatever varies is cut: what the paper does, and the default.
   *
   * @return the rule
   */
  public static CoarseGraining twoMeans() {
    return of(Discretizer.twoMeans());
  }

  /**
   * One bit by the activation function: sigmoid above 0.5, tanh and rectifier above 0.
   *
   * @return the rule
   */
  public static CoarseGraining sign() {
    return of(Discretizer.active());
  }

  /**
   * One bit by the median. Makes most states, and so samples them worst.
   *
   * @return the rule
   */
  public static CoarseGraining median() {
    return of(Discretizer.quantile(2));
  }

  /**
   * Levels of equal width over the activation's range, or the neuron's own where that is unbounded.
   *
   * @param levels 2 to 256
   * @return the rule
   */
  public static CoarseGraining levels(int levels) {
    Require.that(levels >= 2 && levels <= 256, "levels (%d) must be from 2 to 256", levels);
    return of(Discretizer.activationRange(levels));
  }

  /**
   * The same rule with a guard: 2-means cuts the tail off a neuron that is nearly constant.
   *
   * @param share of the values on either side of a cut at the least, from 0 to 0.5
   * @param span of the values at the least, at least 0
   * @return a copy
   */
  public CoarseGraining guarded(double share, double span) {
    return new CoarseGraining(rule, share, span);
  }

  /**
   * Number of levels.
   *
   * @return 2 to 256
   */
  public int levels() {
    return rule.bins();
  }

  /**
   * Finds the bins of a layer's neurons on these very values.
   *
   * @param range values the activation function can take; null when unbounded or unknown
   * @param activations values of the layer, {@code [examples x units]}, all finite
   * @return the bins; a neuron that is constant, or guarded as such, has all values in one
   * @throws IllegalArgumentException if there is no example
   */
  public Bins bins(@Nullable Range range, Activations activations) {
    UnitRanges ranges = new RangeFinder(activations.units()).accept(activations).snapshot();
    return bins(range, ranges, activations);
  }

  /**
   * Finds the bins of a layer's neurons of more rows than are at hand.
   *
   * @param range values the activation function can take; null when unbounded or unknown
   * @param ranges of all rows, all finite
   * @param some rows, from which shares, quantiles and means are found; all of them if they fit
   * @return the bins; a neuron that is constant, or guarded as such, has all values in one
   * @throws IllegalArgumentException if there is no example
   */
  public Bins bins(@Nullable Range range, UnitRanges ranges, Activations some) {
    return bins(range, ranges, some, new ColumnSort());
  }

  /** The same in memory that is used again. */
  Bins bins(@Nullable Range range, UnitRanges ranges, Activations some, ColumnSort order) {
    Require.atLeast("examples", some.examples(), 1);
    Bins found = rule.perUnit(range, ranges, some, order);
    boolean guarded = leastShare > 0 || leastRange > 0;
    if (rule.needsData(range) && !guarded) {
      return found; // what is constant has one bin already
    }
    int[] upper = new int[found.units() * (found.bins() - 1)]; // by the first edge, then by others
    double[] row = new double[found.units()];
    for (int i = 0; i < some.examples(); i++) {
      some.copy(i, 1, row);
      found.countReached(row, 0, upper, 0);
    }
    return found.withOneBinFor(
        unit ->
            ranges.high()[unit] - ranges.low()[unit] <= leastRange
                || isOneSided(upper[unit], some.examples()));
  }

  private boolean isOneSided(int upper, int examples) {
    int fewer = levels() == 2 ? Math.min(upper, examples - upper) : examples;
    return fewer < leastShare * examples;
  }

  /** The rule as it is written in provenance. */
  @Override
  public String toString() {
    return leastShare > 0 || leastRange > 0
        ? rule + ":guarded:" + leastShare + ":" + leastRange
        : rule.toString();
  }
}
