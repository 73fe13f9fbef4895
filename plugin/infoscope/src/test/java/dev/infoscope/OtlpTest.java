// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.RepeatableTraining;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run whose registry sends OTLP over HTTP, to a receiver that reads what arrives. */
class OtlpTest {
  private final List<ExportMetricsServiceRequest> received = new ArrayList<>();
  private HttpServer receiver;

  @BeforeEach
  void open() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/v1/metrics", this::take);
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private OtlpMeterRegistry registry() {
    String url =
        String.format(
            Locale.ROOT, "http://127.0.0.1:%d/v1/metrics", receiver.getAddress().getPort());
    OtlpConfig config = key -> key.equals("otlp.url") ? url : null;
    return new OtlpMeterRegistry(config, Clock.SYSTEM);
  }

  /** Values of gauges by name and labels, of the last export. */
  private Map<String, Double> gauges() {
    Map<String, Double> values = new TreeMap<>();
    received.get(received.size() - 1).getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .filter(Metric::hasGauge)
        .forEach(
            metric ->
                metric
                    .getGauge()
                    .getDataPointsList()
                    .forEach(point -> values.put(key(metric, point), point.getAsDouble())));
    return values;
  }

  private static String key(Metric metric, NumberDataPoint point) {
    Map<String, String> labels = new TreeMap<>();
    point
        .getAttributesList()
        .forEach(label -> labels.put(label.getKey(), label.getValue().getStringValue()));
    return metric.getName() + labels;
  }

  private static String key(Gauge gauge) {
    Map<String, String> labels = new TreeMap<>();
    gauge.getId().getTags().forEach(tag -> labels.put(tag.getKey(), tag.getValue()));
    return gauge.getId().getName() + labels;
  }

  @Test
  void theLastReportArrivesWithAllItsLabelsWhenTheRegistryIsClosedLast() {
    OtlpMeterRegistry registry = registry();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(Examples.flat(30, 1))
            .run("otlp")
            .registry(registry)
            .keepMeters()
            .synchronous()
            .build()) {
      RepeatableTraining.DROPOUT.train(2, scope.listener());
    }
    Map<String, Double> held = new TreeMap<>();
    Search.in(registry).name(name -> name.startsWith("infoscope.")).gauges().stream()
        .filter(gauge -> Double.isFinite(gauge.value()))
        .forEach(gauge -> held.put(key(gauge), gauge.value()));
    registry.close();
    assertThat(held).hasSizeGreaterThan(20);
    assertThat(gauges()).containsAllEntriesOf(held);
    assertThat(gauges().entrySet())
        .anyMatch(e -> e.getKey().startsWith("infoscope.training.epoch{") && e.getValue() == 2);
  }
}
