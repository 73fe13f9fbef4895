// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.estimate.Flag;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * What more steps along the path would do about a completeness error, judged by the error of a
 * coarser sum over the same nodes. Errors of the sum shrink with the steps: those of a smooth
 * network by at least the factor by which the steps are coarser (2 or 3), and so do those of kinks
 * in the mean over examples. Where the gradient is not the derivative, as at the jump of an
 * activation, the error stays. Kinks cancel by chance in one example, so a claim must hold by two
 * standard errors over the examples.
 */
public enum MoreSteps {
  /** The error is within {@link Completeness#LIMIT}. */
  NOT_NEEDED("", Set.of()),
  /** The error is above the limit, and that of the coarser sum at least half as large again. */
  HELP("more steps needed", Set.of(Flag.INCOMPLETE)),
  /** The error is above the limit, and that of the coarser sum is not so much larger. */
  DO_NOT_HELP("not converging: no claim that more steps help", Set.of(Flag.NOT_CONVERGING)),
  /** One example above the limit, whose error may be small or large by chance. */
  ONE_EXAMPLE("one example, no claim whether more steps help", Set.of()),
  /** Above the limit in so few steps that there is no coarser sum. */
  TOO_FEW_STEPS("too few steps to say whether more help", Set.of()),
  /** Above the limit, but examples differ too much. */
  UNDECIDED("too few examples to say whether more steps help", Set.of());

  /** By how much the error of the coarser sum must exceed that of the sum. */
  private static final double SHRINKAGE = 1.5;

  private final String words;
  private final Set<Flag> flags;

  MoreSteps(String words, Set<Flag> flags) {
    this.words = words;
    this.flags = flags;
  }

  /**
   * Judges the errors of a layer.
   *
   * @param mean share of all examples together; {@code NaN} needs no steps
   * @param errors absolute, per example
   * @param coarser those of the coarser sum; {@code NaN} without one
   * @param changes what the errors are shares of, per example
   */
  static MoreSteps of(double mean, double[] errors, double[] coarser, double[] changes) {
    if (!(mean > Completeness.LIMIT)) {
      return NOT_NEEDED;
    }
    if (errors.length == 1) {
      return ONE_EXAMPLE;
    }
    if (Arrays.stream(coarser).anyMatch(Double::isNaN)) {
      return TOO_FEW_STEPS;
    }
    double[] excess = new double[errors.length];
    Arrays.setAll(excess, i -> errors[i] - Completeness.LIMIT * changes[i]);
    double[] shrinkage = new double[errors.length];
    Arrays.setAll(shrinkage, i -> coarser[i] - SHRINKAGE * errors[i]);
    int shrinks = sign(excess) > 0 ? sign(shrinkage) : 0;
    return shrinks > 0 ? HELP : shrinks < 0 ? DO_NOT_HELP : UNDECIDED;
  }

  /** Sign of a mean that is two standard errors from 0; 0 if it is not. */
  private static int sign(double... values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double error = Math.sqrt(squares / (values.length - 1) / values.length);
    return Math.abs(mean) > 2 * error ? (int) Math.signum(mean) : 0;
  }

  /**
   * The verdict in plain words.
   *
   * @return a phrase for people; empty for {@link #NOT_NEEDED}
   */
  public String words() {
    return words;
  }

  /**
   * What the layer's readings are flagged with.
   *
   * @return at most one flag
   */
  public Set<Flag> flags() {
    return flags;
  }

  /**
   * The verdict as a value of an answer.
   *
   * @return lower case with underscores, as in {@code not_needed}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
