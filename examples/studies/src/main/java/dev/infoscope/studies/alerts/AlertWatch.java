// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Watches what Prometheus fires and Alertmanager passes on, and writes it down as it changes. */
final class AlertWatch {
  private final Servers servers;
  private final Map<String, String> shown = new LinkedHashMap<>();
  private final long start = System.nanoTime();

  AlertWatch(Servers servers) {
    this.servers = servers;
  }

  /** Names of all alerts of a run that fired, by Prometheus' own account. */
  Set<String> fired(String run) throws IOException, InterruptedException {
    Set<String> names = new LinkedHashSet<>();
    String selector = "ALERTS{alertstate=\"firing\",run=\"" + run + "\"}";
    for (JsonNode series : servers.query("max_over_time(" + selector + "[15m])")) {
      names.add(series.path("metric").path("alertname").asText());
    }
    return names;
  }

  /** Queries Alertmanager once; prints what is new and what is gone. */
  void poll() throws IOException, InterruptedException {
    Map<String, String> now = new LinkedHashMap<>();
    for (JsonNode notice : servers.notices()) {
      JsonNode labels = notice.path("labels");
      now.put(key(labels), words(labels, notice.path("annotations").path("summary").asText()));
    }
    sayOf("FIRES    ", now, shown);
    sayOf("resolved ", shown, now);
    shown.clear();
    shown.putAll(now);
  }

  /** Of what is in the one and not in the other. */
  private void sayOf(String what, Map<String, String> in, Map<String, String> notIn) {
    in.forEach(
        (key, text) -> {
          if (!notIn.containsKey(key)) {
            say(what + text);
          }
        });
  }

  private static String key(JsonNode labels) {
    return labels.path("alertname").asText()
        + " "
        + labels.path("run").asText()
        + " "
        + labels.path("layer").asText()
        + labels.path("quantity").asText();
  }

  private static String words(JsonNode labels, String summary) {
    return String.format(
        Locale.ROOT,
        "%s %s: %s",
        labels.path("severity").asText(),
        labels.path("alertname").asText(),
        summary);
  }

  /** Whether nothing is active. */
  boolean isQuiet() {
    return shown.isEmpty();
  }

  void say(String text) {
    System.out.printf(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - start) / 1e9, text);
  }
}
