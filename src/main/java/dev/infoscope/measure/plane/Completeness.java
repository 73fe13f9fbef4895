// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far the conductances of a layer are from adding up to the change of the logit. Errors are
 * counted as shares of {@code |F(x) - F(x')| + 0.001}.
 *
 * @param mean absolute errors over changes, both summed over the examples; {@code NaN} if no logit
 *     changes, nor is in error by a hundredth of 0.001, for then there is nothing to have a share
 *     of
 * @param largest share of an example; {@code NaN} likewise
 * @param absolute largest absolute error, in logits
 * @param above examples whose share is above {@link #LIMIT}
 * @param moreSteps what more steps would do about it
 */
public record Completeness(
    double mean, double largest, double absolute, int above, MoreSteps moreSteps) {
  /** A mean share beyond this is warned of. */
  public static final double LIMIT = 0.01;

  private static final double FLOOR = 1e-3;

  /**
   * The errors of a layer.
   *
   * @param layer one of the layers
   * @param all what it was computed with
   * @return all {@code NaN} for a layer that paths lead past, and for rules without a path
   */
  public static Completeness of(LayerConductance layer, Conductances all) {
    double[] errors = absolute(layer.errors());
    double[] changes = Arrays.stream(absolute(all.change())).map(value -> value + FLOOR).toArray();
    double sum = 0;
    double whole = 0;
    double largest = 0;
    double absolute = 0;
    int above = 0;
    for (int i = 0; i < errors.length; i++) {
      double share = errors[i] / changes[i];
      sum += errors[i];
      whole += changes[i];
      largest = Math.max(largest, share); // keeps NaN
      absolute = Math.max(absolute, errors[i]);
      above += share > LIMIT ? 1 : 0;
    }
    double mean = sum / whole;
    MoreSteps verdict = MoreSteps.of(mean, errors, absolute(layer.coarser()), changes);
    if (absolute < LIMIT * FLOOR && Arrays.stream(all.change()).allMatch(change -> change == 0)) {
      return new Completeness(Double.NaN, Double.NaN, absolute, 0, verdict);
    }
    return new Completeness(mean, largest, absolute, above, verdict);
  }

  private static double[] absolute(double... values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  /**
   * Whether no logit changes along the path, as where all examples are the baseline.
   *
   * @return false where there are no errors to judge
   */
  public boolean hasNoChange() {
    return Double.isNaN(mean) && !Double.isNaN(absolute);
  }

  List<Reading> readings(LayerConductance layer) {
    return Double.isNaN(absolute)
        ? List.of()
        : List.of(reading(layer, "mean", mean), reading(layer, "max", largest));
  }

  private Reading reading(LayerConductance layer, String stat, double value) {
    Uncertainty uncertainty = Uncertainty.of(layer.errors().length, Double.NaN);
    return new Reading(
        PlaneMetrics.COMPLETENESS_ERROR,
        layer.layer(),
        Map.of("stat", stat),
        value,
        uncertainty,
        hasNoChange() ? Set.of(Flag.UNDEFINED) : Set.of());
  }
}
