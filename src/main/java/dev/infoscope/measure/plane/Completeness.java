// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far the conductances of a layer are from adding up to the change of the logit. Errors are
 * counted as shares of {@code |F(x) - F(x')| + 0.001}.
 *
 * @param mean absolute errors over changes, both summed over the examples
 * @param largest share of an example
 * @param absolute largest absolute error, in logits
 * @param above examples whose share is above {@link #LIMIT}
 */
public record Completeness(double mean, double largest, double absolute, int above) {
  /** A share beyond this is warned of. */
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
    double[] errors = layer.errors();
    double sum = 0;
    double changes = 0;
    double largest = 0;
    double absolute = 0;
    int above = 0;
    for (int i = 0; i < errors.length; i++) {
      double error = Math.abs(errors[i]);
      double change = Math.abs(all.change()[i]) + FLOOR;
      sum += error;
      changes += change;
      largest = Math.max(largest, error / change); // keeps NaN
      absolute = Math.max(absolute, error);
      above += error / change > LIMIT ? 1 : 0;
    }
    return new Completeness(sum / changes, largest, absolute, above);
  }

  /**
   * Whether the sums are to be taken with care: more steps are needed.
   *
   * @return whether the mean share is above {@link #LIMIT}
   */
  public boolean isPoor() {
    return mean > LIMIT;
  }

  List<Reading> readings(LayerConductance layer) {
    return Double.isNaN(mean)
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
        Set.of());
  }
}
