// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

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

/** What drift says of a series, as the rules take it. */
final class DriftScores {
  private static final Metric METRIC = Metric.gauge("judged", "", "Judged").perLayer();
  private static final Layer LAYER = new Layer(0, "judged", "judged", null, "");

  private DriftScores() {}

  /** The smaller of two z-scores in a row by amount, 0 if they lie on different sides. */
  static double[] of(double[] series, double floor) {
    double[] z = read(series, floor, DriftMetrics.ZSCORE, DriftQuantity.Role.PLAIN);
    double[] lasting = new double[z.length];
    for (int i = 1; i < z.length; i++) {
      boolean both = z[i] * z[i - 1] > 0;
      lasting[i] = both ? Math.min(Math.abs(z[i]), Math.abs(z[i - 1])) : 0;
    }
    return lasting;
  }

  /** Readings of a metric of drift, epoch by epoch. */
  static double[] read(double[] series, double floor, Metric wanted, DriftQuantity.Role role) {
    Drift drift =
        new Drift(
            DriftSettings.defaults(),
            List.of(new DriftQuantity("judged", METRIC, List.of(Map.of()), floor, role)));
    double[] read = new double[series.length];
    for (int i = 0; i < series.length; i++) {
      Reading reading =
          new Reading(METRIC, LAYER, Map.of(), series[i], Uncertainty.of(1, Double.NaN), Set.of());
      read[i] =
          drift.read(new Moment(i + 1, i + 1, Instant.EPOCH, 0), List.of(reading)).stream()
              .filter(each -> each.metric().equals(wanted))
              .mapToDouble(Reading::value)
              .findFirst()
              .orElse(Double.NaN);
    }
    return read;
  }
}
