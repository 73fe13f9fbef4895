// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.dashboards.prometheus.PrometheusApi;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a Prometheus what a dashboard asks, with the variables set as Grafana would set them. */
public final class DashboardQueries {
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)(?::\\w+)?}|(\\w+))");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
  private static final Duration STEP = Duration.ofSeconds(1);

  private final PrometheusApi prometheus;
  private final Duration window;
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Sets the variables: of those that take several values all, of the others the first.
   *
   * @param dashboard whose variables to set
   * @param prometheus to ask for values
   * @param window how far back a time range reaches
   */
  public DashboardQueries(DashboardFile dashboard, PrometheusApi prometheus, Duration window) {
    this.prometheus = prometheus;
    this.window = window;
    values.put("__range", window.toSeconds() + "s");
    values.put("__interval", STEP.toSeconds() + "s");
    values.put("__rate_interval", "10s");
    dashboard.variables().forEach(this::set);
  }

  /**
   * Chooses one value of a variable.
   *
   * @param variable its name
   * @param value what to choose
   * @return this
   */
  DashboardQueries choose(String variable, String value) {
    values.put(variable, value);
    return this;
  }

  private void set(JsonNode variable) {
    String name = variable.path("name").asText();
    switch (variable.path("type").asText()) {
      case "query" -> values.put(name, ask(variable));
      case "custom" -> values.put(name, variable.path("current").path("value").asText());
      default -> values.put(name, "prometheus");
    }
  }

  private String ask(JsonNode variable) {
    String query = fill(variable.path("query").path("query").asText());
    Matcher matcher = LABEL_VALUES.matcher(query);
    if (!matcher.matches()) {
      throw new IllegalStateException("not a query for label values: " + query);
    }
    List<String> found = prometheus.labelValues(matcher.group(1), matcher.group(2));
    if (found.isEmpty()) {
      throw new IllegalStateException("no values from " + query);
    }
    return variable.path("multi").asBoolean() ? String.join("|", found) : found.get(0);
  }

  /**
   * Whether an expression returns a number.
   *
   * @param expression of the dashboard
   * @return false when all it returns is nothing or NaN
   */
  public boolean hasNumbers(DashboardFile.Expression expression) {
    String text = fill(expression.text());
    Instant end = Instant.now();
    JsonNode series =
        expression.instant()
            ? prometheus.now(text)
            : prometheus.range(text, end.minus(window), end, STEP);
    for (JsonNode one : series) {
      if (isNumber(one.path("value"))) {
        return true;
      }
      for (JsonNode sample : one.path("values")) {
        if (isNumber(sample)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNumber(JsonNode sample) {
    return sample.size() == 2 && Double.isFinite(sample.path(1).asDouble(Double.NaN));
  }

  /** The expression as Prometheus gets it. */
  String fill(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> {
              String name = match.group(1) == null ? match.group(2) : match.group(1);
              String value = values.get(name);
              if (value == null) {
                throw new IllegalStateException("no variable " + name + " for " + text);
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
