// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.drift;

import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.drift.Drift;
import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.measure.drift.DriftQuantity;
import dev.infoscope.measure.drift.DriftSettings;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Readings of I(T;Y) of one layer at a level of 3 bits under stationary noise, a first-order
 * autoregression, and what drift says of each.
 */
final class SimulatedSeries {
  private static final double LEVEL = 3;
  private static final double FLOOR = 0.02;
  private static final Metric METRIC = Metric.gauge("simulated", "bits", "Simulated").perLayer();
  private static final Layer LAYER = new Layer(0, "simulated", "simulated", null, "");

  /** What drift says of one reading. */
  record Verdict(double outside, double changeEpoch, double labelLoss) {}

  private final SplittableRandom random;
  private final double rho;
  private final double width;
  private final Drift drift;
  private double noise;
  private int epoch;

  /**
   * Nothing read yet.
   *
   * @param seed of the noise
   * @param rho its correlation from one snapshot to the next, 0 to below 1
   * @param width its standard deviation as a share of the level
   */
  SimulatedSeries(long seed, double rho, double width) {
    this.random = new SplittableRandom(seed);
    this.rho = rho;
    this.width = width;
    this.noise = random.nextGaussian();
    this.drift =
        new Drift(
            DriftSettings.defaults(),
            List.of(
                new DriftQuantity(
                    "label", METRIC, List.of(Map.of()), FLOOR, DriftQuantity.Role.LABEL)));
  }

  /**
   * The next reading.
   *
   * @param shift in standard deviations of the noise
   */
  Verdict next(double shift) {
    epoch++;
    double value = LEVEL * (1 + width * (noise + shift));
    noise = rho * noise + Math.sqrt(1 - rho * rho) * random.nextGaussian();
    List<Reading> read =
        drift.read(
            new Moment(epoch, epoch, Instant.EPOCH, 0),
            List.of(
                new Reading(
                    METRIC, LAYER, Map.of(), value, Uncertainty.of(1, Double.NaN), Set.of())));
    return new Verdict(
        value(read, DriftMetrics.OUTSIDE),
        value(read, DriftMetrics.CHANGE_EPOCH),
        value(read, DriftMetrics.LABEL_LOSS));
  }

  private static double value(List<Reading> read, Metric metric) {
    return read.stream()
        .filter(each -> each.metric().equals(metric))
        .mapToDouble(Reading::value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
