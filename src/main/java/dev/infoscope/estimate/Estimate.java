// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * An estimated amount of information and how far to trust it.
 *
 * @param bits the estimate; {@code NaN} means not enough evidence, and a flag says why
 * @param uncertainty what it rests on
 * @param flags reasons not to take it at face value; immutable
 */
public record Estimate(double bits, Uncertainty uncertainty, Set<Flag> flags) {
  /** Copies the flags. */
  public Estimate {
    EnumSet<Flag> copy = EnumSet.noneOf(Flag.class);
    copy.addAll(flags);
    flags = Collections.unmodifiableSet(copy);
  }

  /**
   * An estimate that could not be made.
   *
   * @param samples how many samples there were
   * @param reason why not
   * @return {@code NaN} bits with the reason as its only flag
   */
  public static Estimate none(long samples, Flag reason) {
    return new Estimate(Double.NaN, Uncertainty.of(samples, Double.NaN), Set.of(reason));
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
    return new Estimate(bits, uncertainty, all);
  }

  /**
   * The estimate as a share of its ceiling.
   *
   * @return from 0 to about 1; {@code NaN} when either is not a number or the ceiling is 0
   */
  public double ceilingShare() {
    return uncertainty.ceiling() > 0 ? bits / uncertainty.ceiling() : Double.NaN;
  }
}
