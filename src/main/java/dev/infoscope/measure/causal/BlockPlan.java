// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.numeric.Require;

/**
 * How much sampling the causal plane of blocks of several layers may cost. The same seed gives the
 * same samples at every epoch (common random numbers), so that differences between epochs are much
 * less noisy than the levels.
 *
 * @param samples of a block, at least 1; rounded up to whole strata, and fewer for blocks of more
 *     than a thousand inputs
 * @param seed of all of them
 */
public record BlockPlan(int samples, long seed) {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if {@code samples < 1}
   */
  public BlockPlan {
    Require.atLeast("samples", samples, 1);
  }

  /**
   * 65,536 samples: with 16 bins the correction of a pair is 0.0025 bits and its chance part
   * 0.0002.
   *
   * @param seed of the run
   * @return the defaults
   */
  public static BlockPlan defaults(long seed) {
    return new BlockPlan(1 << 16, seed);
  }

  BlockPlan withSeed(long another) {
    return new BlockPlan(samples, another);
  }
}
