// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The alerts as rules that Grafana evaluates itself, for sites where nobody may load rules into
 * Prometheus. Grafana has no recording rules without a place to write to, so their expressions are
 * put in; a rule fires for every series its query returns, which takes a second step that makes 1
 * of any number.
 */
final class GrafanaTwins {
  private static final String SOURCE = "infoscope-prometheus";

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
    Map<String, Object> annotations = alert.annotations();
    annotations.replaceAll((key, text) -> text.toString().replace("$value", "$values.A.Value"));
    return RuleFile.map(
        "uid",
        "infoscope-" + alert.name().toLowerCase(java.util.Locale.ROOT),
        "title",
        alert.name(),
        "condition",
        "B",
        "for",
        alert.pending(),
        "noDataState",
        "OK",
        "execErrState",
        "Error",
        "labels",
        RuleFile.map("severity", alert.severity()),
        "annotations",
        annotations,
        "data",
        List.of(query(alert), isNumber()));
  }

  private static Map<String, Object> query(AlertRule alert) {
    return RuleFile.map(
        "refId",
        "A",
        "relativeTimeRange",
        RuleFile.map("from", 3600, "to", 0),
        "datasourceUid",
        SOURCE,
        "model",
        RuleFile.map(
            "refId", "A", "instant", true, "range", false, "expr", inlined(alert.expression())));
  }

  private static Map<String, Object> isNumber() {
    return RuleFile.map(
        "refId",
        "B",
        "relativeTimeRange",
        RuleFile.map("from", 0, "to", 0),
        "datasourceUid",
        "__expr__",
        "model",
        RuleFile.map("refId", "B", "type", "math", "expression", "is_number($A)"));
  }

  /**
   * A recorded series with matchers becomes its expression, the matchers given to its first series.
   */
  static String inlined(String expression) {
    String result = expression;
    for (Recording recording : Rules.RECORDINGS) {
      int at = result.indexOf(recording.name());
      if (at >= 0) {
        int end = at + recording.name().length();
        String matchers = "";
        if (end < result.length() && result.charAt(end) == '{') {
          int close = result.indexOf('}', end) + 1;
          matchers = result.substring(end, close);
          end = close;
        }
        String inner =
            matchers.isEmpty()
                ? recording.expression()
                : recording.expression().replaceFirst(" ", matchers + " ");
        result = result.substring(0, at) + "(" + inner + ")" + result.substring(end);
      }
    }
    return result;
  }
}
