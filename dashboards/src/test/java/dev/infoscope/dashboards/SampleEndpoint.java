// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import com.sun.net.httpserver.HttpServer;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.neuron.ablation.AblationMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.report.DerivedReadings;
import dev.infoscope.report.MetricCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * An endpoint that shows every metric of the list, of runs that do not exist: three runs of two
 * models unless more are wanted, three layers, two estimators, a new epoch at every second scrape,
 * and some epochs without evidence.
 */
final class SampleEndpoint implements AutoCloseable {
  private static final List<Map<String, String>> RUNS =
      List.of(
          Map.of("model", "mlp", "run", "first"),
          Map.of("model", "mlp", "run", "second"),
          Map.of("model", "second-mlp", "run", "third"));
  private static final List<String> LAYERS = List.of("dense_1", "dense_2", "output");
  private static final Set<Metric> WITH_GAPS = Set.of(PlaneMetrics.LABEL, PlaneMetrics.SATURATED);
  private static final int PLANNED = 100;
  private static final Map<String, List<String>> LABEL_VALUES =
      Map.ofEntries(
          Map.entry("signal", List.of("activation", "conductance")),
          Map.entry("estimator", List.of("binned", "pairwise")),
          Map.entry("quantity", List.of("input", "label")),
          Map.entry("stat", List.of("min", "p10", "p50", "p90", "max", "mean")),
          Map.entry("scope", List.of("layer", "class")),
          Map.entry("class", List.of("all", "3", "7")),
          Map.entry("neuron", List.of("3", "41")),
          Map.entry("ranking", List.of("label information", "KL selectivity")),
          Map.entry("direction", List.of("low first", "high first")),
          Map.entry("thread", List.of("training", "analysis")),
          Map.entry("reason", List.of("busy")),
          Map.entry("kind", List.of("parts", "joint")),
          Map.entry("basis", List.of("pairwise")),
          Map.entry("event", List.of("compression", "collapse")),
          Map.entry("output", List.of("output")),
          Map.entry("accuracy", List.of("top", "balanced")),
          Map.entry("norm", List.of("l1", "l2")),
          Map.entry("tag", List.of("lr")),
          Map.entry("value", List.of("0.01")),
          Map.entry("flag", List.of("saturated", "not_finite")),
          Map.entry("from", List.of("dense_1")),
          Map.entry("source", List.of("input", "dense_1")),
          Map.entry("target", List.of("dense_1", "output")),
          Map.entry("source_unit", List.of("0", "17")),
          Map.entry("target_unit", List.of("3", "8")),
          Map.entry("measure", List.of("information-plane")));

  /** As many values as a run of default settings on ten classes has. */
  private static final Map<String, List<String>> USUAL_VALUES =
      Map.of(
          "neuron", numbers(16),
          "class", numbers(11),
          "scope", List.of("class"),
          "quantity", DerivedReadings.quantities(),
          "kind", List.of("parts"),
          "source", List.of("dense_0"),
          "target", List.of("dense_1"),
          "source_unit", numbers(4),
          "target_unit", numbers(4),
          "measure", List.of("information-plane", "causal", "neurons", "relay", "flow", "drift"));

  private final AtomicInteger scrapes = new AtomicInteger();
  private final Map<String, List<String>> values;
  private final List<Metric> metrics;
  private final HttpServer server;
  private final List<Map<String, String>> runs;
  private final List<String> layers;

  private SampleEndpoint(
      HttpServer server,
      List<Map<String, String>> runs,
      List<String> layers,
      List<Metric> metrics,
      Map<String, List<String>> values) {
    this.server = server;
    this.runs = runs;
    this.layers = layers;
    this.metrics = metrics;
    this.values = values;
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }

  static SampleEndpoint start() throws IOException {
    return start(RUNS, LAYERS, MetricCatalogue.metrics(), LABEL_VALUES);
  }

  /** Many runs of one model with many layers, with the series of default settings. */
  static SampleEndpoint usual(int runs, int layers) throws IOException {
    Map<String, List<String>> values = new TreeMap<>(LABEL_VALUES);
    values.putAll(USUAL_VALUES);
    return start(
        IntStream.range(0, runs)
            .mapToObj(run -> Map.of("model", "mlp", "run", "run_" + run))
            .toList(),
        IntStream.range(0, layers).mapToObj(layer -> "dense_" + layer).toList(),
        MetricCatalogue.metrics().stream().filter(SampleEndpoint::isUsual).toList(),
        values);
  }

  private static boolean isUsual(Metric metric) {
    return !AblationMetrics.ALL.contains(metric)
        && !metric.ownLabels().contains("from")
        && !metric.equals(CausalMetrics.INTEGRATED_INFORMATION)
        && !metric.equals(PlaneMetrics.COMPLETENESS_ERROR);
  }

  private static SampleEndpoint start(
      List<Map<String, String>> runs,
      List<String> layers,
      List<Metric> metrics,
      Map<String, List<String>> values)
      throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    SampleEndpoint endpoint = new SampleEndpoint(server, runs, layers, metrics, values);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] body = endpoint.scrape().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return endpoint;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private String scrape() {
    int epoch = 1 + scrapes.getAndIncrement() / 2;
    StringBuilder text = new StringBuilder();
    for (Metric metric : metrics) {
      for (String name : Series.published(metric)) {
        for (Map<String, String> labels : labelSets(metric)) {
          text.append(name).append(labelText(labels));
          text.append(' ').append(value(metric, labels, epoch)).append('\n');
        }
      }
    }
    return text.toString();
  }

  private List<Map<String, String>> labelSets(Metric metric) {
    List<Map<String, String>> sets = runs;
    if (metric.isPerLayer()) {
      sets = vary(sets, "layer", layers);
    }
    for (String label : metric.ownLabels()) {
      sets = vary(sets, label, values(metric, label));
    }
    return sets;
  }

  /** The label quantity stands for two things in the plane, and for more in drift. */
  private List<String> values(Metric metric, String label) {
    boolean plane = PlaneMetrics.ALL.contains(metric) && label.equals("quantity");
    List<String> known = plane ? LABEL_VALUES.get(label) : values.get(label);
    if (known == null) {
      throw new IllegalStateException("no values known for the label " + label);
    }
    return known;
  }

  private static List<Map<String, String>> vary(
      List<Map<String, String>> sets, String label, List<String> values) {
    List<Map<String, String>> varied = new ArrayList<>();
    for (Map<String, String> set : sets) {
      for (String value : values) {
        Map<String, String> more = new TreeMap<>(set);
        more.put(label, value);
        if (label.equals("layer")) {
          more.put("layer_index", String.format(Locale.ROOT, "%02d", values.indexOf(value)));
        }
        varied.add(more);
      }
    }
    return varied;
  }

  private static String labelText(Map<String, String> labels) {
    List<String> parts = new ArrayList<>();
    labels.forEach((name, value) -> parts.add(name + "=\"" + value + "\""));
    return "{" + String.join(",", parts) + "}";
  }

  /** Learning that slows down; every reading differs, so that a mixed-up line would show. */
  private static double value(Metric metric, Map<String, String> labels, int epoch) {
    double learnt = 1 - Math.exp(-epoch / 10.0);
    double own = 1 + (labels.hashCode() & 63) / 1000.0;
    if (WITH_GAPS.contains(metric) && epoch >= 4 && epoch <= 6) {
      return Double.NaN; // not enough evidence: must leave a gap, not a point at 0
    }
    return switch (metric.meterName()) {
      case "infoscope.training.epoch" -> epoch;
      case "infoscope.training.iteration" -> 100.0 * (epoch % 5); // begins anew now and then
      case "infoscope.training.planned.epochs" -> PLANNED;
      case "infoscope.training.last.update" -> System.currentTimeMillis() / 1000.0;
      case "infoscope.drift.change.epoch" -> epoch < 3 ? 0 : epoch / 3 * 3;
      case "infoscope.drift.zscore" -> 8 * Math.sin(epoch * own);
      case "infoscope.drift.outside" -> epoch % 3;
      case "infoscope.information.saturated", "infoscope.measure.active" -> 1;
      case "infoscope.information.input" -> 9 * own - learnt;
      default -> metric.kind() == Metric.Kind.GAUGE ? learnt * own : epoch;
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
