// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plasticity;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Flag;
import dev.infoscope.numeric.RowMemory;
import java.util.Set;

/**
 * In how many directions a layer's activations vary, and how many of its units are of no use beside
 * the others. A layer that loses them finds it harder to learn something new (lost plasticity).
 *
 * <pre>{@code
 * effective rank = exp(- sum_k p_k ln p_k),   p_k = l_k / sum_j l_j
 * }</pre>
 *
 * <p>with {@code l_k} the eigenvalues of the covariance of the units over examples, about their
 * means (Roy and Vetterli 2007, The effective rank; of the covariance matrix, whose singular values
 * these are). From 1, all units move together, to the number of units, or of examples less one,
 * where all directions vary alike. Scaling or rotating the layer as a whole does not change it;
 * scaling single units does.
 *
 * @param effectiveRank dimensions; 0 for a constant layer, {@code NaN} without evidence
 * @param duplicate share of units whose correlation with a lower unit is nearly 1 or -1
 * @param dormant share of units whose mean magnitude is nearly nothing beside the layer's; of all
 *     units, also where the others are of a choice
 * @param flags why there is no reading, or that the layer is constant
 */
public record LayerPlasticity(
    double effectiveRank, double duplicate, double dormant, Set<Flag> flags) {
  /** Copies the flags. */
  public LayerPlasticity {
    flags = Set.copyOf(flags);
  }

  private static final int FEWEST = 50;

  /**
   * Reads a layer.
   *
   * @param values all of it, {@code [examples x units]}
   * @param units whose covariance is looked at
   * @param settings thresholds
   * @return {@code NaN} with a flag for fewer than 50 examples and values that are not finite
   */
  public static LayerPlasticity of(Activations values, int[] units, PlasticitySettings settings) {
    return of(values, units, settings, new RowMemory());
  }

  /** The same in memory that is used again. */
  static LayerPlasticity of(
      Activations values, int[] units, PlasticitySettings settings, RowMemory memory) {
    if (values.examples() < FEWEST) {
      return none(Flag.TOO_FEW);
    } else if (ValueSummary.of(values).notFinite() > 0) {
      return none(Flag.NOT_FINITE);
    }
    Covariance covariance = Covariance.of(values.selectUnits(units), memory);
    return new LayerPlasticity(
        covariance.effectiveRank(),
        (double) covariance.duplicates(settings.correlation()) / units.length,
        DormantUnits.share(values, settings.score()),
        covariance.varying() == 0 ? Set.of(Flag.CONSTANT) : Set.of());
  }

  private static LayerPlasticity none(Flag reason) {
    return new LayerPlasticity(Double.NaN, Double.NaN, Double.NaN, Set.of(reason));
  }
}
