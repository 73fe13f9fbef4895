// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Panels under one heading, set from left to right and wrapped at the edge of the grid.
 *
 * @param title heading
 * @param panels in reading order
 * @param isCollapsed whether only the heading is shown at first; Grafana asks for nothing below it
 *     until it is opened
 */
record Row(String title, List<Panel> panels, boolean isCollapsed) {
  private static final int GRID = 24;

  Row(String title, List<Panel> panels) {
    this(title, panels, false);
  }

  /** For what most runs do not measure. */
  Row collapsed() {
    return new Row(title, panels, true);
  }

  /** All rows one below the other; identities count from 1. */
  static List<Map<String, @Nullable Object>> layout(List<Row> rows) {
    List<Map<String, @Nullable Object>> placed = new ArrayList<>();
    int y = 0;
    int id = 1;
    for (Row row : rows) {
      y = row.place(placed, y, id);
      id += 1 + row.panels().size();
    }
    return placed;
  }

  private int place(List<Map<String, @Nullable Object>> placed, int top, int firstId) {
    List<Map<String, @Nullable Object>> inside = new ArrayList<>();
    int x = 0;
    int y = top + 1;
    int lineHeight = 0;
    for (Panel panel : panels) {
      if (x + panel.width() > GRID) {
        x = 0;
        y += lineHeight;
        lineHeight = 0;
      }
      inside.add(panel.json(firstId + 1 + inside.size(), x, y));
      x += panel.width();
      lineHeight = Math.max(lineHeight, panel.height());
    }
    placed.add(heading(firstId, top, isCollapsed ? inside : List.of()));
    if (!isCollapsed) {
      placed.addAll(inside);
    }
    return y + lineHeight;
  }

  private Map<String, @Nullable Object> heading(int id, int y, List<?> inside) {
    return Json.object(
        "id",
        id,
        "type",
        "row",
        "title",
        title,
        "collapsed",
        isCollapsed,
        "gridPos",
        Json.object("h", 1, "w", GRID, "x", 0, "y", y),
        "panels",
        inside);
  }
}
