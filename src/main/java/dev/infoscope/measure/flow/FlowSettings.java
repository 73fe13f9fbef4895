// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.numeric.Require;

/**
 * How the information flow of a training run is read.
 *
 * @param estimator of every link
 * @param mostRows examples to take at the most, at least 2; the same all through the run
 * @param mostLinks links to measure at the most over the whole network, at least 1; wide layers are
 *     cut down to a random choice of units, the same all through the run
 * @param top strongest links of two layers to publish one by one, at least 0
 * @param shuffles how often rows are shuffled for the null of nearest neighbours, at least 0
 * @param seed of all choices
 */
public record FlowSettings(
    FlowEstimator estimator, int mostRows, int mostLinks, int top, int shuffles, long seed) {
  /** Share of false links to put up with among those that are named. */
  static final double RATE = 0.05;

  private static final int BINNED_LINKS = 1 << 18;
  private static final int KSG_LINKS = 1 << 11;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public FlowSettings {
    Require.atLeast("mostRows", mostRows, 2);
    Require.atLeast("mostLinks", mostLinks, 1);
    Require.atLeast("top", top, 0);
    Require.atLeast("shuffles", shuffles, 0);
  }

  /**
   * Eight equal-mass bins per unit, corrected, 1,000 examples, 262,144 links. Bins rather than
   * nearest neighbours because they are some hundred times as fast, so that most networks are
   * measured whole, and because their null costs nothing.
   *
   * @return the defaults
   */
  public static FlowSettings defaults() {
    FlowEstimator bins = FlowEstimator.binned(8).withEqualMass().withCorrection();
    return new FlowSettings(bins, 1000, BINNED_LINKS, 16, 0, 1);
  }

  /**
   * Another estimator. Nearest neighbours come with 2,048 links, so that they cost less than a
   * second of CPU.
   *
   * @param other of every link
   * @return a copy
   */
  public FlowSettings withEstimator(FlowEstimator other) {
    boolean binned = other.kind() == FlowEstimator.Kind.BINNED;
    int links = Math.min(mostLinks, binned ? BINNED_LINKS : KSG_LINKS);
    return new FlowSettings(other, mostRows, links, top, shuffles, seed);
  }

  /**
   * Other limits of the cost.
   *
   * @param rows examples at the most, at least 2
   * @param links links at the most, at least 1
   * @return a copy
   */
  public FlowSettings withLimits(int rows, int links) {
    return new FlowSettings(estimator, rows, links, top, shuffles, seed);
  }

  /**
   * Another number of links to publish one by one.
   *
   * @param count of every two layers, at least 0
   * @return a copy
   */
  public FlowSettings withTop(int count) {
    return new FlowSettings(estimator, mostRows, mostLinks, count, shuffles, seed);
  }

  /**
   * With a null for nearest neighbours, at several times the cost.
   *
   * @param count how often rows are shuffled, at least 0
   * @return a copy
   */
  public FlowSettings withShuffles(int count) {
    return new FlowSettings(estimator, mostRows, mostLinks, top, count, seed);
  }

  /**
   * Another seed.
   *
   * @param other any number
   * @return a copy
   */
  public FlowSettings withSeed(long other) {
    return new FlowSettings(estimator, mostRows, mostLinks, top, shuffles, other);
  }

  InformationFlow reader() {
    return new InformationFlow(estimator, Relevance.PAIR, shuffles, 1, seed);
  }
}
