// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.measure.drift.DriftQuantity;
import dev.infoscope.studies.faults.RunSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Recorded runs as unit tests of the rules, in the format of promtool: the series that Prometheus
 * would have scraped, an epoch each 30 seconds. Of three faults the first run that its alert finds,
 * and three healthy runs, in which nothing may fire.
 */
final class RecordedRuleTests {
  private static final int EPOCH = 30; // seconds
  private static final int EVALUATION = 15;
  private static final int HEALTHY = 3;
  private static final List<String> DRIFTING =
      List.of("input", "label", "effective_information", "sensitivity", "dead_neurons");

  /** Alert that is to find a fault. */
  private static final Map<String, String> FAULTS =
      Map.of(
          "exploding", "LayerDrift",
          "frozen", "LayerNotLearning",
          "labels_shuffled", "LabelInformationCollapse");

  private final StringBuilder yaml = new StringBuilder();

  private RecordedRuleTests() {}

  static String of(Halves halves) {
    RecordedRuleTests tests = new RecordedRuleTests();
    tests.line("# Generated from the recorded runs of the study early-warning; see its page.");
    tests.line("rule_files: [infoscope.rules.yml]");
    tests.line("evaluation_interval: %ds", EVALUATION);
    tests.line("group_eval_order: [infoscope.record, infoscope.alert]");
    tests.line("tests:");
    FAULTS.keySet().stream().sorted().forEach(fault -> tests.faulty(halves, fault));
    List<RunSeries> healthy = halves.healthy();
    for (int i = 0; i < HEALTHY; i++) {
      RunSeries run = healthy.get(i * (healthy.size() - 1) / (HEALTHY - 1));
      tests.head(run);
      tests.never(run);
    }
    return tests.yaml.toString();
  }

  private void faulty(Halves halves, String fault) {
    String alert = Objects.requireNonNull(FAULTS.get(fault));
    Calibrated judge =
        ShippedAlerts.all().stream()
            .filter(each -> each.judge().name().equals(alert))
            .findFirst()
            .orElseThrow();
    halves.faulty().stream()
        .filter(run -> run.fault().equals(fault) && judge.detected(run) < run.epochs())
        .findFirst()
        .ifPresent(run -> fires(run, alert, judge.detected(run)));
  }

  private void fires(RunSeries run, String alert, int epoch) {
    head(run);
    line("    promql_expr_test:");
    line("      - expr: 'count(ALERTS{alertstate=\"firing\"})'");
    line("        eval_time: %ds", EPOCH * (run.onset() - 1));
    line("        exp_samples: []");
    line(
        "      - expr: 'group by (alertname) (ALERTS{alertstate=\"firing\", alertname=\"%s\"})'",
        alert);
    line("        eval_time: %ds", EPOCH * (epoch - 1) + EVALUATION);
    line("        exp_samples: [{labels: '{alertname=\"%s\"}', value: 1}]", alert);
  }

  private void never(RunSeries run) {
    line("    promql_expr_test:");
    line("      - expr: 'max_over_time(count(ALERTS)[%ds:%ds])'", EPOCH * run.epochs(), EVALUATION);
    line("        eval_time: %ds", EPOCH * (run.epochs() - 1));
    line("        exp_samples: []");
  }

  private void head(RunSeries run) {
    String onset = run.onset() > 0 ? ", fault from epoch " + run.onset() + " on" : "";
    line("  - name: '%s%s'", run.id(), onset);
    line("    interval: %ds", EPOCH);
    line("    input_series:");
    for (String quantity : DRIFTING) {
      for (int layer : run.layers(quantity)) {
        drift(run, quantity, layer);
      }
    }
    for (int layer : run.layers("update_ratio")) {
      double[] ratios = Objects.requireNonNull(run.of("update_ratio", layer));
      series("infoscope_parameters_update_ratio", run, layer, "norm=\"l2\"", ratios);
    }
    for (int layer : run.layers("dead_neurons")) {
      double[] dead = Objects.requireNonNull(run.of("dead_neurons", layer));
      series("infoscope_neuron_dead_neurons", run, layer, "", dead);
    }
  }

  private void drift(RunSeries run, String quantity, int layer) {
    double[] x = Objects.requireNonNull(run.of(quantity, layer));
    String labels = "quantity=\"" + quantity + "\",basis=\"recorded\"";
    for (Metric metric : List.of(DriftMetrics.ZSCORE, DriftMetrics.OUTSIDE)) {
      double[] read =
          DriftScores.read(x, Quantity.floor(quantity), metric, DriftQuantity.Role.PLAIN);
      series(metric.seriesName(), run, layer, labels, read);
    }
    if (quantity.equals("label")) {
      double[] lost =
          DriftScores.read(
              x, Quantity.floor(quantity), DriftMetrics.LABEL_LOSS, DriftQuantity.Role.LABEL);
      series(DriftMetrics.LABEL_LOSS.seriesName(), run, layer, "basis=\"recorded\"", lost);
    }
  }

  private void series(String name, RunSeries run, int layer, String labels, double... values) {
    List<String> all = new ArrayList<>();
    all.add("job=\"infoscope\",instance=\"h:9464\"");
    all.add("run=\"" + run.id() + "\",model=\"" + run.network() + "\"");
    all.add(String.format(Locale.ROOT, "layer=\"%1$d\",layer_index=\"%1$02d\"", layer));
    if (!labels.isEmpty()) {
      all.add(labels);
    }
    line("      - series: '%s{%s}'", name, String.join(",", all));
    line("        values: '%s'", text(values));
  }

  private static String text(double... values) {
    return Arrays.stream(values)
        .mapToObj(value -> Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, "%.3g", value))
        .collect(Collectors.joining(" "));
  }

  private void line(String template, Object... values) {
    yaml.append(String.format(Locale.ROOT, template, values)).append('\n');
  }
}
