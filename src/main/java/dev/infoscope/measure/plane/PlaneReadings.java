// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a layer's place in the plane into readings. Whatever reads NaN has a flag that says why.
 */
final class PlaneReadings {
  private static final double NOTHING = 1e-6; // bits

  private PlaneReadings() {}

  static List<Reading> of(Layer layer, PlanePoint point, Signal signal) {
    Map<String, String> labels =
        Map.of("signal", signal.label(), "estimator", point.estimator().label());
    List<Reading> readings = new ArrayList<>();
    readings.add(Reading.of(PlaneMetrics.INPUT, layer, labels, point.input()));
    readings.add(label(layer, labels, point));
    readings.add(nullReading(layer, labels, point.label()));
    readings.add(efficiency(layer, labels, point));
    readings.add(Reading.of(PlaneMetrics.INPUT_GIVEN_LABEL, layer, labels, point.givenLabel()));
    judge(layer, "input", labels, point.input(), readings);
    judge(layer, "label", labels, point.label(), readings);
    return readings;
  }

  /** The audit is about I(T;Y) alone; what follows from it does not repeat its words. */
  private static Reading label(Layer layer, Map<String, String> labels, PlanePoint point) {
    if (point.audit().isEmpty()) {
      return Reading.of(PlaneMetrics.LABEL, layer, labels, point.label());
    }
    Layer noted = layer.noted("audit: " + point.audit());
    return Reading.of(PlaneMetrics.LABEL, noted, labels, point.label().flagged(Flag.BEYOND_AUDIT));
  }

  private static Reading nullReading(Layer layer, Map<String, String> labels, Estimate label) {
    ShuffledNull chance = label.uncertainty().chance();
    double mean = chance.mean();
    Set<Flag> flags = flags(label);
    flags.remove(Flag.AT_CEILING); // says something of the labels as they are, not of shuffled ones
    if (Double.isNaN(mean) && !Double.isNaN(label.bits())) {
      flags.add(Flag.NO_NULL);
    }
    double error = chance.deviation() / Math.sqrt(chance.shuffles());
    Uncertainty uncertainty = label.uncertainty().withStandardError(error);
    return new Reading(PlaneMetrics.LABEL_NULL, layer, labels, mean, uncertainty, flags);
  }

  /**
   * Saturation carries over: the quotient of two ceilings is no property of the layer. The standard
   * error is that of a quotient of independent parts.
   */
  private static Reading efficiency(Layer layer, Map<String, String> labels, PlanePoint point) {
    double input = point.input().bits();
    Set<Flag> flags = flags(point.input());
    flags.addAll(point.label().flags());
    if (input < NOTHING) {
      flags.add(Flag.UNDEFINED);
    }
    // I(T;Y) is a difference of two bounds for some estimators, and may come out below 0.
    double share = input < NOTHING ? Double.NaN : Math.max(0, point.label().bits()) / input;
    double error =
        Math.hypot(
            point.label().uncertainty().standardError(),
            share * point.input().uncertainty().standardError());
    Uncertainty uncertainty =
        Uncertainty.of(point.label().uncertainty().samples(), error / input, Double.NaN);
    return new Reading(PlaneMetrics.EFFICIENCY, layer, labels, share, uncertainty, flags);
  }

  private static void judge(
      Layer layer,
      String quantity,
      Map<String, String> common,
      Estimate estimate,
      List<Reading> into) {
    Map<String, String> labels = new HashMap<>(common);
    labels.put("quantity", quantity);
    double share = estimate.ceilingShare();
    Set<Flag> flags = flags(estimate);
    if (Double.isNaN(share) && !Double.isNaN(estimate.bits())) {
      flags.add(Flag.UNDEFINED); // the ceiling is 0
    }
    Uncertainty uncertainty = estimate.uncertainty().withStandardError(Double.NaN);
    Uncertainty ofShare =
        uncertainty.withStandardError(
            estimate.uncertainty().standardError() * share / estimate.bits());
    into.add(new Reading(PlaneMetrics.CEILING_SHARE, layer, labels, share, ofShare, flags));
    into.add(
        new Reading(
            PlaneMetrics.SATURATED,
            layer,
            labels,
            saturated(estimate),
            uncertainty,
            estimate.flags()));
  }

  private static double saturated(Estimate estimate) {
    if (estimate.flags().contains(Flag.SATURATED)) {
      return 1;
    }
    return Double.isNaN(estimate.bits()) ? Double.NaN : 0;
  }

  private static Set<Flag> flags(Estimate estimate) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(estimate.flags());
    return flags;
  }
}
