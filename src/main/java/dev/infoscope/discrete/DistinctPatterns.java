// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/** The distinct patterns of a layer of binary units, and which of them differ in one unit alone. */
sealed interface DistinctPatterns permits HashedPatterns, DensePatterns {
  /** In order of appearance; not a copy. */
  long[] codes();

  /** How often each occurs; not a copy. */
  int[] counts();

  /** The pattern that differs in a unit alone from one that occurs; -1 if it does not occur. */
  int partner(int index, int unit);

  /**
   * Joins patterns that differ in a unit alone.
   *
   * @param frequencies number of patterns by how often they occur, long enough for twice as often
   */
  void join(int unit, int[] frequencies);
}
