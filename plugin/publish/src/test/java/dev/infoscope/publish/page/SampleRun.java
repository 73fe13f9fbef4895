// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import dev.infoscope.report.RunMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A run that does not exist: layers that learn, then compress, the first ones saturated. */
final class SampleRun {
  private static final double CEILING = Math.log(2000) / Math.log(2);
  private static final List<String> ESTIMATORS = List.of("binned", "pairwise");

  private final int layers;
  private final int epochs;

  SampleRun(int layers, int epochs) {
    this.layers = layers;
    this.epochs = epochs;
  }

  Run run() {
    Provenance how =
        new Provenance(
            "0.1.0",
            Map.of("information-plane.shuffles", 20),
            1,
            1,
            2,
            2000,
            2,
            "4c485cb01dff7683");
    return new Run("sample", "tanh-12-10-7-5-4-3-2", epochs, how);
  }

  static Health health(int snapshots) {
    return new Health(snapshots, Map.of("busy", 0L), Map.of(), Map.of("information-plane", true));
  }

  static Layer layer(int at) {
    return new Layer(at, "layer_" + at, "DenseLayer", null, "");
  }

  /** A report with matrices, the causal plane, drift, and the conductance plane now and then. */
  EpochReport full(int epoch) {
    EpochReport plain = report(epoch);
    double progress = (double) epoch / epochs;
    List<Reading> readings = new ArrayList<>(plain.readings());
    for (int layer = 0; layer < layers; layer++) {
      readings.addAll(SampleModules.readings(layer, epoch, epochs));
      if (epoch % 5 == 1) {
        add(readings, layer, "conductance", "binned", epoch);
      }
    }
    return new EpochReport(
        run(),
        plain.moment(),
        readings,
        SampleModules.matrices(layers, progress),
        plain.skipped(),
        plain.durations());
  }

  EpochReport report(int epoch) {
    List<Reading> readings = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      for (String estimator : ESTIMATORS) {
        add(readings, layer, "activation", estimator, epoch);
      }
    }
    for (String thread : List.of("training", "analysis")) {
      double share = thread.equals("training") ? 0.001 : 0.2;
      readings.add(
          new Reading(
              RunMetrics.OVERHEAD,
              null,
              Map.of("thread", thread),
              share,
              Uncertainty.of(1, Double.NaN),
              Set.of()));
    }
    Instant time = Instant.parse("2026-11-21T10:00:00Z").plusSeconds(epoch);
    return new EpochReport(
        run(),
        new Moment(epoch, 52 * epoch, time, 0.7 * Math.exp(-3.0 * epoch / epochs)),
        readings,
        Map.of(),
        Map.of("information-plane", Duration.ofMillis(40)));
  }

  private void add(List<Reading> into, int at, String signal, String estimator, int epoch) {
    Layer layer = layer(at);
    double progress = (double) epoch / epochs;
    double depth = (at + 1.0) / layers;
    double own = (estimator.equals("binned") ? 1 : 0.6) * (signal.equals("activation") ? 1 : 0.8);
    double input =
        own
            * CEILING
            * (1 - 0.5 * depth * depth - 0.4 * depth * depth * (1 - Math.exp(-4 * progress)));
    double label = (1 - 0.3 * depth) * (1 - Math.exp(-6 * progress * (1.2 - depth / 2)));
    Set<Flag> flags = input > 0.9 * CEILING ? Set.of(Flag.SATURATED) : Set.of();
    Uncertainty plain = Uncertainty.of(2000, CEILING);
    Uncertainty uncertainty = Uncertainty.of(2000, 0.01 * input, CEILING);
    ShuffledNull chance = new ShuffledNull(0.2 * (1 - depth), 0.01, new double[20]);
    Map<String, String> labels = Map.of("signal", signal, "estimator", estimator);
    into.add(new Reading(PlaneMetrics.INPUT, layer, labels, input, uncertainty, flags));
    into.add(
        new Reading(
            PlaneMetrics.LABEL, layer, labels, label, uncertainty.withNull(chance), Set.of()));
    into.add(
        new Reading(
            PlaneMetrics.LABEL_NULL,
            layer,
            labels,
            chance.mean(),
            uncertainty.withNull(chance),
            Set.of()));
    into.add(new Reading(PlaneMetrics.EFFICIENCY, layer, labels, label / input, plain, flags));
    Map<String, String> quantity =
        Map.of("signal", signal, "estimator", estimator, "quantity", "input");
    into.add(
        new Reading(PlaneMetrics.CEILING_SHARE, layer, quantity, input / CEILING, plain, flags));
  }
}
