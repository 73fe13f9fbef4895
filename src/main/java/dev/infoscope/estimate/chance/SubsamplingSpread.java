// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.numeric.Require;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How far a reading would move on other rows of the same kind, by subsampling (Politis and Romano
 * 1994, doi 10.1214/aos/1176325770): estimates on rows drawn without replacement. Unlike the
 * bootstrap it repeats no row, so it adds no bias of its own to estimators of information.
 *
 * <p>The spread of estimates on b of N rows is that of estimates on N rows times {@code sqrt((N -
 * b) / b)}. It is the spread of the estimator about its own mean and no interval of the truth: the
 * bias, which all draws share, is not in it, and where patterns are many it is the larger part.
 *
 * @param estimate on all rows, bits
 * @param deviation one standard deviation of the estimator, bits
 */
public record SubsamplingSpread(double estimate, double deviation) {
  /**
   * Draws and estimates.
   *
   * @param samples N, at least 4; half of them are drawn each time
   * @param draws how often, at least 2
   * @param seed of the draws
   * @param reading an estimate, in bits, on the rows whose ascending indices it gets
   * @return the spread; {@code NaN} if a reading is
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static SubsamplingSpread of(
      int samples, int draws, long seed, ToDoubleFunction<int[]> reading) {
    Require.atLeast("samples", samples, 4);
    Require.atLeast("draws", draws, 2);
    SplittableRandom random = new SplittableRandom(seed);
    int size = samples / 2;
    double[] readings = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      int[] order = RowSubset.shuffled(samples, random);
      readings[draw] = reading.applyAsDouble(RowSubset.first(order, size));
    }
    double estimate =
        reading.applyAsDouble(RowSubset.first(RowSubset.shuffled(samples, random), samples));
    double factor = Math.sqrt((double) size / (samples - size));
    return new SubsamplingSpread(estimate, factor * ShuffledNull.of(readings).deviation());
  }
}
