// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.ProcessingCheck;
import dev.infoscope.estimate.ProcessingCheck.Rise;
import dev.infoscope.estimate.entropy.InformationInterval;
import dev.infoscope.measure.plane.PlaneDiagnosis;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlanePoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code --diagnose} found, in words and as JSON. */
final class DiagnosisReport {
  private static final double NOTABLE_RISE = 0.05; // bits
  private static final double LEVEL = 0.95;
  private static final double NOTABLE_DISAGREEMENT = 0.1; // bits

  private DiagnosisReport() {}

  static Map<String, Object> json(PlaneDiagnosis diagnosis) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "binSweep",
        diagnosis.sweep().points().stream()
            .map(p -> Map.of("bins", p.bins(), "input", p.entropy(), "label", p.label()))
            .toList());
    json.put("labelSpread", diagnosis.sweep().labelSpread());
    json.put("labelOnHalf", diagnosis.stability().half());
    json.put("labelOnQuarter", diagnosis.stability().quarter());
    json.put("labelTowards", diagnosis.stability().limit());
    json.put("inputShiftAtTwiceTheScale", diagnosis.scale().shift());
    json.put("labelDeviation", diagnosis.spread().deviation());
    json.put("labelInterval", json(diagnosis.interval()));
    json.put("words", diagnosis.words());
    return json;
  }

  private static Map<String, Object> json(InformationInterval interval) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("corrected", interval.corrected());
    json.put("level", LEVEL);
    json.put("low", interval.low());
    json.put("high", interval.high());
    json.put("withheld", interval.withheld());
    return json;
  }

  /** Remarks on single layers, then on the order of layers and the agreement of estimators. */
  static List<String> words(PlaneResult result) {
    List<String> words = new ArrayList<>();
    for (LayerResult layer : result.layers()) {
      if (layer.diagnosis() != null) {
        layer
            .diagnosis()
            .words()
            .forEach(remark -> words.add(layer.layer().name() + ": " + remark));
        words.add(spread(layer.layer().name(), layer.diagnosis().spread().deviation()));
        words.add(interval(layer.layer().name(), layer.diagnosis().interval()));
        disagreement(layer, words);
      }
    }
    for (PlaneEstimator estimator : PlaneEstimator.values()) {
      rises(result, estimator, words);
    }
    words.addAll(UnitPairs.words(result));
    return words;
  }

  private static String spread(String layer, double deviation) {
    return String.format(
        Locale.ROOT,
        "%s: I(T;Y) of other rows would spread by %.3f bits (one deviation, by subsampling), about"
            + " the same bias",
        layer,
        deviation);
  }

  private static String interval(String layer, InformationInterval interval) {
    return interval.isOffered()
        ? String.format(
            Locale.ROOT,
            "%s: I(T;Y) of all that could be drawn, in these bins, is from %.3f to %.3f bits (95 %%"
                + " interval)",
            layer,
            interval.low(),
            interval.high())
        : String.format(Locale.ROOT, "%s: no interval for I(T;Y), %s", layer, interval.withheld());
  }

  private static void disagreement(LayerResult layer, List<String> into) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (PlanePoint point : layer.points()) {
      double excess = aboveNull(point.label());
      if (!Double.isNaN(excess)) {
        low = Math.min(low, excess);
        high = Math.max(high, excess);
      }
    }
    if (high - low > NOTABLE_DISAGREEMENT) {
      into.add(
          String.format(
              Locale.ROOT,
              "%s: estimators read I(T;Y) from %.2f to %.2f bits above their nulls",
              layer.layer().name(),
              low,
              high));
    }
  }

  private static double aboveNull(Estimate label) {
    return label.bits() - label.uncertainty().chance().mean();
  }

  /** Layers must be given from input to output for this to mean anything. */
  private static void rises(PlaneResult result, PlaneEstimator estimator, List<String> into) {
    List<LayerResult> layers = new ArrayList<>();
    List<Estimate> labels = new ArrayList<>();
    for (LayerResult layer : result.layers()) {
      for (PlanePoint point : layer.points()) {
        if (point.estimator() == estimator) {
          layers.add(layer);
          labels.add(point.label());
        }
      }
    }
    for (Rise rise : ProcessingCheck.rises(labels)) {
      if (rise.bits() < NOTABLE_RISE) {
        continue;
      }
      into.add(
          String.format(
              Locale.ROOT,
              "%s, %s: I(T;Y) is %.2f bits above the layer before, which no layer can be: the"
                  + " estimates are not comparable that closely",
              layers.get(rise.layer()).layer().name(),
              estimator.label(),
              rise.bits()));
    }
  }
}
