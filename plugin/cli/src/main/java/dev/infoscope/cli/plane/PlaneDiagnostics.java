// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.plane.PlanePoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What to know before believing the readings, as it is printed in JSON. */
final class PlaneDiagnostics {
  private PlaneDiagnostics() {}

  static Map<String, Object> of(PlaneResult result) {
    Map<String, Object> layers = new LinkedHashMap<>();
    result.layers().forEach(layer -> layers.put(layer.layer().name(), of(layer)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("examples", result.examples());
    json.put("classes", result.classes());
    json.put("layers", layers);
    List<String> words = DiagnosisReport.words(result);
    if (!words.isEmpty()) {
      json.put("words", words);
    }
    return json;
  }

  private static Map<String, Object> of(LayerResult layer) {
    Range range = layer.range();
    Map<String, Object> estimators = new LinkedHashMap<>();
    layer.points().forEach(point -> estimators.put(point.estimator().label(), of(point)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("units", layer.units());
    json.put("minimum", range == null ? Double.NaN : range.low());
    json.put("maximum", range == null ? Double.NaN : range.high());
    json.put("notFinite", layer.notFinite());
    json.put("bins", layer.bins().isEmpty() ? Double.NaN : layer.bins());
    json.put("estimators", estimators);
    if (layer.diagnosis() != null) {
      json.put("diagnosis", DiagnosisReport.json(layer.diagnosis()));
    }
    return json;
  }

  private static Map<String, Object> of(PlanePoint point) {
    Uncertainty uncertainty = point.input().uncertainty();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("samples", uncertainty.samples());
    json.put("distinctStates", uncertainty.distinct());
    json.put("coverage", uncertainty.coverage());
    json.put("rangeMass", uncertainty.outside());
    json.put("input", of(point.input()));
    json.put("label", of(point.label()));
    return json;
  }

  private static Map<String, Object> of(Estimate estimate) {
    Uncertainty uncertainty = estimate.uncertainty();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ceiling", uncertainty.ceiling());
    json.put("biasCorrection", uncertainty.correction());
    ShuffledNull shuffled = uncertainty.shuffled();
    if (shuffled != null) {
      json.put("nullMean", shuffled.mean());
      json.put("nullDeviation", shuffled.deviation());
      json.put("nullZ", shuffled.z(estimate.bits()));
      json.put("nullP", shuffled.p(estimate.bits()));
      json.put("nullShuffles", shuffled.shuffles());
    }
    return json;
  }
}
