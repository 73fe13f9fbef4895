// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Panels over time: numbers, lines and states. Planes have a file of their own. */
final class Panels {
  /** As in prometheus.yml: a finer step shows nothing more. */
  static final String SCRAPE_INTERVAL = "5s";

  private static final Map<String, @Nullable Object> LAST_NUMBER =
      Json.read(
          """
          {
            "colorMode": "value",
            "graphMode": "none",
            "justifyMode": "auto",
            "orientation": "auto",
            "textMode": "auto",
            "wideLayout": true,
            "showPercentChange": false,
            "percentChangeColorMode": "standard",
            "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": false}
          }
          """);

  private static final Map<String, @Nullable Object> LINE =
      Json.read(
          """
          {
            "drawStyle": "line",
            "lineInterpolation": "stepAfter",
            "lineWidth": 2,
            "fillOpacity": 0,
            "showPoints": "never",
            "spanNulls": false,
            "axisPlacement": "auto",
            "axisLabel": ""
          }
          """);

  private static final Map<String, @Nullable Object> CELLS =
      Json.object("align", "auto", "inspect", false, "cellOptions", Json.object("type", "auto"));
  private static final Map<String, @Nullable Object> BAR =
      Json.object("fillOpacity", 80, "lineWidth", 0, "hideFrom", PanelStyle.SHOWN);

  private static final Map<String, @Nullable Object> BARS =
      Json.joined(
          Json.object("mergeValues", true, "showValue", "never", "alignValue", "center"),
          Json.object("rowHeight", 0.9, "perPage", 20, "legend", PanelStyle.legendBelow()),
          Json.object("tooltip", PanelStyle.tooltip("single", "none")));

  private Panels() {}

  /** The latest number of each run, not judged unless thresholds are added. */
  static Panel number(
      String title, String unit, String description, String noValue, Query... queries) {
    return new Panel("stat", title, unit, description, noValue, List.of(queries))
        .size(4, 4)
        .field("color", PanelStyle.colour("thresholds"))
        .field("thresholds", PanelStyle.neutral())
        .options(LAST_NUMBER);
  }

  /** Lines over time; steps, because nothing is known between two epochs. */
  static Panel lines(
      String title, String unit, String description, String noValue, Query... queries) {
    Object legend = PanelStyle.legendTable();
    return new Panel("timeseries", title, unit, description, noValue, List.of(queries))
        .with("interval", SCRAPE_INTERVAL)
        .field("color", PanelStyle.colour("palette-classic-by-name"))
        .field("custom", lineStyle("off"))
        .options(Json.object("legend", legend, "tooltip", PanelStyle.tooltip("multi", "desc")));
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
        .field("custom", BAR)
        .options(BARS);
  }

  /** One row per set of labels. */
  static Panel table(String title, String description, String noValue, Query... queries) {
    return new Panel("table", title, "none", description, noValue, List.of(queries))
        .field("color", PanelStyle.colour("thresholds"))
        .field("thresholds", PanelStyle.neutral())
        .field("custom", CELLS)
        .options(Json.object("frameIndex", 0, "showHeader", true, "cellHeight", "sm"));
  }

  /** One line per run, a column per query. */
  static Panel runs(String title, String description, String noValue, Column... columns) {
    Query[] queries =
        Stream.of(columns)
            .map(column -> Query.rowsNow(column.refId(), column.expression()))
            .toArray(Query[]::new);
    Map<String, @Nullable Object> names = Json.object();
    Stream.of(columns).forEach(column -> names.put("Value #" + column.refId(), column.name()));
    return table(title, description, noValue, queries)
        .transform("merge", Json.object())
        .transform("organize", organised(Json.object("Time", true), names));
  }

  /** Leaves columns out and names the others. */
  static Map<String, @Nullable Object> organised(
      Map<String, @Nullable Object> without, Map<String, @Nullable Object> names) {
    return Json.object(
        "excludeByName", without, "indexByName", Json.object(), "renameByName", names);
  }

  private static Map<String, @Nullable Object> lineStyle(String thresholds) {
    return Json.joined(
        LINE,
        Json.object("scaleDistribution", PanelStyle.LINEAR),
        Json.object("thresholdsStyle", Json.object("mode", thresholds)),
        Json.object("hideFrom", PanelStyle.SHOWN));
  }
}
