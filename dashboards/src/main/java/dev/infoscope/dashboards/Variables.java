// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.report.RunMetrics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the reader of a dashboard chooses. Model, signal and estimator are one at a time: layers of
 * two models are not comparable, and neither are two estimators.
 */
final class Variables {
  private static final Map<String, @Nullable Object> DATASOURCE =
      Json.read(
          """
          {
            "name": "datasource",
            "label": "Data source",
            "type": "datasource",
            "query": "prometheus",
            "regex": "",
            "multi": false,
            "includeAll": false,
            "hide": 0,
            "refresh": 1,
            "skipUrlSync": false,
            "options": []
          }
          """);

  /** For the loss only: a reading on a fixed probe set has no noise to smooth away. */
  private static final Map<String, @Nullable Object> SMOOTHING =
      Json.read(
          """
          {
            "name": "smoothing",
            "label": "Smoothing of the loss",
            "type": "custom",
            "query": "30s,1m,5m,15m,1h",
            "multi": false,
            "includeAll": false,
            "current": {"text": "1m", "value": "1m"},
            "hide": 0,
            "skipUrlSync": false,
            "options": []
          }
          """);

  /** Refresh 2 reloads when the time range changes; sort 7 is the natural order. */
  private static final Map<String, @Nullable Object> QUERY_SETTINGS =
      Json.read(
          """
          {
            "hide": 0,
            "refresh": 2,
            "regex": "",
            "skipUrlSync": false,
            "sort": 7,
            "options": []
          }
          """);

  private Variables() {}

  static List<Map<String, @Nullable Object>> all() {
    return List.of(
        DATASOURCE,
        several("job", "Job", RunMetrics.EPOCH, ""),
        one("model", "Model", RunMetrics.EPOCH, "job=~\"$job\""),
        several("run", "Run", RunMetrics.EPOCH, "job=~\"$job\",model=~\"$model\""),
        several("layer", "Layer", PlaneMetrics.INPUT, RUNS),
        one("signal", "Signal", PlaneMetrics.INPUT, RUNS),
        one("estimator", "Estimator", PlaneMetrics.INPUT, RUNS),
        one("kind", "Effective information", CausalMetrics.EFFECTIVE_INFORMATION, RUNS),
        SMOOTHING,
        filters());
  }

  private static final String RUNS = "job=~\"$job\",model=~\"$model\",run=~\"$run\"";

  private static Map<String, @Nullable Object> several(
      String label, String title, Metric metric, String matchers) {
    return query(label, title, metric, matchers, true);
  }

  private static Map<String, @Nullable Object> one(
      String label, String title, Metric metric, String matchers) {
    return query(label, title, metric, matchers, false);
  }

  private static Map<String, @Nullable Object> query(
      String label, String title, Metric metric, String matchers, boolean several) {
    String from = metric.seriesName() + (matchers.isEmpty() ? "" : "{" + matchers + "}");
    String query = "label_values(" + from + ", " + label + ")";
    return Json.joined(
        Json.object("name", label, "label", title, "type", "query"),
        Json.object("datasource", Query.DATASOURCE),
        Json.object("query", Json.object("qryType", 1, "query", query, "refId", label)),
        Json.object("definition", query, "multi", several, "includeAll", several),
        several ? Json.object("allValue", ".+") : Json.object(),
        QUERY_SETTINGS);
  }

  /**
   * Labels of one's own, such as common tags of a host's registry; Grafana adds them to queries.
   */
  private static Map<String, @Nullable Object> filters() {
    return Json.joined(
        Json.object("name", "filters", "label", "Further labels", "type", "adhoc"),
        Json.object("datasource", Query.DATASOURCE),
        Json.object("hide", 0, "skipUrlSync", false));
  }
}
