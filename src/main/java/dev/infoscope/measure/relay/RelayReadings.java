// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Turns what a layer relays into readings and matrices, always in the same order. */
public final class RelayReadings {
  private final Layer layer;
  private final LayerRelay relay;
  private final double share;

  RelayReadings(Layer layer, LayerRelay relay, double share) {
    this.layer = layer;
    this.relay = relay;
    this.share = share;
  }

  Findings findings() {
    return new Findings(readings(), matrices());
  }

  private List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    readings.add(information("layer", "all", relay.whole()));
    for (ClassRelay one : relay.classes()) {
      readings.add(information("class", String.valueOf(one.label()), one.information()));
    }
    readings.add(excess(layer, "layer", "all", relay.whole()));
    for (ClassRelay one : relay.classes()) {
      readings.add(excess(layer, "class", String.valueOf(one.label()), one.information()));
    }
    for (ClassRelay one : relay.classes()) {
      Map<String, String> labels = Map.of("class", String.valueOf(one.label()));
      readings.add(Reading.of(RelayMetrics.MODULE_SIZE, layer, labels, one.moduleSize(share)));
    }
    readings.add(ofLayer(RelayMetrics.COVERAGE, relay.coverage()));
    readings.add(ofLayer(RelayMetrics.SMEAREDNESS, relay.smearedness().mean()));
    return readings;
  }

  private Reading information(String scope, String label, Estimate estimate) {
    Map<String, String> labels = Map.of("scope", scope, "class", label);
    return Reading.of(RelayMetrics.INFORMATION, layer, labels, estimate);
  }

  /**
   * What is left of a reading above its null.
   *
   * @param layer whose neurons relay
   * @param scope {@code layer} or {@code class}
   * @param label name of the class, or {@code all}
   * @param estimate relay information with its null
   * @return I_R less the mean of the null; below 0 by chance, {@code NaN} without evidence
   */
  public static Reading excess(Layer layer, String scope, String label, Estimate estimate) {
    Uncertainty known = estimate.uncertainty();
    double bits = estimate.bits() - known.chance().mean();
    Map<String, String> labels = Map.of("scope", scope, "class", label);
    Uncertainty uncertainty = Uncertainty.of(known.samples(), known.standardError(), Double.NaN);
    return new Reading(RelayMetrics.EXCESS, layer, labels, bits, uncertainty, estimate.flags());
  }

  private Reading ofLayer(Metric metric, double value) {
    Uncertainty uncertainty = Uncertainty.of(relay.whole().uncertainty().samples(), Double.NaN);
    Set<Flag> flags = relay.whole().flags();
    if (Double.isNaN(value) && relay.table() != null) {
      flags = Set.of(Flag.NOTHING_RELAYED);
    }
    return new Reading(metric, layer, Map.of(), value, uncertainty, flags);
  }

  private List<Matrix> matrices() {
    int most = relay.units().length == 0 ? 0 : Matrix.LIMIT / relay.units().length;
    List<ClassRelay> shown = relay.classes().stream().limit(most).toList();
    if (relay.table() == null || shown.isEmpty()) {
      return List.of();
    }
    return List.of(
        matrix(RelayMetrics.ESSENTIALITY, shown, ClassRelay::essentiality),
        matrix(RelayMetrics.UNIQUE, shown, ClassRelay::unique),
        matrix(RelayMetrics.AGGREGATED, shown, ClassRelay::aggregated));
  }

  private Matrix matrix(
      Metric metric, List<ClassRelay> shown, Function<ClassRelay, double[]> quantity) {
    List<String> rows = shown.stream().map(one -> String.valueOf(one.label())).toList();
    List<String> columns = Arrays.stream(relay.units()).mapToObj(String::valueOf).toList();
    double[] values = shown.stream().map(quantity).flatMapToDouble(Arrays::stream).toArray();
    return new Matrix(metric, layer, rows, columns, values);
  }
}
