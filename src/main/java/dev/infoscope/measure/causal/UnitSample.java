// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.estimate.Unit;
import java.util.Arrays;
import java.util.Set;

/**
 * Sums over a layer's units, estimated from a choice without replacement: the mean of those chosen
 * times their number, with the standard error {@code n sqrt(s^2 / m (1 - m / n))} of m of n units.
 */
final class UnitSample {
  private final CausalPoint point;
  private final int width;

  UnitSample(CausalPoint point, int width) {
    this.point = point;
    this.width = width;
  }

  Estimate sensitivity() {
    double ceiling = point.sensitivity().uncertainty().ceiling() * width / point.units().outputs();
    return sum(point.units().sensitivity(), ceiling);
  }

  Estimate parts() {
    double ceiling = point.units().totalEntropy() * width / point.units().outputs();
    return sum(point.units().parts(), ceiling);
  }

  Estimate degeneracy() {
    double[] differences = new double[point.units().outputs()];
    Arrays.setAll(
        differences, unit -> point.units().sensitivity()[unit] - point.units().parts()[unit]);
    return sum(differences, Double.NaN);
  }

  /** Of the limit of wide layers, which grows with the units as the sum does. */
  Estimate share() {
    double error =
        parts().uncertainty().standardError() / parts().bits() * point.partsOfWideLimit();
    return estimate(point.partsOfWideLimit(), Unit.RATIO, error, Double.NaN);
  }

  private Estimate sum(double[] values, double ceiling) {
    int chosen = values.length;
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
    double variance = squares / (chosen - 1) / chosen * (1 - (double) chosen / width);
    return estimate(width * mean, Unit.BITS, width * Math.sqrt(variance), ceiling);
  }

  private Estimate estimate(double value, Unit unit, double error, double ceiling) {
    Uncertainty uncertainty = Uncertainty.of(point.units().outputs(), error, ceiling);
    Set<Flag> flags =
        point.isClamped() ? Set.of(Flag.SAMPLED, Flag.OUT_OF_RANGE) : Set.of(Flag.SAMPLED);
    return new Estimate(value, unit, uncertainty, flags);
  }
}
