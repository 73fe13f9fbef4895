// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import dev.infoscope.estimate.PairMatrix;

/**
 * How likely each of many readings, laid out in rows, is by chance, and which of them stand out.
 */
public interface Chances {
  /** No null was taken: nothing is known. */
  Chances NONE =
      new Chances() {
        @Override
        public boolean isTaken() {
          return false;
        }

        @Override
        public boolean isKnown(int i, int j) {
          return false;
        }

        @Override
        public boolean[][] named(double rate) {
          throw new IllegalStateException("no null was taken");
        }
      };

  /**
   * Chances that are there as numbers.
   *
   * @param pValues rows of values from 0 to 1, or {@code NaN} where there is none; kept
   * @return their chances
   */
  static Chances of(double[][] pValues) {
    return pValues.length == 0 ? NONE : new PValues(pValues);
  }

  /**
   * Chances of the pairs of a matrix by their chi-squared null; no p-value is computed before one
   * is asked for.
   *
   * @param pairs readings
   * @param countedA which units of A are read; the chances of others are not known
   * @param countedB which units of B are read
   * @return their chances
   */
  static Chances of(PairMatrix pairs, boolean[] countedA, boolean[] countedB) {
    return new PairChances(pairs, countedA, countedB);
  }

  /**
   * Whether there is a null at all.
   *
   * @return false if none was taken
   */
  default boolean isTaken() {
    return true;
  }

  /**
   * Whether a reading has its chance.
   *
   * @param i row
   * @param j column
   * @return false where the null gives none
   */
  boolean isKnown(int i, int j);

  /**
   * Names readings by the rule of {@link FalseDiscovery}, all rows together.
   *
   * @param rate share of false ones to put up with, above 0 and below 1
   * @return whether each is named, in rows; those whose chance is not known are not
   * @throws IllegalStateException if no null was taken
   */
  boolean[][] named(double rate);
}
