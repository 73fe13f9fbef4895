// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.layers;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.plasticity.PlasticityMetrics;
import dev.infoscope.measure.redundancy.RedundancyMetrics;
import dev.infoscope.measure.usable.UsableMetrics;
import dev.infoscope.network.Intervention;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one layer after one epoch.
 *
 * @param epoch when
 * @param layer its name
 * @param label I(T;Y), pairwise, bits
 * @param usable by a linear reader, bits
 * @param redundancy r
 * @param vulnerability v
 * @param rank effective rank
 * @param loss of accuracy when one unit is held at its mean, mean over units; NaN of an output
 */
record LayerRow(
    int epoch,
    String layer,
    double label,
    double usable,
    double redundancy,
    double vulnerability,
    double rank,
    double loss) {

  /** Whether the network was trained, and both vulnerability and loss are numbers. */
  boolean isTrainedAndKnown() {
    return epoch > 0 && !Double.isNaN(loss) && !Double.isNaN(vulnerability);
  }

  static LayerRow of(int epoch, LayerSnapshot seen, List<Reading> readings, double loss) {
    Layer layer = seen.layer();
    return new LayerRow(
        epoch,
        layer.name(),
        value(readings, layer, PlaneMetrics.LABEL),
        value(readings, layer, UsableMetrics.USABLE),
        value(readings, layer, RedundancyMetrics.REDUNDANCY),
        value(readings, layer, RedundancyMetrics.VULNERABILITY),
        value(readings, layer, PlasticityMetrics.EFFECTIVE_RANK),
        loss);
  }

  private static double value(List<Reading> readings, Layer layer, Metric metric) {
    return readings.stream()
        .filter(reading -> reading.metric().equals(metric))
        .filter(reading -> Objects.requireNonNull(reading.layer()).index() == layer.index())
        .mapToDouble(Reading::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Mean over units of the accuracy that is lost when a unit is held at its mean. */
  static double lossOfOneUnit(LayerSnapshot seen, Snapshot snapshot) {
    var access = Objects.requireNonNull(snapshot.access());
    double intact = accuracy(access.predictions(seen.layer(), Intervention.none()), snapshot);
    double[] means = means(seen);
    double lost = 0;
    for (int unit = 0; unit < means.length; unit++) {
      int @Nullable [] without =
          access.predictions(seen.layer(), Intervention.of(unit, means[unit]));
      lost += (intact - accuracy(without, snapshot)) / means.length;
    }
    return lost;
  }

  private static double[] means(LayerSnapshot seen) {
    double[] means = new double[seen.activations().units()];
    double[] row = new double[means.length];
    for (int example = 0; example < seen.activations().examples(); example++) {
      seen.activations().copy(example, 1, row);
      for (int unit = 0; unit < means.length; unit++) {
        means[unit] += row[unit] / seen.activations().examples();
      }
    }
    return means;
  }

  /** Share of right predictions, of a network that predicts classes. */
  static double accuracy(int @Nullable [] predictions, Snapshot snapshot) {
    int[] classes = Objects.requireNonNull(predictions);
    double right = 0;
    for (int row = 0; row < classes.length; row++) {
      right += classes[row] == snapshot.labels()[row] ? 1 : 0;
    }
    return right / classes.length;
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%5d %-8s %8s %8s %8s %8s %8s %8s",
        epoch,
        layer,
        number(label),
        number(usable),
        number(redundancy),
        number(vulnerability),
        number(rank),
        number(loss));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
