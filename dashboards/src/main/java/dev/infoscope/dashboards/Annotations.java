// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.report.RunMetrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Marks on the time axis. */
final class Annotations {
  /** Of the chosen runs, and alerts about no run in particular, as of an endpoint that is down. */
  static final String FIRING = "ALERTS{alertstate=\"firing\",job=~\"$job\",run=~\"$run|\"}";

  private Annotations() {}

  static List<Map<String, @Nullable Object>> all() {
    return List.of(builtIn(), epochs(), restarts(), changePoints(), alerts());
  }

  private static Map<String, @Nullable Object> builtIn() {
    return Json.object(
        "builtIn",
        1,
        "datasource",
        Json.object("type", "grafana", "uid", "-- Grafana --"),
        "enable",
        true,
        "hide",
        true,
        "iconColor",
        "rgba(0, 211, 255, 1)",
        "name",
        "Annotations & Alerts",
        "type",
        "dashboard");
  }

  /** At the moment the network was examined, not at that of the scrape. */
  private static Map<String, @Nullable Object> epochs() {
    String time = Series.of(RunMetrics.LAST_UPDATE).selector();
    String tenth = Series.of(RunMetrics.EPOCH).selector() + " % 10 == 0";
    return Json.object(
        "name", "Every tenth epoch",
        "datasource", Query.DATASOURCE,
        "enable", false,
        "hide", false,
        "iconColor", "blue",
        "expr", time + " * 1000 and on (job, instance, run) " + tenth,
        "step", Panels.SCRAPE_INTERVAL,
        "titleFormat", "Tenth epoch",
        "textFormat", "{{run}}",
        "tagKeys", "run",
        "useValueForTime", "on");
  }

  /** A run that began anew under its name within ten minutes: lines before and after are two. */
  private static Map<String, @Nullable Object> restarts() {
    String iteration = Series.of(RunMetrics.ITERATION).selector();
    return Json.object(
        "name", "Training began anew",
        "datasource", Query.DATASOURCE,
        "enable", true,
        "hide", false,
        "iconColor", "yellow",
        "expr",
            String.format(
                Locale.ROOT, "resets(%1$s[10m]) > resets(%1$s[10m] offset 15s)", iteration),
        "step", "15s",
        "titleFormat", "Training began anew",
        "textFormat", "{{run}}",
        "tagKeys", "run");
  }

  /** At the scrape after the one in which a fall was noticed; the value says when it began. */
  private static Map<String, @Nullable Object> changePoints() {
    String change = Series.of(DriftMetrics.CHANGE_EPOCH).selector(); // NaN while it is too early
    return Json.object(
        "name", "Change points",
        "datasource", Query.DATASOURCE,
        "enable", true,
        "hide", false,
        "iconColor", "purple",
        "expr", "changes(" + change + "[15s]) > 0 and " + change + " > 0",
        "step", "15s",
        "titleFormat", "{{event}} noticed in {{layer}}",
        "textFormat", "{{run}}",
        "tagKeys", "event");
  }

  private static Map<String, @Nullable Object> alerts() {
    return Json.object(
        "name", "Firing alerts",
        "datasource", Query.DATASOURCE,
        "enable", true,
        "hide", false,
        "iconColor", "red",
        "expr", FIRING,
        "step", "15s",
        "titleFormat", "{{alertname}}",
        "textFormat", "{{run}} {{layer}}",
        "tagKeys", "severity");
  }
}
