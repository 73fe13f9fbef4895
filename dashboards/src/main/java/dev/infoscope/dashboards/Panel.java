// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A panel in the making. The constructor asks for what every panel needs: what it shows, in which
 * unit, what it means in plain words, and what stands there when there is nothing to show.
 */
final class Panel {
  private final String type;
  private final String title;
  private final String description;
  private final Map<String, @Nullable Object> defaults;
  private final List<Object> overrides = new ArrayList<>();
  private final List<Object> transformations = new ArrayList<>();
  private final Map<String, @Nullable Object> extras = Json.object();
  private final List<Query> queries;
  private Map<String, @Nullable Object> options = Json.object();
  private int width = 12;
  private int height = 8;

  Panel(
      String type,
      String title,
      String unit,
      String description,
      String noValue,
      List<Query> queries) {
    this.type = type;
    this.title = title;
    this.description = description;
    this.queries = List.copyOf(queries);
    this.defaults = Json.object("unit", unit, "noValue", noValue);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Size in cells of the grid, which is 24 cells wide. */
  Panel size(int width, int height) {
    this.width = width;
    this.height = height;
    return this;
  }

  Panel options(Map<String, @Nullable Object> options) {
    this.options = options;
    return this;
  }

  /** Field settings beside the unit: {@code decimals}, {@code min}, {@code color} and the like. */
  Panel field(String key, @Nullable Object value) {
    defaults.put(key, value);
    return this;
  }

  /** Several field settings; keys and values take turns. */
  Panel fields(@Nullable Object... keysAndValues) {
    defaults.putAll(Json.object(keysAndValues));
    return this;
  }

  /** Links each line to the dashboard of this uid with only that line's layer. */
  Panel linkToLayer(String dashboard) {
    String keep =
        "${datasource:queryparam}&${job:queryparam}&${model:queryparam}&${run:queryparam}"
            + "&${signal:queryparam}&${estimator:queryparam}&${kind:queryparam}&${__url_time_range}";
    String url = "/d/" + dashboard + "?var-layer=${__field.labels.layer}&" + keep;
    Object link = Json.object("title", "Only ${__field.labels.layer}", "url", url);
    return field("links", List.of(link));
  }

  /** A property of the panel itself, as in {@code interval}. */
  Panel with(String key, Object value) {
    extras.put(key, value);
    return this;
  }

  Panel override(String matcher, String option, Map<String, ?> properties) {
    List<Object> list = new ArrayList<>();
    properties.forEach((id, value) -> list.add(Json.object("id", id, "value", value)));
    overrides.add(
        Json.object("matcher", Json.object("id", matcher, "options", option), "properties", list));
    return this;
  }

  Panel transform(String id, Map<String, ?> options) {
    transformations.add(Json.object("id", id, "options", options));
    return this;
  }

  Map<String, @Nullable Object> json(int id, int x, int y) {
    Object place = Json.object("h", height, "w", width, "x", x, "y", y);
    Object queried = queries.stream().map(Query::json).toList();
    Object fields = Json.object("defaults", defaults, "overrides", overrides);
    return Json.joined(
        Json.object("id", id, "type", type, "title", title, "description", description),
        Json.object("datasource", Query.DATASOURCE, "gridPos", place, "targets", queried),
        Json.object("options", options, "fieldConfig", fields),
        Json.object("transformations", transformations),
        extras);
  }
}
