// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.report.EpochReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The trajectory of each layer in the information plane, as one estimator sees it.
 *
 * @param estimator which estimator
 * @param layers points by name of the layer, from input to output
 */
public record Trajectories(String estimator, Map<String, List<Point>> layers) {
  /**
   * A layer's place at one epoch.
   *
   * @param epoch when
   * @param input I(X;T), bits
   * @param label I(T;Y), bits
   * @param saturated whether either says more about the estimator than about the layer
   */
  public record Point(int epoch, double input, double label, boolean saturated) {}

  /**
   * Of the reports of a run.
   *
   * @param history in the order of epochs
   * @param estimator which one
   * @return points by layer
   */
  public static Trajectories of(List<EpochReport> history, String estimator) {
    Map<String, List<Point>> layers = new LinkedHashMap<>();
    for (EpochReport report : history) {
      Map<String, Reading> inputs = readings(report, PlaneMetrics.INPUT, estimator);
      Map<String, Reading> labels = readings(report, PlaneMetrics.LABEL, estimator);
      inputs.forEach(
          (layer, input) -> {
            Point point =
                point(report.moment().epoch(), input, Objects.requireNonNull(labels.get(layer)));
            if (Double.isFinite(point.input()) && Double.isFinite(point.label())) {
              layers.computeIfAbsent(layer, name -> new ArrayList<>()).add(point);
            }
          });
    }
    return new Trajectories(estimator, layers);
  }

  private static Point point(int epoch, Reading input, Reading label) {
    boolean saturated =
        input.flags().contains(Flag.SATURATED) || label.flags().contains(Flag.SATURATED);
    return new Point(epoch, input.value(), label.value(), saturated);
  }

  private static Map<String, Reading> readings(
      EpochReport report, Metric metric, String estimator) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    for (Reading reading : report.readings()) {
      if (reading.metric().equals(metric)
          && reading.layer() != null
          && "activation".equals(reading.labels().get("signal"))
          && estimator.equals(reading.labels().get("estimator"))) {
        readings.put(reading.layer().name(), reading);
      }
    }
    return readings;
  }

  double mostInput() {
    return layers.values().stream().flatMap(List::stream).mapToDouble(Point::input).max().orElse(1);
  }

  double mostLabel() {
    return layers.values().stream().flatMap(List::stream).mapToDouble(Point::label).max().orElse(1);
  }

  int firstEpoch() {
    return layers.values().stream().flatMap(List::stream).mapToInt(Point::epoch).min().orElse(0);
  }

  int lastEpoch() {
    return layers.values().stream().flatMap(List::stream).mapToInt(Point::epoch).max().orElse(0);
  }
}
