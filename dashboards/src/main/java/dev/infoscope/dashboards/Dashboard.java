// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard in Grafana's classic form, which every Grafana from 11.5 on loads.
 *
 * @param uid its address
 * @param title its name; the part before the slash is common to all
 * @param description what questions it answers
 * @param rows its panels
 */
record Dashboard(String uid, String title, String description, List<Row> rows) {
  /** The classic form is schema 42; tooltip 1 is a crosshair that all panels share. */
  private static final Map<String, @Nullable Object> SETTINGS =
      Json.read(
          """
          {
            "tags": ["infoscope", "deep-learning", "information-theory"],
            "schemaVersion": 42,
            "version": 1,
            "editable": false,
            "graphTooltip": 1,
            "refresh": "10s",
            "timezone": "browser",
            "time": {"from": "now-1h", "to": "now"},
            "timepicker": {"refresh_intervals": ["5s", "10s", "30s", "1m", "5m"]},
            "weekStart": "",
            "fiscalYearStartMonth": 0,
            "liveNow": false,
            "preload": false
          }
          """);

  /** By the tag {@code infoscope} the dashboards find each other. */
  private static final Map<String, @Nullable Object> SIBLINGS =
      Json.read(
          """
          {
            "type": "dashboards",
            "title": "Infoscope",
            "tags": ["infoscope"],
            "asDropdown": true,
            "includeVars": true,
            "keepTime": true,
            "targetBlank": false,
            "icon": "external link",
            "tooltip": "Other views of the same runs",
            "url": ""
          }
          """);

  /** The dashboard as a file. */
  String json() {
    return Json.write(
        Json.joined(
            Json.object("uid", uid, "title", title, "description", description),
            SETTINGS,
            Json.object(
                "templating", Json.object("list", Variables.all()),
                "annotations", Json.object("list", Annotations.all()),
                "links", List.of(SIBLINGS),
                "panels", Row.layout(rows))));
  }
}
