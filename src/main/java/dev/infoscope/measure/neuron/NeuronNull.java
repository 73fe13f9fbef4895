// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.numeric.Quantiles;

/**
 * What a neuron reads when the labels are permuted. KL selectivity is the maximum of one noisy term
 * per class, so that it reads much more than the information does: about four times as much for ten
 * classes, 0.1 bit on 256 samples.
 *
 * @param information mean and deviation of I(T;Y)
 * @param informationQuantile 95 % of the permutations read at most this I(T;Y), bits; {@code NaN}
 *     without permutations
 * @param selectivity mean and deviation of KL selectivity
 * @param selectivityQuantile 95 % of the permutations read at most this maximum over the classes,
 *     bits; {@code NaN} without permutations
 */
public record NeuronNull(
    ShuffledNull information,
    double informationQuantile,
    ShuffledNull selectivity,
    double selectivityQuantile) {
  static final double LEVEL = 0.95;

  static NeuronNull of(double[] information, double[] selectivity) {
    return new NeuronNull(
        ShuffledNull.of(information),
        Quantiles.of(information, LEVEL),
        ShuffledNull.of(selectivity),
        Quantiles.of(selectivity, LEVEL));
  }
}
