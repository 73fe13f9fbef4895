// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import org.jspecify.annotations.Nullable;

/**
 * What to know before believing an estimate. {@code NaN} marks what is not defined for the
 * estimator.
 *
 * @param samples how many samples it rests on
 * @param standardError one standard deviation of the estimate, bits
 * @param ceiling the most this estimator could have read on this sample, bits
 * @param distinct how many distinct patterns were seen
 * @param coverage Good-Turing coverage of the patterns, 0 to 1
 * @param correction what a first-order bias correction would add (it is not added), bits
 * @param outside share of values beyond the outermost bin edges, 0 to 1
 * @param shuffled reading under shuffled labels; null for quantities without labels
 */
public record Uncertainty(
    long samples,
    double standardError,
    double ceiling,
    double distinct,
    double coverage,
    double correction,
    double outside,
    @Nullable ShuffledNull shuffled) {

  /**
   * An uncertainty of which only the sample size and the ceiling are known.
   *
   * @param samples how many samples
   * @param ceiling the most that could have been read, bits
   * @return all else undefined
   */
  public static Uncertainty of(long samples, double ceiling) {
    double none = Double.NaN;
    return new Uncertainty(samples, none, ceiling, none, none, none, none, null);
  }

  /**
   * The same with a null.
   *
   * @param shuffled reading under shuffled labels
   * @return a copy
   */
  public Uncertainty withNull(ShuffledNull shuffled) {
    return new Uncertainty(
        samples, standardError, ceiling, distinct, coverage, correction, outside, shuffled);
  }
}
