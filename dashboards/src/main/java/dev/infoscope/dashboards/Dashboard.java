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
  /** By this tag the dashboards find each other. */
  private static final String TAG = "infoscope";

  private static final int CLASSIC_SCHEMA = 42;
  private static final int SHARED_CROSSHAIR = 1;

  String json() {
    return Json.write(
        Json.object(
            "uid",
            uid,
            "title",
            title,
            "description",
            description,
            "tags",
            List.of(TAG, "deep-learning", "information-theory"),
            "schemaVersion",
            CLASSIC_SCHEMA,
            "version",
            1,
            "editable",
            false,
            "graphTooltip",
            SHARED_CROSSHAIR,
            "refresh",
            "10s",
            "timezone",
            "browser",
            "time",
            Json.object("from", "now-1h", "to", "now"),
            "timepicker",
            Json.object("refresh_intervals", List.of("5s", "10s", "30s", "1m", "5m")),
            "weekStart",
            "",
            "fiscalYearStartMonth",
            0,
            "liveNow",
            false,
            "preload",
            false,
            "templating",
            Json.object("list", Variables.all()),
            "annotations",
            Json.object("list", Annotations.all()),
            "links",
            List.of(siblings()),
            "panels",
            Row.layout(rows)));
  }

  private static Map<String, @Nullable Object> siblings() {
    return Json.object(
        "type",
        "dashboards",
        "title",
        "Infoscope",
        "tags",
        List.of(TAG),
        "asDropdown",
        true,
        "includeVars",
        true,
        "keepTime",
        true,
        "targetBlank",
        false,
        "icon",
        "external link",
        "tooltip",
        "Other views of the same runs",
        "url",
        "");
  }
}
