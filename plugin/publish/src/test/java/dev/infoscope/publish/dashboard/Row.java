// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Panels under one heading, set from left to right and wrapped at the edge of the grid.
 *
 * @param title heading
 * @param panels in reading order
 */
record Row(String title, List<Panel> panels) {
  private static final int GRID = 24;

  /** All rows one below the other; identities count from 1. */
  static List<Map<String, @Nullable Object>> layout(List<Row> rows) {
    List<Map<String, @Nullable Object>> placed = new ArrayList<>();
    int y = 0;
    for (Row row : rows) {
      y = row.place(placed, y);
    }
    return placed;
  }

  private int place(List<Map<String, @Nullable Object>> placed, int top) {
    placed.add(heading(placed.size() + 1, top));
    int x = 0;
    int y = top + 1;
    int lineHeight = 0;
    for (Panel panel : panels) {
      if (x + panel.width() > GRID) {
        x = 0;
        y += lineHeight;
        lineHeight = 0;
      }
      placed.add(panel.json(placed.size() + 1, x, y));
      x += panel.width();
      lineHeight = Math.max(lineHeight, panel.height());
    }
    return y + lineHeight;
  }

  private Map<String, @Nullable Object> heading(int id, int y) {
    return Json.object(
        "id",
        id,
        "type",
        "row",
        "title",
        title,
        "collapsed",
        false,
        "gridPos",
        Json.object("h", 1, "w", GRID, "x", 0, "y", y),
        "panels",
        List.of());
  }
}
