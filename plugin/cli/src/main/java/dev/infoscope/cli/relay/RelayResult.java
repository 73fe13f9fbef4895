// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.relay;

import dev.infoscope.cli.table.FileStem;
import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.relay.ClassRelay;
import dev.infoscope.measure.relay.LayerRelay;
import dev.infoscope.measure.relay.RelayMetrics;
import dev.infoscope.measure.relay.RelayReadings;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was found out about a layer. */
final class RelayResult {
  /** On the command line what is a matrix elsewhere is one reading per class and neuron. */
  static final Metric ESSENTIALITY = single(RelayMetrics.ESSENTIALITY);

  static final Metric UNIQUE = single(RelayMetrics.UNIQUE);
  private static final double SHARE = 0.95;

  private final RelayFiles files;
  private final Layer layer;
  private final LayerRelay relay;
  private final List<ClassRelay> classes;
  private final boolean corrected;

  private static Metric single(Metric matrix) {
    return Metric.gauge(matrix.meterName(), matrix.unit(), matrix.help()).perLayer("class", "unit");
  }

  RelayResult(RelayOptions options, RelayFiles files) {
    this.files = files;
    corrected = options.corrected();
    layer = new Layer(0, FileStem.of(files.activations().file()), "file", null, "");
    relay =
        LayerRelay.of(
            options.settings(files.names().length),
            null,
            Activations.of(files.activations().values(), files.activations().columns()),
            files.labels(),
            files.predictions(),
            files.names().length);
    Long only = options.only();
    classes = only == null ? relay.classes() : List.of(relay.classes().get(files.place(only)));
  }

  LayerRelay relay() {
    return relay;
  }

  Layer layer() {
    return layer;
  }

  /** The classes asked for. */
  List<ClassRelay> classes() {
    return classes;
  }

  /** What the files call a class. */
  String name(ClassRelay one) {
    return String.valueOf(files.names()[one.label()]);
  }

  List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    readings.add(information("layer", "all", relay.whole()));
    readings.add(RelayReadings.excess(layer, "layer", "all", relay.whole()));
    for (ClassRelay one : classes) {
      readings.add(information("class", name(one), one.information()));
      readings.add(RelayReadings.excess(layer, "class", name(one), one.information()));
      Map<String, String> labels = Map.of("class", name(one));
      readings.add(Reading.of(RelayMetrics.MODULE_SIZE, layer, labels, one.moduleSize(SHARE)));
      add(readings, ESSENTIALITY, one, one.essentiality());
      add(readings, UNIQUE, one, one.unique());
    }
    Uncertainty uncertainty = Uncertainty.of(files.labels().length, Double.NaN);
    readings.add(
        new Reading(
            RelayMetrics.COVERAGE,
            layer,
            Map.of(),
            relay.coverage(),
            uncertainty,
            relay.whole().flags()));
    return readings;
  }

  private Reading information(String scope, String label, Estimate estimate) {
    double bits = estimate.bits() + (corrected ? estimate.uncertainty().correction() : 0);
    return new Reading(
        RelayMetrics.INFORMATION,
        layer,
        Map.of("scope", scope, "class", label),
        bits,
        estimate.uncertainty(),
        estimate.flags());
  }

  private void add(List<Reading> readings, Metric metric, ClassRelay one, double[] bits) {
    Uncertainty uncertainty = Uncertainty.of(files.labels().length, Double.NaN);
    for (int i = 0; i < relay.units().length && i < bits.length; i++) {
      Map<String, String> labels =
          Map.of("class", name(one), "unit", String.valueOf(relay.units()[i]));
      readings.add(
          new Reading(metric, layer, labels, bits[i], uncertainty, one.information().flags()));
    }
  }
}
