// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.rules;

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
    Map<String, Object> document =
        map("apiVersion", "monitoring.coreos.com/v1", "kind", "PrometheusRule");
    document.put(
        "metadata", map("name", "infoscope", "labels", map("release", "kube-prometheus-stack")));
    document.put("spec", map("groups", groups()));
    return document;
  }

  private static List<Object> groups() {
    List<Object> recordings = Rules.RECORDINGS.stream().map(RuleFile::recorded).toList();
    List<Object> alerts = Rules.ALERTS.stream().map(RuleFile::alert).toList();
    return List.of(
        map("name", "infoscope.record", "interval", "15s", "rules", recordings),
        map("name", "infoscope.alert", "interval", "15s", "rules", alerts));
  }

  private static Object recorded(Recording recording) {
    return map("record", recording.name(), "expr", recording.expression());
  }

  private static Object alert(AlertRule alert) {
    return map(
        "alert", alert.name(),
        "expr", alert.expression(),
        "for", alert.pending(),
        "labels", map("severity", alert.severity()),
        "annotations", alert.annotations());
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
