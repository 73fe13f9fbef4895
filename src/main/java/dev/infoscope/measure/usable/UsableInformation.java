// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.RandomOrder;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Usable information: how many bits about the label a linear reader of a layer can use (Xu et al.
 * 2020, arXiv 2002.10689, for the family of linear readers; the online code of Voita and Titov
 * 2020, arXiv 2003.12298, for what learning to read costs).
 *
 * <pre>{@code
 * usable = (L_0 - L) / N
 * }</pre>
 *
 * <p>{@code L} is the length in bits of an online code of the N labels given the layer: in a seeded
 * order, the first block of at most 16 labels at {@code log2 K} bits each, then blocks of doubling
 * size, each coded by readers fitted to all labels before it. A reader is a multinomial logistic
 * regression on units of mean 0 and variance 1, its weights and bias held by an L2 penalty of 1, 10
 * or 100, or infinite; the code is the mixture of these four, so nothing is chosen by hand. {@code
 * L_0} is the code of the infinite penalty, the class frequencies so far: H(Y), learnt online too,
 * so that nothing but the layer makes the difference.
 *
 * <p>Hence from {@code -2/N} bits, where reading does not pay, to about H(Y). I(T;Y) is at least as
 * much but for the cost of learning; what it has more takes a reader that is not linear, or more
 * examples, to use. Labels that have nothing to do with the layer save b bits of the whole code
 * with a probability of about {@code 2^-b}.
 */
public final class UsableInformation {
  /** Fewer say nothing. */
  private static final int FEWEST = 50;

  private static final double NEARLY = 0.9;
  private static final double SIGMAS = 3;

  /** Of the whole code; chance saves as much once in a thousand samples. */
  private static final double LEAST_SAVED = 10;

  private UsableInformation() {}

  /**
   * Reads a layer.
   *
   * @param activations values of the layer, {@code [examples x units]}
   * @param labels class of each example, any integers
   * @param shuffles of the labels for the null, at least 0
   * @param seed of the order of coding and of the shuffles; equal seeds give equal bits
   * @return bits per label; 0 for a layer that is constant and for labels of one class, {@code NaN}
   *     with a flag for fewer than 50 examples and for values that are not finite
   * @throws IllegalArgumentException if lengths disagree
   */
  public static Estimate of(Activations activations, int[] labels, int shuffles, long seed) {
    return of(activations, labels, shuffles, seed, new StandardUnits.Memory());
  }

  /** The same in memory that is used again. */
  static Estimate of(
      Activations activations, int[] labels, int shuffles, long seed, StandardUnits.Memory memory) {
    int examples = activations.examples();
    Require.that(
        labels.length == examples,
        "labels (%d) must be as many as rows (%d)",
        labels.length,
        examples);
    Require.atLeast("shuffles", shuffles, 0);
    if (examples < FEWEST) {
      return Estimate.none(examples, Flag.TOO_FEW);
    } else if (ValueSummary.of(activations).notFinite() > 0) {
      return Estimate.none(examples, Flag.NOT_FINITE);
    }
    Ranks classes = Ranks.of(labels);
    OnlineOrder order = new OnlineOrder(examples, seed);
    StandardUnits units = StandardUnits.of(activations, order, memory);
    OnlineCode code = new OnlineCode(units, order, classes.size());
    return read(code, units.units() == 0, classes.ranks(labels), shuffles, seed);
  }

  private static Estimate read(
      OnlineCode code, boolean constant, int[] labels, int shuffles, long seed) {
    double bits = constant ? 0 : code.saved(labels);
    double ceiling = code.withoutLayer(labels);
    double[] chance = new double[shuffles];
    int[] shuffled = labels.clone();
    for (int i = 0; i < shuffles; i++) {
      RandomOrder.shuffle(shuffled, new SplittableRandom(Mix.at(seed, i)));
      chance[i] = constant ? 0 : code.saved(shuffled);
    }
    ShuffledNull none = ShuffledNull.of(chance);
    Uncertainty uncertainty = Uncertainty.of(labels.length, ceiling).withNull(none);
    return Estimate.ofBits(bits, uncertainty, flags(bits, constant, uncertainty, none));
  }

  private static Set<Flag> flags(
      double bits, boolean constant, Uncertainty uncertainty, ShuffledNull chance) {
    Set<Flag> flags = constant ? EnumSet.of(Flag.CONSTANT) : EnumSet.noneOf(Flag.class);
    double deviation = chance.deviation() > 0 ? chance.deviation() : 0;
    boolean above = !(bits <= chance.mean() + SIGMAS * deviation);
    if (!above || bits * uncertainty.samples() < LEAST_SAVED) {
      flags.add(Flag.NOT_ABOVE_NULL);
    } else if (bits > NEARLY * uncertainty.ceiling()) {
      flags.add(Flag.AT_CEILING);
    }
    if (chance.shuffles() == 0) {
      flags.add(Flag.NO_NULL);
    }
    return flags;
  }
}
