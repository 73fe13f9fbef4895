// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Panels over time: numbers, lines and states. Planes have a file of their own. */
final class Panels {
  /** As in prometheus.yml: a finer step shows nothing more. */
  static final String SCRAPE_INTERVAL = "5s";

  private Panels() {}

  /** The latest number of each run, not judged unless thresholds are added. */
  static Panel number(
      String title, String unit, String description, String noValue, Query... queries) {
    return new Panel("stat", title, unit, description, noValue, List.of(queries))
        .size(4, 4)
        .field("color", PanelStyle.colour("thresholds"))
        .field("thresholds", PanelStyle.neutral())
        .options(
            Json.object(
                "colorMode", "value",
                "graphMode", "none",
                "justifyMode", "auto",
                "orientation", "auto",
                "textMode", "auto",
                "wideLayout", true,
                "showPercentChange", false,
                "percentChangeColorMode", "standard",
                "reduceOptions",
                    Json.object("calcs", List.of("lastNotNull"), "fields", "", "values", false)));
  }

  /** Lines over time; steps, because nothing is known between two epochs. */
  static Panel lines(
      String title, String unit, String description, String noValue, Query... queries) {
    return new Panel("timeseries", title, unit, description, noValue, List.of(queries))
        .with("interval", SCRAPE_INTERVAL)
        .field("color", PanelStyle.colour("palette-classic-by-name"))
        .field("custom", lineStyle("off"))
        .options(
            Json.object(
                "legend",
                PanelStyle.legendTable(),
                "tooltip",
                PanelStyle.tooltip("multi", "desc")));
  }

  /** Lines over time that are judged: everything above the limit lies on coloured ground. */
  static Panel judgedLines(
      String title,
      String unit,
      double limit,
      String description,
      String noValue,
      Query... queries) {
    return lines(title, unit, description, noValue, queries)
        .field("custom", lineStyle("dashed+area"))
        .field("thresholds", PanelStyle.steps("transparent", limit, "orange"));
  }

  /** One bar per line, coloured by state. */
  static Panel states(
      String title, String description, String noValue, List<Object> words, Query... queries) {
    return new Panel("state-timeline", title, "none", description, noValue, List.of(queries))
        .with("interval", SCRAPE_INTERVAL)
        .field("color", PanelStyle.colour("thresholds"))
        .field("thresholds", PanelStyle.neutral())
        .field("mappings", words)
        .field(
            "custom", Json.object("fillOpacity", 80, "lineWidth", 0, "hideFrom", PanelStyle.SHOWN))
        .options(
            Json.object(
                "mergeValues",
                true,
                "showValue",
                "never",
                "alignValue",
                "center",
                "rowHeight",
                0.9,
                "perPage",
                20,
                "legend",
                PanelStyle.legendBelow(),
                "tooltip",
                PanelStyle.tooltip("single", "none")));
  }

  /** One row per set of labels. */
  static Panel table(String title, String description, String noValue, Query... queries) {
    return new Panel("table", title, "none", description, noValue, List.of(queries))
        .field("color", PanelStyle.colour("thresholds"))
        .field("thresholds", PanelStyle.neutral())
        .field("custom", Json.object("align", "auto", "cellOptions", Json.object("type", "auto")))
        .options(Json.object("showHeader", true, "cellHeight", "sm"));
  }

  /** Queries as columns of one table, a line per run; columns get the names given. */
  static Panel joined(Panel table, Map<String, @Nullable Object> names) {
    return table
        .transform("merge", Json.object())
        .transform(
            "organize",
            Json.object(
                "excludeByName", Json.object("Time", true),
                "indexByName", Json.object(),
                "renameByName", names));
  }

  /** A link from a line to the dashboard of this uid with only that line's layer. */
  static Panel linkToLayer(String dashboard, Panel panel) {
    String keep =
        "${datasource:queryparam}&${job:queryparam}&${model:queryparam}&${run:queryparam}"
            + "&${signal:queryparam}&${estimator:queryparam}&${kind:queryparam}&${__url_time_range}";
    String url = "/d/" + dashboard + "?var-layer=${__field.labels.layer}&" + keep;
    return panel.field(
        "links", List.of(Json.object("title", "Only ${__field.labels.layer}", "url", url)));
  }

  private static @Nullable Object lineStyle(String thresholds) {
    return Json.object(
        "drawStyle",
        "line",
        "lineInterpolation",
        "stepAfter",
        "lineWidth",
        2,
        "fillOpacity",
        0,
        "showPoints",
        "never",
        "spanNulls",
        false,
        "axisPlacement",
        "auto",
        "axisLabel",
        "",
        "scaleDistribution",
        PanelStyle.LINEAR,
        "thresholdsStyle",
        Json.object("mode", thresholds),
        "hideFrom",
        PanelStyle.SHOWN);
  }
}
