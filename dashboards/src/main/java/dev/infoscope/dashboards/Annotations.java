// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.report.RunMetrics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Marks on the time axis. */
final class Annotations {
  /** Of the chosen runs, and alerts about no run in particular, as of an endpoint that is down. */
  static final String FIRING = "ALERTS{alertstate=\"firing\",job=~\"$job\",run=~\"$run|\"}";

  private static final Map<String, @Nullable Object> BUILT_IN =
      Json.read(
          """
          {
            "builtIn": 1,
            "datasource": {"type": "grafana", "uid": "-- Grafana --"},
            "enable": true,
            "hide": true,
            "iconColor": "rgba(0, 211, 255, 1)",
            "name": "Annotations & Alerts",
            "type": "dashboard"
          }
          """);

  private Annotations() {}

  private static Map<String, @Nullable Object> mark(
      String name, boolean shown, String colour, String expression) {
    return Json.joined(
        Json.object("name", name, "datasource", Query.DATASOURCE, "enable", shown),
        Json.object("hide", false, "iconColor", colour, "expr", expression));
  }

  private static Map<String, @Nullable Object> words(String title, String text, String tags) {
    return Json.object("titleFormat", title, "textFormat", text, "tagKeys", tags);
  }

  static List<Map<String, @Nullable Object>> all() {
    return List.of(BUILT_IN, epochs(), restarts(), changePoints(), alerts());
  }

  /** At the moment the network was examined, not at that of the scrape. */
  private static Map<String, @Nullable Object> epochs() {
    String time = Series.of(RunMetrics.LAST_UPDATE).selector();
    String tenth = Series.of(RunMetrics.EPOCH).selector() + " % 10 == 0";
    String when = time + " * 1000 and on (job, instance, run) " + tenth;
    return Json.joined(
        mark("Every tenth epoch", false, "blue", when),
        Json.object("step", Panels.SCRAPE_INTERVAL),
        words("Tenth epoch", "{{run}}", "run"),
        Json.object("useValueForTime", true));
  }

  /** A run that began anew under its name within ten minutes: lines before and after are two. */
  private static Map<String, @Nullable Object> restarts() {
    String iteration = Series.of(RunMetrics.ITERATION).selector();
    String anew = "resets(" + iteration + "[10m]) > resets(" + iteration + "[10m] offset 15s)";
    return Json.joined(
        mark("Training began anew", true, "yellow", anew),
        Json.object("step", "15s"),
        words("Training began anew", "{{run}}", "run"));
  }

  /** At the scrape after the one in which a fall was noticed; the value says when it began. */
  private static Map<String, @Nullable Object> changePoints() {
    String change = Series.of(DriftMetrics.CHANGE_EPOCH).selector(); // NaN while it is too early
    String noticed = "changes(" + change + "[15s]) > 0 and " + change + " > 0";
    return Json.joined(
        mark("Change points", true, "purple", noticed),
        Json.object("step", "15s"),
        words("{{event}} noticed in {{layer}}", "{{run}}", "event"));
  }

  private static Map<String, @Nullable Object> alerts() {
    return Json.joined(
        mark("Firing alerts", true, "red", FIRING),
        Json.object("step", "15s"),
        words("{{alertname}}", "{{run}} {{layer}}", "severity"));
  }
}
