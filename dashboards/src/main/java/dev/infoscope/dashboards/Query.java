// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One query of a panel.
 *
 * @param refId name of the query within the panel
 * @param expression PromQL
 * @param legend name of a line; empty for tables
 * @param table rows with one column per label instead of lines
 * @param instant the end of the time range only
 */
record Query(String refId, String expression, String legend, boolean table, boolean instant) {
  static final Map<String, @Nullable Object> DATASOURCE =
      Json.object("type", "prometheus", "uid", "${datasource}");

  static Query lines(String refId, Series series) {
    return new Query(refId, series.lines(), series.legend(), false, false);
  }

  static Query lines(String refId, String expression, String legend) {
    return new Query(refId, expression, legend, false, false);
  }

  /** Lines whose legend ends with a name, by which the query goes as well. */
  static Query named(String name, Series series) {
    return lines(name.replace(" ", ""), series.lines(), series.legend() + " " + name);
  }

  static Query now(String refId, String expression, String legend) {
    return new Query(refId, expression, legend, false, true);
  }

  static Query rows(String refId, String expression) {
    return new Query(refId, expression, "", true, false);
  }

  static Query rowsNow(String refId, String expression) {
    return new Query(refId, expression, "", true, true);
  }

  Map<String, @Nullable Object> json() {
    return Json.object(
        "refId", refId,
        "datasource", DATASOURCE,
        "editorMode", "code",
        "expr", expression,
        "format", table ? "table" : "time_series",
        "instant", instant,
        "range", !instant,
        "legendFormat", legend.isEmpty() ? "__auto" : legend);
  }
}
