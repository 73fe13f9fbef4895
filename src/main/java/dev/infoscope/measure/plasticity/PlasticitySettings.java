// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plasticity;

import dev.infoscope.numeric.Require;

/**
 * How effective rank, near-duplicate and dormant units are read.
 *
 * @param units of a layer whose covariance is looked at, at most; at least 1
 * @param correlation from which, in magnitude, two units nearly repeat each other; above 0, at most
 *     1
 * @param score up to which a unit is dormant: its mean magnitude over the mean of the layer's
 *     units; at least 0, below 1
 * @param seed of the run
 */
public record PlasticitySettings(int units, double correlation, double score, long seed) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public PlasticitySettings {
    Require.atLeast("units", units, 1);
    Require.that(
        correlation > 0 && correlation <= 1,
        "correlation (%s) must be above 0 and at most 1",
        correlation);
    Require.that(score >= 0 && score < 1, "score (%s) must be at least 0 and below 1", score);
  }

  /**
   * At most 128 units, correlations from 0.99, scores up to 0.025 as in the paper of Sokar et al.,
   * seed 1.
   *
   * @return the defaults
   */
  public static PlasticitySettings defaults() {
    return new PlasticitySettings(128, 0.99, 0.025, 1);
  }

  /**
   * Another number of units; time grows with its third power.
   *
   * @param most at least 1
   * @return a copy
   */
  public PlasticitySettings withUnits(int most) {
    return new PlasticitySettings(most, correlation, score, seed);
  }

  /**
   * Another correlation of near-duplicates.
   *
   * @param least above 0, at most 1
   * @return a copy
   */
  public PlasticitySettings withCorrelation(double least) {
    return new PlasticitySettings(units, least, score, seed);
  }

  /**
   * Another score of dormant units.
   *
   * @param most at least 0, below 1
   * @return a copy
   */
  public PlasticitySettings withScore(double most) {
    return new PlasticitySettings(units, correlation, most, seed);
  }

  /**
   * Another seed.
   *
   * @param other any number
   * @return a copy
   */
  public PlasticitySettings withSeed(long other) {
    return new PlasticitySettings(units, correlation, score, other);
  }
}
