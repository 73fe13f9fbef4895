// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import dev.infoscope.estimate.PairMatrix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * Which of many readings stand out from chance, by the procedure of Benjamini and Hochberg 1995
 * (doi 10.1111/j.2517-6161.1995.tb02031.x): among those it names, at most the given share is
 * expected to be false, for independent and for positively dependent readings.
 *
 * <p>Adjusted p-values {@code min over j >= i of p_(j) m / j}. {@code NaN} is no reading: it stays
 * {@code NaN} and does not count. O(m log m).
 */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /**
   * Adjusts p-values.
   *
   * @param pValues from 0 to 1, or {@code NaN}
   * @return the smallest false-discovery rate at which each is named, in the given order
   */
  public static double[] adjusted(double... pValues) {
    double[] sorted = Arrays.stream(pValues).filter(p -> !Double.isNaN(p)).sorted().toArray();
    double[] rates = new double[sorted.length];
    double least = 1;
    for (int i = sorted.length - 1; i >= 0; i--) {
      least = Math.min(least, sorted[i] * sorted.length / (i + 1));
      rates[i] = least;
    }
    double[] adjusted = new double[pValues.length];
    for (int i = 0; i < adjusted.length; i++) {
      adjusted[i] =
          Double.isNaN(pValues[i]) ? Double.NaN : rates[Arrays.binarySearch(sorted, pValues[i])];
    }
    return adjusted;
  }

  /**
   * Names p-values: those whose adjusted one is at most the rate. O(m) and a sort of those below
   * it.
   *
   * @param rate share of false ones to put up with, above 0 and below 1
   * @param pValues from 0 to 1, or {@code NaN}, which is never named
   * @return whether each is named, in the given order
   * @throws IllegalArgumentException if the rate is out of range
   */
  public static boolean[] named(double rate, double... pValues) {
    double limit = limit(rate, pValues);
    boolean[] named = new boolean[pValues.length];
    for (int i = 0; i < named.length; i++) {
      named[i] = pValues[i] <= limit;
    }
    return named;
  }

  /**
   * The largest p-value that is named, so that a p-value is named if it is at most that. Takes
   * those away that are too large for the number that is left, until none is: a few passes, and
   * nothing is sorted or copied.
   *
   * @param rate share of false ones to put up with, above 0 and below 1
   * @param pValues rows of values from 0 to 1, or {@code NaN}
   * @return the limit; -1 if nothing is named
   * @throws IllegalArgumentException if the rate is out of range
   */
  public static double limit(double rate, double[]... pValues) {
    Require.that(rate > 0 && rate < 1, "rate (%s) must be above 0 and below 1", rate);
    double count = 0;
    for (double[] row : pValues) {
      for (double p : row) {
        count += Double.isNaN(p) ? 0 : 1;
      }
    }
    double limit = -1;
    double before = Double.NaN;
    double left = count;
    while (left > 0 && left != before) {
      before = left;
      left = 0;
      limit = -1;
      for (double[] row : pValues) {
        for (double p : row) {
          boolean kept = p * count / before <= rate;
          left += kept ? 1 : 0;
          limit = kept && p > limit ? p : limit;
        }
      }
    }
    return limit;
  }

  /**
   * Names the pairs of a matrix that are not independent.
   *
   * @param pairs readings with their chi-squared null
   * @param rate share of false ones to put up with, above 0 and below 1
   * @return whether a pair is named, {@code [units of A][units of B]}
   * @throws IllegalArgumentException if the rate is out of range
   */
  public static boolean[][] dependent(PairMatrix pairs, double rate) {
    Require.that(rate > 0 && rate < 1, "rate (%s) must be above 0 and below 1", rate);
    boolean[] a = new boolean[pairs.unitsA()];
    boolean[] b = new boolean[pairs.unitsB()];
    Arrays.fill(a, true);
    Arrays.fill(b, true);
    return Chances.of(pairs, a, b).named(rate);
  }
}
