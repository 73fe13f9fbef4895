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
    int bottom = wrapped(inside, top + 1, firstId + 1);
    placed.add(heading(firstId, top, isCollapsed ? inside : List.of()));
    if (!isCollapsed) {
      placed.addAll(inside);
    }
    return bottom;
  }

  /** The panels line by line from {@code top} on; returns where the last line ends. */
  private int wrapped(List<Map<String, @Nullable Object>> inside, int top, int firstId) {
    int x = 0;
    int y = top;
    int lineHeight = 0;
    for (Panel panel : panels) {
      if (x + panel.width() > GRID) {
        x = 0;
        y += lineHeight;
        lineHeight = 0;
      }
      inside.add(panel.json(firstId + inside.size(), x, y));
      x += panel.width();
      lineHeight = Math.max(lineHeight, panel.height());
    }
    return y + lineHeight;
  }

  private Map<String, @Nullable Object> heading(int id, int y, List<?> inside) {
    Object place = Json.object("h", 1, "w", GRID, "x", 0, "y", y);
    return Json.joined(
        Json.object("id", id, "type", "row", "title", title, "collapsed", isCollapsed),
        Json.object("gridPos", place, "panels", inside));
  }
}
