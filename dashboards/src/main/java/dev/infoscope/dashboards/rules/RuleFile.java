// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Every generated file of rules. */
public enum RuleFile {
  /** What Prometheus loads. */
  PROMETHEUS("rules/infoscope.rules.yml", RuleFile::prometheus),
  /** The same, as the operator of Prometheus takes it in Kubernetes. */
  KUBERNETES("k8s/prometheusrule.yaml", RuleFile::kubernetes),
  /** The same, managed by Grafana. */
  GRAFANA("provisioning/alerting/infoscope.yml", GrafanaTwins::document);

  private static final String HEAD = "# Generated; see \"Change it\" in dashboards/README.md.\n";

  private final String path;
  private final Supplier<Map<String, Object>> document;

  RuleFile(String path, Supplier<Map<String, Object>> document) {
    this.path = path;
    this.document = document;
  }

  /**
   * The file, seen from the folder {@code dashboards}.
   *
   * @return its path
   */
  public String path() {
    return path;
  }

  /**
   * The file's text, as it should be.
   *
   * @return YAML, of a head that says that it is generated and the rules
   */
  public String generated() {
    return HEAD + Yaml.write(document.get());
  }

  private static Map<String, Object> prometheus() {
    return map("groups", groups());
  }

  private static Map<String, Object> kubernetes() {
    return map(
        "apiVersion",
        "monitoring.coreos.com/v1",
        "kind",
        "PrometheusRule",
        "metadata",
        map("name", "infoscope", "labels", map("release", "kube-prometheus-stack")),
        "spec",
        map("groups", groups()));
  }

  private static List<Object> groups() {
    List<Object> recordings = new ArrayList<>();
    for (Recording recording : Rules.RECORDINGS) {
      recordings.add(map("record", recording.name(), "expr", recording.expression()));
    }
    List<Object> alerts = new ArrayList<>();
    for (AlertRule alert : Rules.ALERTS) {
      alerts.add(
          map(
              "alert", alert.name(),
              "expr", alert.expression(),
              "for", alert.pending(),
              "labels", map("severity", alert.severity()),
              "annotations", alert.annotations()));
    }
    return List.of(
        map("name", "infoscope.record", "interval", "15s", "rules", recordings),
        map("name", "infoscope.alert", "interval", "15s", "rules", alerts));
  }

  /** Keys and values in turn, in this order. */
  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
