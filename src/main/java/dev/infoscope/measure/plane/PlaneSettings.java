// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How the information plane is read.
 *
 * @param estimators which estimators, at least one; in the order of {@link PlaneEstimator}
 * @param quantizer bins for {@link PlaneEstimator#BINNED}
 * @param noise for the pairwise-distance bounds
 * @param shuffles of the labels for each null, at least 0
 * @param seed of the run
 */
public record PlaneSettings(
    Set<PlaneEstimator> estimators, Discretizer quantizer, Noise noise, int shuffles, long seed) {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if there is no estimator or {@code shuffles < 0}
   */
  public PlaneSettings {
    Require.that(!estimators.isEmpty(), "estimators (none) must be at least one");
    Require.atLeast("shuffles", shuffles, 0);
    // Sorted, so that descriptions and readings always come in the same order.
    estimators = Collections.unmodifiableSet(EnumSet.copyOf(estimators));
  }

  /**
   * Binned and pairwise, 30 bins over the activation's range (the program of the first paper has
   * 29), relative noise 0.1, 20 shuffles, seed 1.
   *
   * @return the defaults
   */
  public static PlaneSettings defaults() {
    return new PlaneSettings(
        EnumSet.of(PlaneEstimator.BINNED, PlaneEstimator.PAIRWISE),
        Discretizer.activationRange(30),
        Noise.relative(0.1),
        20,
        1);
  }

  /**
   * Other estimators, each a series of its own.
   *
   * @param first an estimator
   * @param more further ones
   * @return a copy
   */
  public PlaneSettings withEstimators(PlaneEstimator first, PlaneEstimator... more) {
    return new PlaneSettings(EnumSet.of(first, more), quantizer, noise, shuffles, seed);
  }

  /**
   * Other bins.
   *
   * @param rule how the bins of a layer are found
   * @return a copy
   */
  public PlaneSettings withQuantizer(Discretizer rule) {
    return new PlaneSettings(estimators, rule, noise, shuffles, seed);
  }

  /**
   * Other noise.
   *
   * @param amount relative to the layer, or the same everywhere
   * @return a copy
   */
  public PlaneSettings withNoise(Noise amount) {
    return new PlaneSettings(estimators, quantizer, amount, shuffles, seed);
  }

  /**
   * Another number of shuffles.
   *
   * @param count at least 0
   * @return a copy
   */
  public PlaneSettings withShuffles(int count) {
    return new PlaneSettings(estimators, quantizer, noise, count, seed);
  }

  /**
   * Another seed.
   *
   * @param other any number
   * @return a copy
   */
  public PlaneSettings withSeed(long other) {
    return new PlaneSettings(estimators, quantizer, noise, shuffles, other);
  }

  /**
   * The seed of a layer's shuffles, the same every epoch.
   *
   * @param layer which layer
   * @return depends on the run's seed and the layer's index only
   */
  public long seed(Layer layer) {
    return Mix.at(seed, layer.index());
  }
}
