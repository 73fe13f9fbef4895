// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import org.jspecify.annotations.Nullable;

/**
 * What to know before believing an estimate. {@code NaN} marks what is not defined for the
 * estimator.
 *
 * @param samples how many samples it rests on
 * @param standardError one standard deviation of the estimate, in its unit
 * @param ceiling the most this estimator could have read on this sample, in its unit
 * @param distinct how many distinct patterns were seen
 * @param coverage Good-Turing coverage of the patterns, 0 to 1
 * @param correction what a first-order bias correction would add (it is not added), in its unit
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
  private static final double NONE = Double.NaN;

  /**
   * An uncertainty of which only the sample size and the ceiling are known.
   *
   * @param samples how many samples
   * @param ceiling the most that could have been read
   * @return all else undefined
   */
  public static Uncertainty of(long samples, double ceiling) {
    return of(samples, NONE, ceiling);
  }

  /**
   * An uncertainty with a standard error.
   *
   * @param samples how many samples
   * @param standardError one standard deviation of the estimate
   * @param ceiling the most that could have been read; {@code NaN} where there is none
   * @return all else undefined
   */
  public static Uncertainty of(long samples, double standardError, double ceiling) {
    return new Uncertainty(samples, standardError, ceiling, NONE, NONE, NONE, NONE, null);
  }

  /**
   * Of a closed form: no samples, and standard error 0.
   *
   * @param ceiling the most that could have been read; {@code NaN} where there is none
   * @return all else undefined
   */
  public static Uncertainty exact(double ceiling) {
    return of(0, 0, ceiling);
  }

  /**
   * The null, for those who ask for its numbers alone.
   *
   * @return one of no shuffles, whose numbers are {@code NaN}, where there is none
   */
  public ShuffledNull chance() {
    return shuffled == null ? ShuffledNull.of() : shuffled;
  }

  /**
   * The same with another standard error.
   *
   * @param error one standard deviation of the estimate
   * @return a copy
   */
  public Uncertainty withStandardError(double error) {
    return new Uncertainty(
        samples, error, ceiling, distinct, coverage, correction, outside, shuffled);
  }

  /**
   * The same with what is known of the patterns seen.
   *
   * @param seen how many distinct ones
   * @param good their Good-Turing coverage, 0 to 1
   * @return a copy
   */
  public Uncertainty withPatterns(double seen, double good) {
    return new Uncertainty(
        samples, standardError, ceiling, seen, good, correction, outside, shuffled);
  }

  /**
   * The same with a bias correction.
   *
   * @param added what it would add
   * @return a copy
   */
  public Uncertainty withCorrection(double added) {
    return new Uncertainty(
        samples, standardError, ceiling, distinct, coverage, added, outside, shuffled);
  }

  /**
   * The same with values beyond the bins.
   *
   * @param share of values beyond the outermost bin edges, 0 to 1
   * @return a copy
   */
  public Uncertainty withOutside(double share) {
    return new Uncertainty(
        samples, standardError, ceiling, distinct, coverage, correction, share, shuffled);
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
