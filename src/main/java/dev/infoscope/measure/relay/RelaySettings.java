// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Require;

/**
 * How relay information is read.
 *
 * @param coarse how values become levels; found anew on every snapshot, as in the paper
 * @param preselection which neurons of a wide layer are looked at
 * @param classes most classes that are read one by one, the lowest first; at least 0
 * @param share of a class's relay information that its module keeps, above 0 and at most 1
 * @param splitFrom from how many examples on the order of removal is found on one half of them and
 *     its values are read on the other; on the same examples values along the path are too good
 * @param seed which examples are in which half
 */
public record RelaySettings(
    CoarseGraining coarse,
    Preselection preselection,
    int classes,
    double share,
    int splitFrom,
    long seed) {
  /** Fewer examples are no evidence. */
  public static final int FEWEST_EXAMPLES = 50;

  /** Halves of fewer than a thousand examples leave too few in a cell. */
  private static final int SPLIT_FROM = 2_000;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public RelaySettings {
    Require.atLeast("classes", classes, 0);
    Require.that(share > 0 && share <= 1, "share (%s) must be above 0 and at most 1", share);
  }

  /**
   * Exact 2-means, the 32 most essential neurons of layers wider than 64, up to 32 classes, modules
   * that keep 95 %, from 2,000 examples on the order on one half and the values on the other.
   *
   * @return the defaults
   */
  public static RelaySettings defaults() {
    return new RelaySettings(
        CoarseGraining.twoMeans(), Preselection.defaults(), 32, 0.95, SPLIT_FROM, 1);
  }

  /**
   * Another rule from values to levels.
   *
   * @param coarse the same for all layers
   * @return a copy
   */
  public RelaySettings withCoarseGraining(CoarseGraining coarse) {
    return new RelaySettings(coarse, preselection, classes, share, splitFrom, seed);
  }

  /**
   * Another choice of neurons.
   *
   * @param preselection for layers that are too wide
   * @return a copy
   */
  public RelaySettings withPreselection(Preselection preselection) {
    return new RelaySettings(coarse, preselection, classes, share, splitFrom, seed);
  }

  /**
   * At most so many neurons, the most essential ones. Twelve to sixteen are what a probe set of
   * 2,000 can bear.
   *
   * @param neurons at least 1
   * @return a copy
   */
  public RelaySettings withNeurons(int neurons) {
    return withPreselection(new Preselection(preselection.by(), neurons, neurons));
  }

  /**
   * More or fewer classes.
   *
   * @param most at least 0
   * @return a copy
   */
  public RelaySettings withClasses(int most) {
    return new RelaySettings(coarse, preselection, most, share, splitFrom, seed);
  }

  /**
   * Another share that modules keep.
   *
   * @param share above 0, at most 1
   * @return a copy
   */
  public RelaySettings withShare(double share) {
    return new RelaySettings(coarse, preselection, classes, share, splitFrom, seed);
  }

  /**
   * Order on one half of the examples, values on the other, however few there are.
   *
   * @return a copy
   */
  public RelaySettings withSplitHalf() {
    return new RelaySettings(coarse, preselection, classes, share, 0, seed);
  }

  /**
   * Order and values on the same examples, as in the paper.
   *
   * @return a copy
   */
  public RelaySettings withoutSplitHalf() {
    return new RelaySettings(coarse, preselection, classes, share, Integer.MAX_VALUE, seed);
  }

  boolean splits(long examples) {
    return examples >= splitFrom;
  }

  /**
   * Another seed of the halves and of the shuffled patterns; all else is exact.
   *
   * @param seed of the run
   * @return a copy
   */
  public RelaySettings withSeed(long seed) {
    return new RelaySettings(coarse, preselection, classes, share, splitFrom, seed);
  }
}
