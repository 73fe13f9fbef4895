// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * An estimated quantity, most often of information, and how far to trust it.
 *
 * @param value the estimate; {@code NaN} means not enough evidence, and a flag says why
 * @param unit what it is counted in
 * @param uncertainty what it rests on, in the same unit
 * @param flags reasons not to take it at face value; immutable
 */
public record Estimate(double value, Unit unit, Uncertainty uncertainty, Set<Flag> flags) {
  private static final double ROUNDING = 1e-9;

  /** Copies the flags. */
  public Estimate {
    EnumSet<Flag> copy = EnumSet.noneOf(Flag.class);
    copy.addAll(flags);
    flags = Collections.unmodifiableSet(copy);
  }

  /**
   * An estimate of information.
   *
   * @param bits the estimate
   * @param uncertainty what it rests on, bits
   * @param flags reasons not to take it at face value
   * @return the estimate
   */
  public static Estimate ofBits(double bits, Uncertainty uncertainty, Set<Flag> flags) {
    return new Estimate(bits, Unit.BITS, uncertainty, flags);
  }

  /**
   * An estimate of a share or quotient.
   *
   * @param ratio the estimate
   * @param uncertainty what it rests on, a ratio like it
   * @param flags reasons not to take it at face value
   * @return the estimate
   */
  public static Estimate ofRatio(double ratio, Uncertainty uncertainty, Set<Flag> flags) {
    return new Estimate(ratio, Unit.RATIO, uncertainty, flags);
  }

  /**
   * An estimate of a number of units of a layer.
   *
   * @param neurons the estimate
   * @param uncertainty what it rests on, neurons
   * @param flags reasons not to take it at face value
   * @return the estimate
   */
  public static Estimate ofNeurons(double neurons, Uncertainty uncertainty, Set<Flag> flags) {
    return new Estimate(neurons, Unit.NEURONS, uncertainty, flags);
  }

  /**
   * An estimate that could not be made, of whatever unit.
   *
   * @param samples how many samples there were
   * @param reason why not
   * @return {@code NaN} with the reason as its only flag; in bits, but it suits every metric
   */
  public static Estimate none(long samples, Flag reason) {
    return ofBits(Double.NaN, Uncertainty.of(samples, Double.NaN), Set.of(reason));
  }

  /**
   * The estimate where it must be one of information.
   *
   * @return bits; {@code NaN} means not enough evidence
   * @throws IllegalStateException if it is a number of something else
   */
  public double bits() {
    if (unit != Unit.BITS && !Double.isNaN(value)) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s %s are no bits", value, unit.label()));
    }
    return value;
  }

  /**
   * The same estimate with another standard error.
   *
   * @param error one standard deviation, in its unit
   * @return a copy
   */
  public Estimate withStandardError(double error) {
    return new Estimate(value, unit, uncertainty.withStandardError(error), flags);
  }

  /**
   * The same estimate with a further flag.
   *
   * @param flag why not to take it at face value
   * @return a copy
   */
  public Estimate flagged(Flag flag) {
    EnumSet<Flag> all = EnumSet.of(flag);
    all.addAll(flags);
    return new Estimate(value, unit, uncertainty, all);
  }

  /**
   * The estimate as a share of its ceiling.
   *
   * @return from 0 to 1; {@code NaN} when either is not a number or the ceiling is 0. A value that
   *     is above its ceiling by rounding alone is at it
   */
  public double ceilingShare() {
    double share = uncertainty.ceiling() > 0 ? value / uncertainty.ceiling() : Double.NaN;
    return share > 1 && share < 1 + ROUNDING ? 1 : share;
  }
}
