// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The series of one metric, narrowed by the dashboard's variables. Whatever is summed up keeps
 * every label the metric declares, so no panel can mix two estimators, two layers or two runs in
 * one line.
 */
final class Series {
  /** Variables of the dashboard that choose one value, and the label each stands for. */
  static final List<String> CHOSEN = List.of("signal", "estimator", "kind");

  private static final List<String> RUN = List.of("model", "run");

  private final Metric metric;
  private final String name;
  private final Map<String, String> matchers;

  private Series(Metric metric, String name, Map<String, String> matchers) {
    this.metric = metric;
    this.name = name;
    this.matchers = matchers;
  }

  /** The series of a gauge or a counter. */
  static Series of(Metric metric) {
    require(metric, metric.kind() != Metric.Kind.TIMER);
    return new Series(metric, metric.seriesName(), variables(metric));
  }

  /** How often a timer ran. */
  static Series count(Metric timer) {
    return ofTimer(timer, "_count");
  }

  /** Seconds a timer ran in all. */
  static Series sum(Metric timer) {
    return ofTimer(timer, "_sum");
  }

  /** The longest a timer ran lately. */
  static Series longest(Metric timer) {
    return ofTimer(timer, "_max");
  }

  private static Series ofTimer(Metric timer, String part) {
    require(timer, timer.kind() == Metric.Kind.TIMER);
    return new Series(timer, timer.seriesName() + part, variables(timer));
  }

  /** Names of all series a scrape shows for a metric. */
  static List<String> published(Metric metric) {
    String stem = metric.seriesName();
    return metric.kind() == Metric.Kind.TIMER
        ? List.of(stem + "_count", stem + "_sum", stem + "_max")
        : List.of(stem);
  }

  private static void require(Metric metric, boolean right) {
    if (!right) {
      throw new IllegalArgumentException(metric + " is a " + metric.kind());
    }
  }

  private static Map<String, String> variables(Metric metric) {
    Map<String, String> matchers = new TreeMap<>();
    matchers.put("job", "=~\"$job\"");
    matchers.put("model", "=~\"$model\"");
    matchers.put("run", "=~\"$run\"");
    if (metric.isPerLayer()) {
      matchers.put("layer", "=~\"$layer\"");
    }
    CHOSEN.stream()
        .filter(metric.ownLabels()::contains)
        .forEach(label -> matchers.put(label, "=\"$" + label + "\""));
    return matchers;
  }

  /** Only series with this value. */
  Series where(String label, String value) {
    Map<String, String> more = new TreeMap<>(matchers);
    more.put(label, "=\"" + value + "\"");
    return new Series(metric, name, more);
  }

  /** Also the values that the dashboard's variable leaves out; they stay lines of their own. */
  Series every(String label) {
    Map<String, String> fewer = new TreeMap<>(matchers);
    fewer.remove(label);
    return new Series(metric, name, fewer);
  }

  /** The labels that tell its lines apart. */
  List<String> labels() {
    List<String> labels = new ArrayList<>(RUN);
    if (metric.isPerLayer()) {
      labels.add("layer");
      labels.add("layer_index");
    }
    labels.addAll(metric.ownLabels());
    return labels;
  }

  /** Legend of a line. */
  String legend() {
    return legendWithout("");
  }

  /** Legend of a line that one of the labels does not tell apart. */
  String legendWithout(String without) {
    return labels().stream()
        .filter(label -> !label.equals(without))
        .filter(label -> !label.equals("model") && !label.equals("layer_index"))
        .filter(label -> !label.equals("signal"))
        .map(label -> "{{" + label + "}}")
        .collect(Collectors.joining(" "));
  }

  /** The bare selector. */
  String selector() {
    return matchers.entrySet().stream()
        .map(matcher -> matcher.getKey() + matcher.getValue())
        .collect(Collectors.joining(",", name + "{", "}"));
  }

  /** One line per set of labels, whichever process said it last. */
  String lines() {
    return lines(selector());
  }

  /** The same of an expression that keeps the labels of this series. */
  String lines(String expression) {
    return "max by (" + String.join(", ", labels()) + ") (" + expression + ")";
  }

  /** The lowest of the lines that only this label tells apart. */
  String lowestOver(String label) {
    List<String> others = labels().stream().filter(each -> !each.equals(label)).toList();
    return "min by (" + String.join(", ", others) + ") (" + selector() + ")";
  }

  /** The lines without NaN, which stands for "not enough evidence" and cannot be drawn. */
  String numbers() {
    return lines() + " > -Inf";
  }

  /** The last value within the time range, also of runs that have ended. */
  String last() {
    return over("max", "last_over_time", "$__range");
  }

  /** The lowest value within the time range. */
  String lowest() {
    return over("min", "min_over_time", "$__range");
  }

  /** Mean over a sliding window. */
  String smoothed() {
    return over("max", "avg_over_time", "$smoothing");
  }

  /** Increase per second. */
  String rate() {
    return over("sum", "rate", "$__rate_interval");
  }

  private String over(String aggregation, String function, String window) {
    String by = String.join(", ", labels());
    return String.format(
        Locale.ROOT, "%s by (%s) (%s(%s[%s]))", aggregation, by, function, selector(), window);
  }

  /** One line per run, however many series there are. */
  String sumPerRun() {
    return sumPerRun(selector());
  }

  /** How many series of a run read 1; NaN is none of them. */
  String onesPerRun() {
    return sumPerRun(selector() + " == bool 1");
  }

  private static String sumPerRun(String expression) {
    return "sum by (" + String.join(", ", RUN) + ") (" + expression + ")";
  }
}
