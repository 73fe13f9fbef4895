// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The alerts as rules that Grafana evaluates itself, for sites where nobody may load rules into
 * Prometheus. Grafana has no recording rules without a place to write to, so their expressions are
 * put in; a rule fires for every series its query returns, which takes a second step that makes 1
 * of any number.
 */
final class GrafanaTwins {
  private static final String SOURCE = "infoscope-prometheus";

  private static final Map<String, Object> IS_NUMBER =
      step(
          "B",
          0,
          "__expr__",
          RuleFile.map("refId", "B", "type", "math", "expression", "is_number($A)"));

  private GrafanaTwins() {}

  static Map<String, Object> document() {
    List<Object> rules = new ArrayList<>();
    Rules.ALERTS.forEach(alert -> rules.add(twin(alert)));
    Map<String, Object> group =
        RuleFile.map(
            "orgId", 1,
            "name", "infoscope",
            "folder", "Infoscope",
            "interval", "15s",
            "rules", rules);
    return RuleFile.map("apiVersion", 1, "groups", List.of(group));
  }

  private static Map<String, Object> twin(AlertRule alert) {
    Map<String, Object> twin = RuleFile.map("uid", uid(alert), "title", alert.name());
    twin.putAll(RuleFile.map("condition", "B", "for", alert.pending()));
    twin.putAll(RuleFile.map("noDataState", "OK", "execErrState", "Error"));
    twin.put("labels", RuleFile.map("severity", alert.severity()));
    twin.put("annotations", annotations(alert));
    twin.put("data", List.of(query(alert), IS_NUMBER));
    return twin;
  }

  private static String uid(AlertRule alert) {
    return "infoscope-" + alert.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> annotations(AlertRule alert) {
    Map<String, Object> annotations = alert.annotations();
    annotations.replaceAll((key, text) -> text.toString().replace("$value", "$values.A.Value"));
    return annotations;
  }

  private static Map<String, Object> query(AlertRule alert) {
    Map<String, Object> model = RuleFile.map("refId", "A", "instant", true, "range", false);
    model.put("expr", inlined(alert.expression()));
    return step("A", 3600, SOURCE, model);
  }

  /** A query or a calculation, over the last seconds up to now. */
  private static Map<String, Object> step(
      String refId, int seconds, String source, Map<String, Object> model) {
    Map<String, Object> step = RuleFile.map("refId", refId);
    step.put("relativeTimeRange", RuleFile.map("from", seconds, "to", 0));
    step.put("datasourceUid", source);
    step.put("model", model);
    return step;
  }

  /**
   * A recorded series with matchers becomes its expression, the matchers given to its first series.
   */
  static String inlined(String expression) {
    String result = expression;
    for (Recording recording : Rules.RECORDINGS) {
      int at = result.indexOf(recording.name());
      if (at >= 0) {
        int name = at + recording.name().length();
        String matchers = matchersAt(result, name);
        String rest = result.substring(name + matchers.length());
        result = result.substring(0, at) + "(" + narrowed(recording, matchers) + ")" + rest;
      }
    }
    return result;
  }

  /** What stands there in braces, with them; empty if nothing does. */
  private static String matchersAt(String expression, int at) {
    boolean opens = at < expression.length() && expression.charAt(at) == '{';
    return opens ? expression.substring(at, expression.indexOf('}', at) + 1) : "";
  }

  private static String narrowed(Recording recording, String matchers) {
    return matchers.isEmpty()
        ? recording.expression()
        : recording.expression().replaceFirst(" ", matchers + " ");
  }
}
