// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.numeric.Require;

/**
 * How much sampling the joint effective information may cost. The same seed gives the same cells,
 * offsets and samples at every epoch (common random numbers), so that differences between epochs
 * are much less noisy than the levels.
 *
 * @param cells of the input that are looked into, at least 256; all of them when there are fewer
 * @param points in each cell, at least 64
 * @param samples of the output at most, at least 2^16; the number decides how large an output
 *     entropy can be estimated, about log2 of it
 * @param seed of all of them
 */
public record JointPlan(int cells, int points, int samples, long seed) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public JointPlan {
    Require.atLeast("cells", cells, JointSampler.BLOCKS);
    Require.atLeast("points", points, 64);
    Require.atLeast("samples", samples, OutputEntropy.FIRST);
  }

  /**
   * 16,384 cells of 2,048 points and at most 2^22 samples of the output: about a second for ten
   * inputs and ten outputs, standard error and remaining bias below 0.01 bits.
   *
   * @param seed of the run
   * @return the defaults
   */
  public static JointPlan defaults(long seed) {
    return new JointPlan(1 << 14, 1 << 11, 1 << 22, seed);
  }

  JointPlan withSeed(long another) {
    return new JointPlan(cells, points, samples, another);
  }
}
