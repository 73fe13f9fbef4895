// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.numeric.Quantiles;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How far a reading would move on other rows of the same kind, by subsampling (Politis and Romano
 * 1994, doi 10.1214/aos/1176325770): estimates on rows drawn without replacement. Unlike the
 * bootstrap it repeats no row, so it adds no bias of its own to estimators of information.
 *
 * <p>The spread of estimates on b of N rows is that of estimates on N rows times {@code sqrt((N -
 * b) / b)}; the interval is their quantiles about their mean, shrunk by that factor and moved to
 * the estimate on all rows. It speaks of the mean of the estimator, not of the truth: the bias,
 * which all draws share, is not in it.
 *
 * @param estimate on all rows, bits
 * @param low lower end, bits
 * @param high upper end, bits
 * @param standardError one standard deviation, bits
 */
public record SubsamplingInterval(double estimate, double low, double high, double standardError) {
  /**
   * Draws and estimates.
   *
   * @param samples N, at least 4; half of them are drawn each time
   * @param draws how often, at least 2
   * @param level chance that the interval holds the mean of the estimator, above 0 and below 1
   * @param seed of the draws
   * @param reading an estimate, in bits, on the rows whose ascending indices it gets
   * @return the interval; {@code NaN} if a reading is
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static SubsamplingInterval of(
      int samples, int draws, double level, long seed, ToDoubleFunction<int[]> reading) {
    Require.atLeast("samples", samples, 4);
    Require.atLeast("draws", draws, 2);
    Require.that(level > 0 && level < 1, "level (%s) must be above 0 and below 1", level);
    SplittableRandom random = new SplittableRandom(seed);
    int size = samples / 2;
    double[] readings = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      int[] order = RowSubset.shuffled(samples, random);
      readings[draw] = reading.applyAsDouble(RowSubset.first(order, size));
    }
    Arrays.sort(readings);
    double estimate =
        reading.applyAsDouble(RowSubset.first(RowSubset.shuffled(samples, random), samples));
    double factor = Math.sqrt((double) size / (samples - size));
    double mean = Arrays.stream(readings).sum() / draws;
    return new SubsamplingInterval(
        estimate,
        estimate + factor * (Quantiles.ofSorted(readings, (1 - level) / 2) - mean),
        estimate + factor * (Quantiles.ofSorted(readings, (1 + level) / 2) - mean),
        factor * ShuffledNull.of(readings).deviation());
  }
}
