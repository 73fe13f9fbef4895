// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.MetricCatalogue;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reports made up for tests. */
public final class Reports {
  /** The run. */
  public static final Run RUN =
      new Run(
          "unit",
          "mlp",
          10,
          new Provenance("test", Map.of("plane.rule", "made up"), 1, 1, 1, 100, 2, "00"));

  private Reports() {}

  /**
   * A report in which every value is the number of the epoch.
   *
   * @param epoch from 1
   * @param layers how many
   * @return the report
   */
  public static EpochReport of(int epoch, int layers) {
    List<Reading> readings = new ArrayList<>();
    for (Metric metric : MetricCatalogue.metrics()) {
      if (metric.isPerLayer()) {
        for (int layer = 0; layer < layers; layer++) {
          readings.add(
              reading(metric, new Layer(layer, "layer" + layer, "Dense", null, ""), epoch));
        }
      }
    }
    return new EpochReport(
        RUN,
        new Moment(epoch, epoch * 10, Instant.ofEpochSecond(1000 + epoch), 0.5),
        readings,
        Map.of(),
        Map.of("information-plane", Duration.ofMillis(20)));
  }

  /**
   * One reading.
   *
   * @param metric any
   * @param layer suiting the metric
   * @param value of the reading
   * @return the reading, every label {@code some}
   */
  public static Reading reading(Metric metric, Layer layer, double value) {
    Map<String, String> labels = new HashMap<>();
    metric.ownLabels().forEach(label -> labels.put(label, "some"));
    return new Reading(metric, layer, labels, value, Uncertainty.of(100, 1), Set.of());
  }

  /**
   * Some health.
   *
   * @param snapshots taken
   * @return two skipped, one failure
   */
  public static Health health(long snapshots) {
    return new Health(
        snapshots, Map.of("busy", 2L), Map.of("information-plane", 1L), Map.of("plane", true));
  }
}
